"""Dates of publication as sources give them."""

from __future__ import annotations

import re
from datetime import date

EXPECTED = "Write 2025, 2025-07 or 2025-07-09"
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:?\d{2}.*)?)?)?", re.ASCII)


def read_published(value: str) -> str:
    """Read a date at the precision it is given in; a time of day is dropped, a part that is not given never made up.

    Source: ISO 8601-1:2019, 5.2 (calendar dates, extended format, with reduced precision).

    Raises:
        ValueError: no such date, or another way of writing it.

    >>> read_published("2025-07"), read_published("2025-07-09T10:00:00+08:00")
    ('2025-07', '2025-07-09')
    """
    parts = _DATE.fullmatch(value.strip())
    if not parts:
        raise ValueError(f"'{value}' is not a date this reads. {EXPECTED}")
    year, month, day = parts.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(f"'{value}' is no date of the calendar. {EXPECTED}") from None
    return "-".join(part for part in (year, month, day) if part)
