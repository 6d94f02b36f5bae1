"""Noun phrases as mentions: which of them name a thing of their own, and which only say the kind of a known one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from graph.extract.automaton import Hit
from graph.extract.grammar import Grammar
from graph.extract.kinds import narrow
from graph.extract.lexicon import Lexicon
from graph.extract.nominals import Name, Nominals, Surroundings
from graph.extract.places import Places
from graph.model import Entity, Language, Mention, Span, kebab
from graph.ontology import Ontology

_QUOTED_TERM = re.compile(r"[“\"]([^\s“”\",;:。!?()]{2,12})[”\"]")
_QUOTE = re.compile(r"[“”\"‘’「」『』]")


class Phrases:
    """Finds noun phrases of one language and turns them into provisional entities."""

    def __init__(self, lexicon: Lexicon, ontology: Ontology, registry: Mapping[str, Entity], grammar: Grammar, *, han: bool) -> None:
        """Prepare for one language."""
        things = narrow(("Product", "Facility", "Technology"), ontology)
        ideas = narrow(("Concept", "Event", "Policy"), ontology)
        actors, models = narrow(("Agent", "Place", "Policy"), ontology), narrow(("Product", "Technology"), ontology)
        self._heads, self._anchors, self._han = lexicon.heads, lexicon.anchors, han
        self._modifiers = frozenset(grammar.modifiers)
        self._general = frozenset(w for w, kind in lexicon.heads.items() if things.take(kind))
        self._own = frozenset(e.id for e in registry.values() if actors.take(e.type))
        self._models = frozenset(e.id for e in registry.values() if models.take(e.type))
        self._nominals = Nominals(grammar, frozenset(w for w, kind in lexicon.heads.items() if not ideas.take(kind)), han=han)

    def find(
        self, text: str, span: Span, hits: Iterable[Hit], names: Sequence[Mention[str]], stops: Collection[Span],
    ) -> list[tuple[Span, str]]:
        """Find the phrases of a sentence as (place, class): those with a head, and terms set in quotes.

        `stops` are the places of amounts and times, which no phrase runs over.
        """
        # `Blackwell series B200`: a word that ties a name to the next one heads nothing.
        opening = {n.start for n in names}
        heads = [h for h in hits if h.word in self._heads and not (h.word in self._anchors and h.end in opening)]
        # A name that is a head and nothing more is as general as any head: the phrase around it says which one.
        general = {(h.start, h.end) for h in hits if h.word in self._general}
        bound = [Name(n.start, n.end, n.value in self._own) for n in names if (n.start, n.end) not in general]
        around = Surroundings(text, span, bound, [*stops, *self._verbs(hits)], han=self._han)
        kinds = {h.end: self._heads[h.word] for h in heads}
        found = [(place, kinds[place.end]) for place in self._nominals.find(around, heads)]
        taken, stopped = Places(place for place, _ in found), Places(stops)
        for quoted in _QUOTED_TERM.finditer(text, span.start, span.end):
            place = Span(quoted.start(1), quoted.end(1))
            if not (taken.overlaps(place.start, place.end) or around.names.covers(place.start, place.end)
                    or stopped.overlaps(place.start, place.end)):
                found.append((place, kinds.get(place.end, "Concept")))
        return sorted(found, key=lambda f: f[0])

    def known_as(self, place: Span, hits: Places[Hit], names: Sequence[Mention[str]]) -> str | None:
        """Give the product a phrase only says the kind of: `H20 chips`, `Blackwell architecture GPUs`."""
        name = next((n for n in names if n.start == place.start and n.end < place.end), None)
        if name is None or name.value not in self._models:
            return None
        covered = sum(h.end - h.start for h in hits.inside(name.end, place.end) if h.word in self._heads)
        return name.value if covered >= place.end - name.end - 1 else None

    def _verbs(self, hits: Iterable[Hit]) -> list[Hit]:
        """Give the words that may not stand in a phrase: all that neither head nor modify one."""
        narrowing = Places(h for h in hits if h.word in self._modifiers)
        return [h for h in hits if h.word not in self._heads and h.word not in self._modifiers
                and (not self._han or h.end - h.start > 1) and not narrowing.covers(h.start, h.end)]


def propose(original: str, folded: str, kind: str, language: Language) -> Entity:
    """Make the provisional entity of a noun phrase, labelled in the words of the text."""
    plain, words = (_QUOTE.sub("", text).strip() for text in (folded, original))
    labels = ((language, words),) if language == "en" or plain == words else ((language, words), ("zh-Hans", plain))
    return Entity(kebab(plain), kind, labels, provisional=True)
