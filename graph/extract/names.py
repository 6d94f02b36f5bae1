"""Names of the registry in a text, with the context a risky one needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.extract.automaton import Hit
from graph.extract.kinds import narrow
from graph.extract.lexicon import Lexicon
from graph.language.scripts import fold
from graph.model import Entity, Mention
from graph.ontology import Ontology

_SHORTEST_CAPITALISED = 5


class Names:
    """Finds the names of one language's lexicon."""

    def __init__(self, lexicon: Lexicon, registry: Mapping[str, Entity], ontology: Ontology) -> None:
        """Prepare the registry's context words."""
        things = narrow(("Product", "Facility"), ontology)
        self._names, self._automaton = lexicon.names, lexicon.name_automaton
        self._things = frozenset(e.id for e in registry.values() if things.take(e.type))
        self._companies = frozenset(e.id for e in registry.values() if e.type == "Company")
        self._context = {e.id: tuple(fold(w).lower() for w in e.context) for e in registry.values() if e.context}

    def find(self, text: str, low: str) -> list[Mention[str]]:
        """Find names in a folded text (`low` is its lower-case copy) as mentions of entity ids, in order."""
        found: list[Mention[str]] = []
        in_context: dict[str, bool] = {}
        for hit in self._automaton.longest(low):
            if entity := self._choose(text[hit.start : hit.end], hit.word, low, in_context):
                found += self._owner(hit, low, text, entity)
                found.append(Mention(hit.start, hit.end, entity))
        return found

    def _choose(self, written: str, word: str, low: str, in_context: dict[str, bool]) -> str | None:
        """Choose whom a name means: who it means only in context, where that is given, else who it means anywhere."""
        choices = [s for s in self._names.get(word, ()) if _same_case(written, s.form)]
        for spelling in choices:
            if spelling.risky:
                if spelling.entity not in in_context:
                    in_context[spelling.entity] = any(near in low for near in self._context.get(spelling.entity, ()))
                if in_context[spelling.entity]:
                    return spelling.entity
        return next((s.entity for s in choices if not s.risky), None)

    def _owner(self, hit: Hit, low: str, text: str, entity: str) -> Iterator[Mention[str]]:
        """Give whose name a longer name opens with: `Nvidia` in `Nvidia H20`, which is a name of the chip."""
        if entity not in self._things:
            return
        for end in range(hit.end - 1, hit.start + 1, -1):
            for spelling in self._names.get(low[hit.start : end], ()):
                if not spelling.risky and spelling.entity in self._companies and _same_case(text[hit.start : end], spelling.form):
                    yield Mention(hit.start, end, spelling.entity)
                    return


def _same_case(written: str, form: str) -> bool:
    """Tell whether a name is written as one would: exactly, in capitals, or with a capital at the start of a sentence."""
    if written in {form, form.upper()} or (written[1:] == form[1:] and written[0].lower() == form[0]):
        return True
    return len(form) >= _SHORTEST_CAPITALISED and written == form.capitalize()  # short names are words in other cases
