"""The ontology as a language model reads it: the vocabulary of the prompt, and nothing that does not stand in `ontology.ttl`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from graph.model import Comparator, Modality
from graph.ontology import Class, Measure, Ontology, Relation

COMPARATORS: tuple[str, ...] = get_args(Comparator)
MODALITIES: tuple[str, ...] = get_args(Modality)
_ROOT = "Entity"  # what claims are about; the classes beside it are those of the graph itself
_CURRENCY = "currency"


def list_classes(ontology: Ontology) -> list[Class]:
    """Give the classes an entity may have, in the order of the ontology."""
    return [c for c in ontology.classes.values() if c.name != _ROOT and ontology.is_a(c.name, _ROOT)]


def list_relations(ontology: Ontology) -> list[Relation]:
    """Give the relations, of two that are each other's inverse the one that stands first."""
    listed: dict[str, Relation] = {}
    for relation in ontology.relations.values():
        if relation.inverse not in listed:
            listed[relation.name] = relation
    return list(listed.values())


def list_units(ontology: Ontology) -> list[str]:
    """Give the units an amount may have, in the order of the ontology, without those of money."""
    return list(dict.fromkeys(unit for m in ontology.measures.values() for unit in m.units if unit != _CURRENCY))


def describe_classes(ontology: Ontology) -> str:
    """Write the classes as an indented list."""
    return "\n".join(f"{'  ' * (_depth(c, ontology) - 1)}- `{c.name}`: {c.definitions['en']}" for c in list_classes(ontology))


def describe_relations(ontology: Ontology) -> str:
    """Write the relations with what they may link and the measures that may go with them, a line each."""
    return "\n".join(f"- `{r.name}`: {r.definitions['en']}. {_ends(r)}{_notes(r)}" for r in list_relations(ontology))


def describe_measures(ontology: Ontology) -> str:
    """Write the measures with what has them, in which units, a line each."""
    return "\n".join(f"- `{m.name}`: {m.definitions['en']}. {_ends(m)}{_units(m)}" for m in ontology.measures.values())


def describe_modalities(ontology: Ontology) -> str:
    """Write the modalities, a line each."""
    named = {term.name.casefold(): term for term in ontology.modalities.values()}
    return "\n".join(f"- `{name}`: {named[name].definitions['en']}" for name in MODALITIES if name in named)


def describe_units(ontology: Ontology) -> str:
    """Say which units there are."""
    units = ", ".join(f"`{unit}`" for unit in list_units(ontology))
    return f"an ISO 4217 code for money, or one of {units}"


def _depth(term: Class, ontology: Ontology) -> int:
    return 1 + max(0, *(_depth(ontology.class_(parent), ontology) for parent in term.parents)) if term.parents else 0


def _ends(term: Relation | Measure) -> str:
    ends = " or ".join(map(_any, term.domain))
    return f"{ends} → {' or '.join(map(_any, term.range))}" if term.range else ends


def _any(name: str) -> str:
    return "anything" if name == _ROOT else name


def _notes(relation: Relation) -> str:
    return "".join(_note(relation))


def _note(relation: Relation) -> Iterator[str]:
    if relation.symmetric:
        yield ". Both ways alike"
    if relation.broader:
        yield f". A kind of `{'`, `'.join(relation.broader)}`"
    if relation.quantified_by:
        yield f". May carry `{'`, `'.join(relation.quantified_by)}`"


def _units(measure: Measure) -> str:
    return f". In {', '.join(measure.units)}{'. A fall is below zero' if measure.signed else ''}"
