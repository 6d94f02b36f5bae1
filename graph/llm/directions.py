"""Which of two given things acts: enough to tell a claim from its reverse where the words for it are known.

Reading claims needs words that are sure; telling the direction of a pair somebody else proposed needs only that the words
between the two are of a kind and the voice is clear. So `lexicon/<language>.toml` holds more words than patterns and
cues do, and says of each which side it stands on. Where no such word is found, or two say different things, it stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from graph.extract.automaton import Automaton
from graph.extract.grammar import one_of
from graph.llm.words import CUE, Words
from graph.model import Span

Direction = Literal["stated", "turned", "open"]
_STOP = re.compile(r"[。!?！？\n]|[.](?=\s|$)")
_BREAK = re.compile(r"[,;:，；：]")
_FAR = 60  # characters; what stands farther apart is not tied by a word alone
_NEAR = 15  # a reading that contradicts the best and costs no more than this above it leaves the direction open
_BREAK_COST, _CUE_GAIN = 12, 40
_MEMBER = 30  # characters of one member of a list
_JOINED = re.compile(r"\b(?:and|or)\b|[和及与跟、]|&")
_PARTICIPLE = re.compile(r"(?:ed|en|own|old|ade|uilt|ought|eld|it|ed by)$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word that shows a direction, at its place."""

    start: int
    end: int
    kind: str
    causal: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where one of the two stands; `silent` where the sentence leaves it out and it opens the clause of the word."""

    start: int
    end: int
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things in a quote: their ids, their classes, and where they stand in it."""

    subject: str
    subject_type: str
    subject_places: Sequence[Place]
    object: str
    object_type: str
    object_places: Sequence[Place]

    def turned(self) -> Pair:
        """Give the pair the other way round."""
        return Pair(self.object, self.object_type, self.object_places, self.subject, self.subject_type, self.subject_places)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the pair: whether the subject is the first of the two, and how far apart the words stand."""

    stated: bool
    cost: float


class Directions:
    """The words of one language."""

    def __init__(self, words: Words) -> None:
        """Prepare the words, and what stands around them."""
        self._han, self._groups = words.han, words.kinds
        self._breaks = 3 if words.han else 1  # clauses a subject goes on over
        self._relatives, self._possessives = words.relatives, words.possessives
        self._automata = {term: Automaton(kinds) for term, kinds in words.kinds.items()}
        governors = {"agents": words.agents, "others": words.others, "causes": words.causes}
        self._governors = {name: _governor(chosen, words) for name, chosen in governors.items()}
        passives = one_of(words.passives)
        self._passive = re.compile(f"(?:{passives})$" if words.han else rf"\b(?:{passives})\s+(?:\w+ly\s+|also\s+|now\s+|being\s+)?$")
        self._relative = re.compile(rf"\b(?:{one_of(words.relatives)})\b")
        self._links = re.compile(rf"\s*(?:{one_of(words.links)})\b")

    def read(self, terms: Sequence[str], low: str, quote: Span, pair: Pair, cue: Span) -> Direction:
        """Read which way a term holds between two things in a stretch of a folded text in lower case.

        `cue` is where the words are said to be that say it; what touches them counts more.
        """
        found: list[_Reading] = []
        for word in self._words(terms, low, quote, cue):
            for first, second in product(pair.subject_places, pair.object_places):
                a, b = (_settle(_trim(place, word), word, low, quote) for place in (first, second))
                if (stated := self._subject_is_first(low, quote, a, b, word)) is not None:
                    found.append(_Reading(stated, _cost(low, a, b, word, cue)))
        if not found:
            return "open"
        best = min(found, key=lambda reading: reading.cost)
        if any(r.stated != best.stated and r.cost <= best.cost + _NEAR for r in found):
            return "open"
        return "stated" if best.stated else "turned"

    def _words(self, terms: Sequence[str], low: str, quote: Span, cue: Span) -> Iterator[Word]:
        """Give the words of some terms, and the cue: what stands behind a preposition of cause shows the direction with any word."""
        for term in terms:
            if term in self._automata:
                if any(causal for _, causal in self._groups[term].values()):
                    yield Word(cue.start, cue.end, CUE, causal=True)
                for hit in self._automata[term].longest(low[quote.start : quote.end]):
                    kind, causal = self._groups[term][hit.word]
                    yield Word(quote.start + hit.start, quote.start + hit.end, kind, causal)

    def _subject_is_first(self, low: str, quote: Span, a: Place, b: Place, word: Word) -> bool | None:
        """Tell whether `a` is the subject by one word, or None where it does not say."""
        if not _are_apart(low, a, b, word):
            return None
        if word.kind in {"before", "after"}:
            return _literal(a, b, word)
        if word.kind in {"role", "counter"}:
            holder = self._holder(low, a, b, word)
            return None if holder is None else holder == (word.kind == "role")
        cause = self._cause(low, quote, a, b, word) if word.causal else None
        return self._does(low, quote, a, b, word) if cause is None and word.kind != CUE else cause

    def _does(self, low: str, quote: Span, a: Place, b: Place, word: Word) -> bool | None:
        """Tell whether `a` is the subject by who does what a verb says."""
        acts = self._acts(low, quote, a, b, word)
        if acts is None or (word.kind == "makes" and not self._is_customer(low, quote, b if acts else a, word)):
            return None
        return acts == (word.kind != "backward")

    def _acts(self, low: str, quote: Span, a: Place, b: Place, word: Word) -> bool | None:
        """Tell whether `a` does what a verb says, by the prepositions, the voice, and the order."""
        by_a, by_b = (self._is_governed("agents", low, quote, place, word) for place in (a, b))
        if by_a != by_b:
            return by_a
        of_a, of_b = (self._is_governed("others", low, quote, place, word) for place in (a, b))
        first, second, turned = (a, b, False) if a.start < b.start else (b, a, True)
        of_first, of_second = (of_b, of_a) if turned else (of_a, of_b)
        if first.end <= word.start and word.end <= second.start:
            apart = len(_BREAK.findall(low, first.end, word.start)) > self._breaks or not _is_list(low[word.end : second.start])
            return None if apart or of_first or self._is_passive(low, word) else not turned
        if second.end <= word.start:
            return _either(turned, first=of_second and not of_first, second=(of_first and not of_second) or self._opens(low, first, second))
        if word.end <= first.start and self._han and "的" in low[first.end : second.start]:
            return turned  # 供应英伟达的SK海力士: who does it stands behind
        return None

    def _is_customer(self, low: str, quote: Span, place: Place, word: Word) -> bool:
        """Tell whether what is made is made for someone: it stands behind a preposition, owns the product, or right behind the word."""
        owns = low.startswith(self._possessives, place.end)
        touches = 0 <= place.start - word.end <= 1
        return owns or (touches and self._han) or self._is_governed("others", low, quote, place, word)

    def _opens(self, low: str, first: Place, second: Place) -> bool:
        """Tell whether the second opens a relative clause about the first: `the chips which TSMC makes`."""
        return bool(self._relatives) and self._relative.search(low, first.end, second.start) is not None

    def _cause(self, low: str, quote: Span, a: Place, b: Place, word: Word) -> bool | None:
        """Tell whether `a` is what something is because of."""
        of_a, of_b = (self._is_governed("causes", low, quote, place, word) for place in (a, b))
        return of_a if of_a != of_b else None

    def _holder(self, low: str, a: Place, b: Place, word: Word) -> bool | None:
        """Tell whether `a` is the one called by a role: the other is the one whose it is, right before the word or linked behind it."""
        linked = self._links.match(low, word.end) if not self._han else None
        if linked:
            behind = [p for p in (a, b) if linked.end() <= p.start <= linked.end() + _FAR // 3]
            if len(behind) == 1:
                return behind[0] is b
        before = [p for p in (a, b) if p.end <= word.start and not p.silent]
        if not before:
            return None
        owner = max(before, key=lambda p: p.end)
        gap = low[owner.end : word.start]
        if _BREAK.search(gap) or len(gap) > _FAR // (4 if self._han else 1):
            return None
        if not self._han and not gap.startswith(self._possessives) and (gap.strip() or len(before) > 1):
            return None  # `Nvidia supplier SK hynix`, but not `Nvidia is a supplier`
        return owner is b

    def _is_passive(self, low: str, word: Word) -> bool:
        if self._passive.search(low, max(0, word.start - _FAR // 2), word.start) is None:
            return False
        return self._han or _PARTICIPLE.search(low[word.start : word.end]) is not None

    def _is_governed(self, name: str, low: str, quote: Span, place: Place, word: Word) -> bool:
        """Tell whether a preposition of a list stands before a place, with nothing but a few words between, and is not part of the word."""
        if place.silent:
            return False
        floor = word.end if word.end <= place.start else quote.start
        found = self._governors[name].search(low, max(floor, place.start - _FAR // 2), place.start)
        return found is not None


def _governor(prepositions: Sequence[str], words: Words) -> re.Pattern[str]:
    """Make what finds one of some prepositions before a place, with an article and an adjective or two between."""
    chosen = one_of(prepositions)
    if words.han:
        return re.compile(rf"(?:{chosen})[^,;:，；：、的]{{0,2}}$")
    determiners, never = one_of(words.determiners), one_of((*words.determiners, *words.conjunctions))
    return re.compile(rf"\b(?:{chosen})\s+(?:(?:{determiners})\s+)?(?:(?!(?:{never})\b)[\w’'&-]+\s+){{0,2}}$")


def _is_list(gap: str) -> bool:
    """Tell whether nothing breaks off in a gap but the members of a list: short, and the last behind a joining word."""
    parts = _BREAK.split(gap)
    return len(parts) == 1 or (all(len(part) <= _MEMBER for part in parts) and _JOINED.search(parts[-1]) is not None)


def _trim(place: Place, word: Word) -> Place:
    """Take a word off the end of a place: in `Blackwell系列`, what counts is that the series is Blackwell's."""
    return Place(place.start, word.start) if place.start < word.start and place.end == word.end else place


