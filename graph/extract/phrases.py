"""Noun phrases as mentions: which of them name a thing of their own, and which only say the kind of a known one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.extract.automaton import Hit
from graph.extract.grammar import Grammar
from graph.extract.kinds import narrow
from graph.extract.lexicon import Lexicon
from graph.extract.nominals import Name, Nominals, Surroundings
from graph.extract.places import Places
from graph.model import Entity, Language, Mention, Span, kebab
from graph.ontology import Ontology

# What a head noun alone may name; a shorter one names too much.
_ALONE = ("Material", "Equipment", "Facility", "Policy")
_SHORTEST_HAN, _SHORTEST_LATIN = 2, 4
_QUOTED_TERM = re.compile(r"[“\"]([^\s“”\",;:。!?()]{2,12})[”\"]")
_DETERMINER = re.compile(r"(?<![A-Za-z])((?:the|a|an|its|their|this|these|those|our|his|her)\s+)$", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|on|for|in|at|near|outside|to)\s+(?:(?:the|a|an|its|some|[\w-]+)\s+){0,2}")
_LONGEST_DETERMINER = 7
_QUOTE = re.compile(r"[“”\"‘’「」『』]")


class Phrases:
    """Finds noun phrases of one language and turns them into provisional entities."""

    def __init__(self, lexicon: Lexicon, ontology: Ontology, grammar: Grammar, *, han: bool) -> None:
        """Prepare for one language."""
        things = narrow(("Product", "Facility", "Technology"), ontology)
        ideas = narrow(("Concept", "Event", "Policy"), ontology)
        self._own, self._models = narrow(("Agent", "Place", "Policy"), ontology), narrow(("Product", "Technology"), ontology)
        self._heads, self._anchors, self._han = lexicon.heads, lexicon.anchors, han
        self._modifiers = frozenset(grammar.modifiers)
        self._general = frozenset(w for w, kind in lexicon.heads.items() if things.take(kind))
        alone = narrow(_ALONE, ontology)
        shortest = _SHORTEST_HAN if han else _SHORTEST_LATIN
        bare = frozenset(w for w, kind in lexicon.heads.items() if alone.take(kind) and len(w) >= shortest)
        owned = frozenset(w for w, kind in lexicon.heads.items() if not ideas.take(kind))
        self._nominals = Nominals(grammar, owned, bare, han=han)

    def find(
        self,
        text: str,
        span: Span,
        hits: Iterable[Hit],
        names: Sequence[Mention[str]],
        *,
        known: Mapping[str, Entity],
        stops: Collection[Span],
    ) -> list[tuple[Span, str]]:
        """Find the phrases of a sentence as (place, class): those with a head, and terms set in quotes.

        `stops` are the places of amounts and times, which no phrase runs over.
        """
        # `Blackwell series B200`: a word that ties a name to the next one heads nothing.
        opening = {n.start for n in names}
        heads = [h for h in hits if h.word in self._heads and not (h.word in self._anchors and h.end in opening)]
        # A name that is a head and nothing more is as general as any head: the phrase around it says which one.
        general = {(h.start, h.end) for h in hits if h.word in self._general}
        bound = [Name(n.start, n.end, self._own.take(known[n.value].type)) for n in names if (n.start, n.end) not in general]
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

    def is_bare(self, words: str) -> bool:
        """Tell whether a phrase is a head noun and nothing more: `plant`, `老厂`."""
        return words in self._heads

    def known_as(self, place: Span, hits: Places[Hit], names: Sequence[Mention[str]], known: Mapping[str, Entity]) -> str | None:
        """Give the product a phrase only says the kind of: `H20 chips`, `Blackwell architecture GPUs`."""
        name = next((n for n in names if n.start == place.start and n.end < place.end), None)
        if name is None or not self._models.take(known[name.value].type):
            return None
        covered = sum(h.end - h.start for h in hits.inside(name.end, place.end) if h.word in self._heads)
        return name.value if covered >= place.end - name.end - 1 else None

    def _verbs(self, hits: Iterable[Hit]) -> list[Hit]:
        """Give the words that may not stand in a phrase: all that neither head nor modify one."""
        narrowing = Places(h for h in hits if h.word in self._modifiers)
        return [h for h in hits if h.word not in self._heads and h.word not in self._modifiers
                and (not self._han or h.end - h.start > 1) and not narrowing.covers(h.start, h.end)]


@dataclass(frozen=True, slots=True)
class Wording:
    """How an English noun phrase is written: with what it is of (`plant in Covington`), and in other forms."""

    whole: str
    forms: tuple[str, ...]


def read_wording(text: str, place: Span, following: Span | None) -> Wording:
    """Read an English phrase with the words around it that belong to it: `the rule`, `licensing of gallium`.

    `following` is the next name, for what it is of or where it is.
    """
    phrase = text[place.start : place.end]
    before = _DETERMINER.search(text, max(0, place.start - _LONGEST_DETERMINER), place.start)
    start = before.start(1) if before else place.start
    of = following is not None and _OF.fullmatch(text, place.end, following.start) is not None
    whole = text[place.start : following.end] if of and following else phrase
    forms = dict.fromkeys((text[start : place.end], phrase, text[start : place.start] + whole))
    return Wording(whole, tuple(form for form in forms if form != whole))


def propose(original: str, folded: str, kind: str, language: Language, wording: Wording | None = None) -> Entity:
    """Make the provisional entity of a noun phrase, labelled in the words of the text, or in its whole `wording`."""
    if wording:
        whole = _QUOTE.sub("", wording.whole).strip()
        return Entity(kebab(whole), kind, ((language, whole),), tuple((language, form) for form in wording.forms), provisional=True)
    plain, words = (_QUOTE.sub("", text).strip() for text in (folded, original))
    labels = ((language, words),) if plain == words else ((language, words), ("zh-Hans", plain))
    return Entity(kebab(plain), kind, labels, provisional=True)
