"""Times in Chinese and English text, at the precision the text gives and never finer.

Each form of time is one pattern and one small function (the tables in `chinese_times` and `english_times`). Relative times are
resolved against the day of publication; a bare month against the year its paragraph names, else that of publication. What cannot
be resolved is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from graph.language import chinese_times, english_times
from graph.language.clock import Clock, read_clock
from graph.model import Language, Mention, Period

Resolve = Callable[[re.Match[str], Clock], Period | None]
_PARAGRAPH: Final = re.compile(r"\n\s*\n|[。.!?！？”\"]\s*\n")
_SENTENCE: Final = re.compile(r"[。!?！？\n]|\. ")
_PAIRED: Final = frozenset({"and", "和", "与"})
_YEAR_LENGTH: Final = 4


@dataclass(frozen=True, slots=True)
class _Source:
    """A text as written and in lower case, of equal length, with what reads its language."""

    text: str
    lower: str
    start: re.Pattern[str]
    join: re.Pattern[str]
    explicit: re.Pattern[str]
    forms: tuple[tuple[re.Pattern[str], Resolve], ...]


def find_periods(text: str, language: Language, published: str | None) -> list[Mention[Period]]:
    """Find the times of a folded text, sorted and without overlap.

    `published` is a partial ISO date (`2025`, `2025-07`, `2025-07-09`) or None. Offsets are code points, end not included.

    >>> [m.value.start for m in find_periods("2024年2月突破,同年6月再创新高", "zh-Hans", None)]
    ['2024-02', '2024-06']
    >>> find_periods("over the next 18 months", "en", "2025-07")[0].value
    Period(start='2025-07', end='2027-01')
    """
    source = _source(text, language)
    clock = read_clock(published)
    found: list[Mention[Period]] = []
    position, named_at, dated_at, dated = 0, 0, 0, False
    while begin := source.start.search(source.lower, position):
        at = begin.start()
        form = _match(source, at)
        if form is None:
            position = max(begin.end(), at + 1)
            continue
        here = _local(text, clock, named_at, dated_at, at, dated=dated)
        position, period = _resolve(source, *form, here)
        if period is None:
            continue
        found.append(Mention(at, position, period))
        clock = replace(clock, spoken=int((period.end or period.start)[:_YEAR_LENGTH]))
        if source.explicit.search(source.lower, at, position):
            year, named_at, dated = int((period.end or period.start)[:_YEAR_LENGTH]), at, len(period.start) > _YEAR_LENGTH
            if dated:
                clock, dated_at = replace(clock, named=year, anchor=year, anchor_month=_month(period)), at
            else:
                clock = replace(clock, named=year)
        elif dated and clock.anchor is not None and period.start[:_YEAR_LENGTH] == str(clock.anchor) and _month(period):
            clock = replace(clock, anchor_month=_month(period))
    return found


def _source(text: str, language: Language) -> _Source:
    lower = text.lower()
    if len(lower) != len(text):  # a capital that has two small letters
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    lower = lower.replace("\xa0", " ")
    if language == "en":
        e = english_times
        return _Source(text, lower.replace("\n", " "), e.START, e.JOIN, e.EXPLICIT, e.FORMS)
    z = chinese_times
    return _Source(text, lower, z.START, z.JOIN, z.EXPLICIT, z.FORMS)


def _month(period: Period) -> int | None:
    part = (period.end or period.start)[_YEAR_LENGTH + 1 : _YEAR_LENGTH + 3]
    return int(part) if part.isdecimal() else None


def _local(text: str, clock: Clock, named_at: int, dated_at: int, at: int, *, dated: bool) -> Clock:
    """Settle the year of a bare month: one with a date named in this paragraph, one named in this sentence, else that of publication.

    Without a day of publication the last year with a date serves the whole text.
    """
    if clock.named is None:
        return replace(clock, anchor=clock.year, anchor_month=clock.month)
    if not dated and not _SENTENCE.search(text, named_at, at):
        return replace(clock, anchor=clock.named, anchor_month=None)
    if clock.year is not None and (clock.anchor is None or _PARAGRAPH.search(text, dated_at, at)):
        return replace(clock, anchor=clock.year, anchor_month=clock.month)
    return clock


def _match(source: _Source, at: int) -> tuple[re.Match[str], Resolve] | None:
    """Find the first form that fits a place. May and March count with a capital only."""
    for pattern, resolve in source.forms:
        match = pattern.match(source.lower, at)
        if match and not (match[0].startswith(("may", "march")) and source.text[at].islower()):
            return match, resolve
    return None


def _resolve(source: _Source, match: re.Match[str], resolve: Resolve, clock: Clock) -> tuple[int, Period | None]:
    """Resolve a time, with the second half of a stretch where one follows (2021年至2025年, between 2025 and 2028); and where it ends."""
    lower, end = source.lower, match.end()
    first = resolve(match, clock)
    join = source.join.match(lower, end)
    form = _match(source, join.end()) if join else None
    if join is None or form is None or (first and first.end):
        return end, first
    if join[0].strip() in _PAIRED and not lower.endswith(("between ", "在", "介于"), 0, match.start()):
        return end, first
    after, resolve_after = form
    if source.explicit.search(lower, join.end(), after.end()) and not source.explicit.search(lower, match.start(), end):
        year = resolve_after(after, clock)  # July to September 2025: the year of the second is that of the first
        first = resolve(match, replace(clock, anchor=int(year.start[:_YEAR_LENGTH]), anchor_month=None)) if year else first
    if first is None or first.end:
        return end, first
    year_of_first = int(first.start[:_YEAR_LENGTH])
    second = resolve_after(after, replace(clock, named=year_of_first, anchor=year_of_first, anchor_month=_month(first)))
    last = (second.end or second.start) if second else ""
    if not last or last == first.start or last < first.start[: len(last)]:
        return end, first
    return after.end(), Period(first.start, last)