def _settle(place: Place, word: Word, low: str, quote: Span) -> Place:
    """Put what goes without words at the start of the clause of a word."""
    if not place.silent:
        return place
    breaks = [m.end() for m in _BREAK.finditer(low, quote.start, word.start)]
    at = breaks[-1] if breaks else quote.start
    return Place(at, at, silent=True)


def _overlap(a: Place, b: Place | Word) -> bool:
    return a.start < b.end and b.start < a.end


def _are_apart(low: str, a: Place, b: Place, word: Word) -> bool:
    """Tell whether the two and the word stand in one sentence, none over another and not too far from one another."""
    start, end = min(a.start, b.start, word.start), max(a.end, b.end, word.end)
    over = _overlap(a, b) or _overlap(a, word) or _overlap(b, word)
    far = max(a.start, b.start, word.start) - min(a.end, b.end, word.end) > 3 * _FAR
    return not over and not far and _STOP.search(low, start, end - 1) is None


def _literal(a: Place, b: Place, word: Word) -> bool | None:
    """Tell whether `a` is the subject by a word that stands between the two in a fixed order."""
    first, second = (a, b) if a.start < b.start else (b, a)
    if not first.end <= word.start <= word.end <= second.start or max(word.start - first.end, second.start - word.end) > _FAR:
        return None
    return (first is a) == (word.kind == "before")


def _either(turned: bool, *, first: bool, second: bool) -> bool | None:  # noqa: FBT001 - which of the two stands first
    """Give who acts, of which one at most is known to."""
    if first == second:
        return None
    return first != turned


def _cost(low: str, a: Place, b: Place, word: Word, cue: Span) -> float:
    start, end = min(a.start, b.start, word.start), max(a.end, b.end, word.end)
    told = word.start < cue.end and cue.start < word.end
    return end - start + _BREAK_COST * len(_BREAK.findall(low, start, end)) - _CUE_GAIN * told
