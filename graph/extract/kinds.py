"""Which classes may stand in a place: what a slot, a measure or a pronoun takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Kinds:
    """Classes and all that stand below them, worked out once; no classes means any."""

    types: tuple[str, ...]
    _below: frozenset[str]

    def take(self, type: str) -> bool:  # noqa: A002 - an entity's class is its type
        """Tell whether something of a class may stand here."""
        return not self.types or type in self._below

    @property
    def anything(self) -> bool:
        """Whether nothing is left out."""
        return not self.types or "Entity" in self.types


# Lists are made of like things.
_BROAD = ("Person", "AgentGroup", "Organisation", "Product", "Place")


def broad_kind(name: str, ontology: Ontology) -> str:
    """Give the broad class that a class is below, itself where there is none: a company and a bank are both organisations."""
    return next((kind for kind in _BROAD if ontology.is_a(name, kind)), name)


def narrow(types: Iterable[str], ontology: Ontology) -> Kinds:
    """Give the kinds that are one of some classes."""
    wanted = tuple(types)
    return Kinds(wanted, frozenset(name for name in ontology.classes if any(ontology.is_a(name, t) for t in wanted)))
