"""The ledger of what was read: what became of every document, sentence and number.

A sentence is read as claims, or was looked at and rejected, or gave nothing; so is each number in it. Nothing is left out, so that
what the graph does not hold can be looked for in the text instead of being trusted not to be there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from graph.extract import Reading
from graph.extract.places import Places
from graph.language.sentences import Sentence
from graph.model import Candidate, Claim, Mention, Period, Quantity, Span

Fate = Literal["read", "rejected", "nothing", "date", "name", "heading"]
FATES: tuple[Fate, ...] = get_args(Fate)


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why something at a place is no claim: the rule that looked, and what was wrong."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Number:
    """An amount or a time as the text writes it, with what became of it. `claims` are ids."""

    start: int
    end: int
    text: str
    value: Quantity | Period
    claims: tuple[str, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    fate: Fate = "nothing"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with what became of it and of the numbers in it. `claims` are ids; a heading is read for its scope, never for claims."""

    start: int
    end: int
    text: str
    claims: tuple[str, ...]
    rejections: tuple[Rejection, ...]
    numbers: tuple[Number, ...]
    fate: Fate


@dataclass(frozen=True, slots=True)
class Coverage:
    """The ledger of one document: its sentences in order. `document` is its id."""

    document: str
    name: str
    lines: tuple[Line, ...]

    def sentences(self, fate: Fate) -> int:
        """Count the sentences something became of."""
        return sum(line.fate == fate for line in self.lines)

    def numbers(self, fate: Fate) -> int:
        """Count the numbers something became of."""
        return sum(number.fate == fate for line in self.lines for number in line.numbers)


@dataclass(frozen=True, slots=True)
class _Cited:
    """A claim at a place: its passage with all its marks, or one mark."""

    start: int
    end: int
    claim: Claim
    role: str = ""


def account(readings: Sequence[Reading], claims: Iterable[Claim], candidates: Iterable[Candidate]) -> tuple[Coverage, ...]:
    """Account for every sentence and number of what was read, in the order of the readings.

    `claims` and `candidates` are what became of them in the end: merged, reviewed. A number counts as read where a claim marks it
    as its quantity or its time, and as part of a name where one marks it as such; a claim that a person rejected counts as rejected.
    """
    cited: defaultdict[str, list[_Cited]] = defaultdict(list)
    marked: defaultdict[str, list[_Cited]] = defaultdict(list)
    rejected: defaultdict[str, list[Candidate]] = defaultdict(list)
    for claim in claims:
        for place in claim.evidence:
            cited[place.document].append(_Cited(place.start, place.end, claim))
            marked[place.document] += (_Cited(mark.start, mark.end, claim, mark.role) for mark in place.marks)
    for candidate in candidates:
        rejected[candidate.document].append(candidate)
    names = [reading.document.id for reading in readings]
    return tuple(_account(r, Places(cited[n]), Places(marked[n]), Places(rejected[n])) for r, n in zip(readings, names, strict=True))


def _account(reading: Reading, cited: Places[_Cited], marked: Places[_Cited], rejected: Places[Candidate]) -> Coverage:
    quantities, periods = Places(reading.quantities), Places(reading.periods)
    document, lines = reading.document, []
    for sentence in reading.split:
        start, end = sentence.span.start, sentence.span.end
        found: tuple[Mention[Quantity] | Mention[Period], ...] = (*quantities.within(start, end), *periods.within(start, end))
        each = (_number(m, document.text, marked, rejected, dated=periods.overlaps(m.start, m.end)) for m in found)
        numbers = tuple(sorted(each, key=lambda n: (n.start, n.end, isinstance(n.value, Period))))
        claims = _kept(cited.overlapping(start, end))
        why = _rejections(cited.overlapping(start, end), rejected.overlapping(start, end))
        lines.append(Line(start, end, document.text[start:end], claims, why, numbers, _fate(sentence, claims, why)))
    return Coverage(document.id, document.name, tuple(lines))


def _fate(sentence: Sentence, claims: Sequence[str], rejections: Sequence[Rejection]) -> Fate:
    if claims:
        return "read"
    if rejections:
        return "rejected"
    return "heading" if sentence.heading else "nothing"


def _number(
    mention: Mention[Quantity] | Mention[Period], text: str, marked: Places[_Cited], rejected: Places[Candidate], *, dated: bool
) -> Number:
    start, end = mention.start, mention.end
    here = list(marked.overlapping(start, end))
    read = [c for c in here if c.role in {"quantity", "period"}]
    claims, why = _kept(read), _rejections(read, rejected.overlapping(start, end))
    fate: Fate = "nothing"
    if claims:
        fate = "read"
    elif dated:
        fate = "date"
    elif any(_holds(c, mention.span) for c in here if c.role not in {"quantity", "period"}):
        fate = "name"
    elif why:
        fate = "rejected"
    return Number(start, end, text[start:end], mention.value, claims, why, fate)


def _holds(mark: _Cited, span: Span) -> bool:
    return mark.start <= span.start and span.end <= mark.end


def _kept(found: Iterable[_Cited]) -> tuple[str, ...]:
    return tuple(sorted({c.claim.id for c in found if c.claim.review != "rejected"}))


def _rejections(found: Iterable[_Cited], candidates: Iterable[Candidate]) -> tuple[Rejection, ...]:
    by_person = {Rejection(c.claim.rule, f"claim {c.claim.id} was rejected in review") for c in found if c.claim.review == "rejected"}
    by_rule = {Rejection(c.rule, c.reason) for c in candidates}
    return tuple(sorted(by_person | by_rule, key=lambda r: (r.rule, r.reason)))
