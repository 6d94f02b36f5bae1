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
from graph.extract.wordings import Wording
from graph.language.scripts import fold
from graph.model import Entity, Language, Mention, Span, kebab
from graph.ontology import Ontology

# What a head noun alone may name; a shorter one names too much.
_ALONE = ("Material", "Equipment", "Facility", "Policy", "Event", "System")
_SHORTEST_HAN, _SHORTEST_LATIN = 2, 3
_QUOTED_TERM = re.compile(r"[“\"]([^\s“”\",;:。!?()]{2,12})[”\"]")
_QUOTE = re.compile(r"[“”\"‘’「」『』]")


class Phrases:
    """Finds noun phrases of one language and turns them into provisional entities."""

    def __init__(self, lexicon: Lexicon, ontology: Ontology, grammar: Grammar, *, han: bool) -> None:
        """Prepare for one language."""
        things = narrow(("Product", "Facility", "Technology"), ontology)
        ideas = narrow(("Concept", "Event", "Policy"), ontology)
        self._own, self._models = narrow(("Agent", "Place", "Policy"), ontology), narrow(("Product", "Technology"), ontology)
        self._heads, self._anchors, self._han = lexicon.heads, lexicon.anchors, han
        self._modifiers, self._ties = frozenset(grammar.modifiers), frozenset(grammar.ties)
        self._ontology, self._prepositions = ontology, frozenset(grammar.prepositions)
        self._determiners = frozenset(grammar.determiners)
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
        longest = Places(heads)
        heads = [h for h in heads if not longest.exceeds(h.start, h.end)]  # `服务` is no head inside `服务器`
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

    def acts(self, word: str) -> bool:
        """Tell whether a word is more than a preposition or a noun: no phrase goes on behind it."""
        return word in self._anchors and word not in self._heads and not any(part in self._prepositions for part in word.split())

    def is_bare(self, words: str) -> bool:
        """Tell whether a phrase is a head noun and nothing more: `plant`, `老厂`."""
        return words in self._heads

    def known_as(self, place: Span, hits: Places[Hit], names: Sequence[Mention[str]], known: Mapping[str, Entity]) -> str | None:
        """Give the product a phrase only says the kind of: `H20 chips`, `Blackwell architecture GPUs`."""
        name = next((n for n in names if n.start == place.start and n.end < place.end), None)
        if name is None or not self._models.take(known[name.value].type):
            return None
        heads = [h for h in hits.inside(name.end, place.end) if h.word in self._heads]
        covered = sum(h.end - h.start for h in heads)
        if not heads or covered < place.end - name.end - 1:
            return None
        # `DRAM lines` are no DRAM, `H20 servers` hold H20s: only a word for what the name is says nothing new.
        last, kind = max(heads, key=lambda h: (h.end, h.start)), known[name.value].type
        says = self._heads[last.word]
        same = says == "Chip" or self._ontology.is_a(kind, says) or self._ontology.is_a(says, kind)
        return name.value if same or last.word in self._ties else None

    def _verbs(self, hits: Iterable[Hit]) -> list[Hit]:
        """Give the words that may not stand in a phrase: all that neither head nor modify one."""
        narrowing = Places(h for h in hits if h.word in self._modifiers)
        return [h for h in hits if h.word not in self._heads and h.word not in self._modifiers and not self._opens_with_head(h)
                and (not self._han or h.end - h.start > 1) and not narrowing.covers(h.start, h.end)]

    def _opens_with_head(self, hit: Hit) -> bool:
        """Tell whether an anchor is a head with its preposition or determiner: `restrictions on` keeps no phrase from ending in it."""
        head, _, preposition = hit.word.rpartition(" ")
        determiner, _, behind = hit.word.partition(" ")
        return (preposition in self._prepositions and head in self._heads) or (determiner in self._determiners and behind in self._heads)


def propose(original: str, folded: str, kind: str, language: Language, wording: Wording | None = None) -> Entity:
    """Make the provisional entity of a noun phrase, labelled in the words of the text, or in its whole `wording`."""
    plain, words = (_QUOTE.sub("", text).strip() for text in (folded, original))
    if wording and language == "en":
        words = _QUOTE.sub("", wording.whole).strip()
        return Entity(kebab(words), kind, ((language, words),), tuple((language, form) for form in wording.forms), provisional=True)
    also: tuple[tuple[Language, str], ...] = ()
    if wording:
        words = _QUOTE.sub("", wording.whole).strip()
        plain = fold(words)
        also = tuple((language, form) for form in wording.forms)
    labels = ((language, words),) if plain == words else ((language, words), ("zh-Hans", plain))
    return Entity(kebab(plain), kind, labels, also, provisional=True)
