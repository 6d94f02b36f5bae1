"""Names no registry lists, proposed from how they are written and from the words beside them.

A name is proposed where something shows what it is: an ending (`… Capital`, `…光电`), a kind (`the start-up …`, `供应商…`), a
role (`analyst …`, `董事长…`), a code. It is never invented: its label is a stretch of the document, and the entity is
provisional until a person or the registry confirms it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from graph.extract.automaton import Automaton, Hit, lower
from graph.extract.places import Places
from graph.model import Document, Entity, Language, Mention, Span, kebab


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name seen at a place with what it seems to be, and how strongly that is shown (1 is weak, 3 sure).

    `reach` is where the words that say its kind end, if they follow it: `DUV` in `DUV tools` is also called by both; `lead` is where
    the words begin that say whose it is: `汉堡厂` in `德国汉堡厂`.
    """

    start: int
    end: int
    kind: str
    strength: int
    reach: int = 0
    lead: int | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a document before new names are looked for. `text` is folded, `low` is it in lower case."""

    text: str
    low: str
    names: Places[Mention[str]]
    words: Places[Hit]
    stops: Places[Span]
    places: frozenset[str]

    def free(self, start: int, end: int) -> bool:
        """Tell whether no known name, amount or time stands in a stretch."""
        return not self.names.overlaps(start, end) and not self.stops.overlaps(start, end)


class Finder(Protocol):
    """Sees the new names of one way of writing."""

    def find(self, around: Surroundings) -> Iterator[Sighting]:
        """Give the sightings of a document."""

    def short_forms(self, form: str, kind: str) -> Iterable[str]:
        """Give the shorter forms a name may have where it is named again."""


@dataclass(frozen=True, slots=True)
class Newcomers:
    """The new names of one document: where they stand, and the provisional entities they are of."""

    mentions: tuple[Mention[str], ...]
    entities: Mapping[str, Entity]


SURE = 2
_GOES_ON = frozenset("商房家区长方")  # `厂商` is no plant


def find_newcomers(around: Surroundings, document: Document, finders: Sequence[Finder]) -> Newcomers:
    """Find the new names of a document, and every place they stand at again, in full or short."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    written: dict[str, str] = {}
    makers: dict[str, Finder] = {}
    longer: dict[str, dict[str, None]] = defaultdict(dict)
    for finder in finders:
        for seen in finder.find(around):
            form = around.text[seen.start : seen.end]
            kinds[form][seen.kind] += seen.strength
            written.setdefault(form, document.text[seen.start : seen.end])
            makers.setdefault(form, finder)
            if seen.reach > seen.end:
                longer[form][document.text[seen.start : seen.reach]] = None
            if seen.lead is not None and seen.lead < seen.start:
                longer[form][document.text[seen.lead : seen.end]] = None
    sure = {form: _kind(votes) for form, votes in kinds.items() if sum(votes.values()) >= SURE}
    shorts = {form: tuple(short for short in makers[form].short_forms(form, kind) if short != form) for form, kind in sure.items()}
    full = sure.keys() - {short for own in shorts.values() for short in own}
    spellings: dict[str, str] = {}
    aliases: dict[str, list[str]] = defaultdict(list)
    for form in sorted(full, key=lambda f: (-len(f), f)):
        spellings.setdefault(form, form)
        for short in shorts[form]:
            if short not in full and short not in spellings:
                spellings[short] = form
                aliases[form].append(short)
    mentions = tuple(_occurrences(around, spellings))
    used = {m.value for m in mentions}
    ids = {form: kebab(form) or form for form in full if form in used}
    language = document.language
    entities = {}
    for form, name in sorted(ids.items()):
        labels = _labels(written[form], form, language)
        also = tuple((language, alias) for alias in (*aliases[form], *longer[form]))
        entities[name] = Entity(name, sure[form], labels, also, provisional=True)
    return Newcomers(tuple(Mention(m.start, m.end, ids[m.value]) for m in mentions), entities)


def _kind(votes: Counter[str]) -> str:
    """Give the class most is said for; of equals the first by name, so that the choice does not depend on order."""
    return min(votes, key=lambda kind: (-votes[kind], kind))


def _occurrences(around: Surroundings, spellings: Mapping[str, str]) -> Iterator[Mention[str]]:
    """Give every place a spelling stands at, longest first, where no known name reaches over it."""
    by_low: dict[str, list[str]] = defaultdict(list)
    for spelling in spellings:
        by_low[lower(spelling)].append(spelling)
    for hit in Automaton(by_low).longest(around.low):
        form = around.text[hit.start : hit.end]
        goes_on = form.endswith("厂") and around.text[hit.end : hit.end + 1] in _GOES_ON
        inside = around.stops.overlaps(hit.start, hit.end) or around.names.exceeds(hit.start, hit.end)
        if form in spellings and not goes_on and not inside:
            yield Mention(hit.start, hit.end, spellings[form])


def _labels(original: str, folded: str, language: Language) -> tuple[tuple[str, str], ...]:
    """Label a name in the words of the text, and in simplified characters where they are others."""
    if language == "en" or original == folded:
        return ((language, original),)
    return (language, original), ("zh-Hans", folded)
