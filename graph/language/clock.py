"""Partial dates and what relative ones refer to: the day of publication, and the years a text names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from graph.model import Period

_PUBLISHED: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_DECEMBER: Final = 12
_FAR: Final = 6  # months ahead from which a bare month is rather that of the year before
_AROUND: Final = 60  # characters around a month that say whether it is to come
_YEARS: Final = range(1000, 9000)  # so that every stretch from there is of years with four digits


@dataclass(frozen=True, slots=True)
class Clock:
    """What is known where a time is read.

    `year`, `month` and `day` are those of publication, as far as known; `named` is the last year the text names,
    `spoken` that of the last time it gives in any way (同年); `anchor` and `anchor_month` are what a bare month or day belongs to.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    named: int | None = None
    anchor: int | None = None
    anchor_month: int | None = None
    spoken: int | None = None

    @property
    def today(self) -> str | None:
        """The day of publication at the precision known."""
        if self.year is None:
            return None
        return write(self.year, self.month, self.day)


def read_clock(published: str | None) -> Clock:
    """Read a partial ISO date: `2025`, `2025-07` or `2025-07-09`; anything else tells nothing.

    >>> read_clock("2025-07").month, read_clock(None).year
    (7, None)
    """
    match = _PUBLISHED.fullmatch(published) if published else None
    if match is None:
        return Clock()
    year, month, day = (int(part) if part else None for part in match.groups())
    plausible = year is not None and year in _YEARS and valid(year, month, day)
    return Clock(year, month, day) if plausible else Clock()


def valid(year: int, month: int | None = None, day: int | None = None) -> bool:
    """Tell whether there is such a date.

    >>> valid(2025, 2, 29), valid(2024, 2, 29), valid(2025, 13)
    (False, True, False)
    """
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return False
    return month != 0 and day != 0


def write(year: int, month: int | None = None, day: int | None = None) -> str:
    """Write a partial date.

    >>> write(2025), write(2025, 7), write(2025, 7, 9)
    ('2025', '2025-07', '2025-07-09')
    """
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Go a number of months on.

    >>> add_months(2025, 7, 18), add_months(2025, 1, -1)
    ((2027, 1), (2024, 12))
    """
    months = year * 12 + month - 1 + count
    return months // 12, months % 12 + 1


def quarter(year: int, number: int) -> Period | None:
    """Make a quarter of a year."""
    return Period(f"{year:04}-Q{number}") if 1 <= number <= 4 else None  # noqa: PLR2004 - quarters of a year


def quarter_from(clock: Clock, step: int) -> Period | None:
    """Make the quarter so many after that of publication."""
    if clock.year is None or clock.month is None:
        return None
    year, month = add_months(clock.year, clock.month, 3 * step)
    return quarter(year, (month + 2) // 3)


def half(year: int, number: int) -> Period:
    """Make a half of a year, in months."""
    return Period(f"{year:04}-01", f"{year:04}-06") if number == 1 else Period(f"{year:04}-07", f"{year:04}-12")


def season(year: int, name: str) -> Period:
    """Make a season of the northern half of the world, in months; a winter begins in the year's December.

    >>> season(2025, "summer")
    Period(start='2025-06', end='2025-08')
    """
    first = SEASONS[name]
    last_year, last = add_months(year, first, 2)
    return Period(write(year, first), write(last_year, last))


def stretch(clock: Clock, count: int, unit: str) -> Period | None:
    """Make the stretch of `count` units from publication, into the past where count is negative, at the unit's precision.

    >>> stretch(Clock(2025, 7), 18, "month"), stretch(Clock(2025, 7), 10, "year")
    (Period(start='2025-07', end='2027-01'), Period(start='2025', end='2035'))
    """
    if clock.year is None or not 0 < abs(count) < 1000:  # noqa: PLR2004 - years that can be written
        return None
    ends: list[str]
    if unit == "year":
        ends = [write(clock.year), write(clock.year + count)]
    elif clock.month is None:
        return None
    elif unit == "month":
        ends = [write(clock.year, clock.month), write(*add_months(clock.year, clock.month, count))]
    elif unit == "quarter":
        now, then = quarter_from(clock, 0), quarter_from(clock, count)
        ends = [p.start for p in (now, then) if p]
    elif clock.day is None:
        return None
    else:
        today = date(clock.year, clock.month, clock.day)
        ends = [str(today), str(today + timedelta(days=count * (7 if unit == "week" else 1)))]
    return Period(*(ends if count > 0 else reversed(ends)))


def moment(clock: Clock, count: int, unit: str) -> Period | None:
    """Make the year, month or day that is so many units from publication."""
    both = stretch(clock, count, unit) if count else stretch(clock, 1, unit)
    if both is None:
        return None
    return Period(both.start if count <= 0 else both.end or both.start)


def week(clock: Clock, step: int, weekday: int | None = None) -> Period | None:
    """Make a week (Monday to Sunday) so many after that of publication, or a day of it (0 is Monday)."""
    if clock.year is None or clock.month is None or clock.day is None:
        return None
    today = date(clock.year, clock.month, clock.day)
    monday = today - timedelta(days=today.weekday() - 7 * step)
    if weekday is not None:
        return Period(str(monday + timedelta(days=weekday)))
    return Period(str(monday), str(monday + timedelta(days=6)))


def last_weekday(clock: Clock, weekday: int) -> Period | None:
    """Make the last such day of the week (0 is Monday) up to the day of publication.

    >>> last_weekday(Clock(2026, 4, 23), 3), last_weekday(Clock(2026, 4, 23), 4)
    (Period(start='2026-04-23', end=None), Period(start='2026-04-17', end=None))
    """
    if clock.year is None or clock.month is None or clock.day is None:
        return None
    today = date(clock.year, clock.month, clock.day)
    return Period(str(today - timedelta(days=(today.weekday() - weekday) % 7)))


def months_of_year(year: int, first: int, last: int) -> Period | None:
    """Make a stretch of months of one year."""
    return Period(write(year, first), write(year, last)) if 1 <= first < last <= _DECEMBER else None


def of_last_year(clock: Clock, month: int, match: re.Match[str], ahead: re.Pattern[str]) -> bool:
    """Tell whether a bare month is one of the year before: it lies far ahead of publication, and no word around says it is to come."""
    if clock.month is None or clock.anchor != clock.year or month - clock.month < _FAR:
        return False
    low, high = max(0, match.start() - _AROUND), min(len(match.string), match.end() + _AROUND // 2)
    return ahead.search(match.string, low, high) is None
