"""The day of publication as an article's own dateline gives it: `SEOUL, April 23 -`, `【2026年10月30日新竹訊】`.

A date on a line of its own is one too. Only what stands where datelines stand counts, never a date in running text. Where a
dateline leaves out the year, there is none: texts name the years to come and those gone by more than their own.
"""

from __future__ import annotations

import re
from typing import Final

from graph.language import clock as c
from graph.language.scripts import fold

_HEAD: Final = 700  # characters in which a dateline stands
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = r"(?P<month>Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY: Final = r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>(?:19|20)[0-9]{2})"
_WEEKDAY: Final = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_DAY_FIRST: Final = re.sub(r"<(\w+)>", r"<\g<1>2>", rf"{_DAY}\s+{_MONTH}(?:,?\s+{_YEAR})?")
_ENGLISH: Final = rf"{_WEEKDAY}(?:{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?|{_DAY_FIRST})"
_NUMBERS: Final = r"(?P<y>(?:19|20)[0-9]{2})[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>3[01]|[12][0-9]|0?[1-9])"
_CHINESE: Final = r"(?:(?P<cy>(?:19|20)[0-9]{2})年)?(?:(?P<cm>1[0-2]|0?[1-9])月)?(?P<cd>3[01]|[12][0-9]|0?[1-9])[日号]"
_DATE: Final = rf"(?:{_ENGLISH}|{_NUMBERS}|{_CHINESE})"
_LINES: Final = tuple(re.compile(form, re.MULTILINE) for form in (
    # on a line of its own, with a label, a place or a byline before it
    rf"^[^\n。.!?]{{0,40}}?(?<![0-9]){_DATE}(?:\s+\d{{1,2}}:\d{{2}})?\s*(?:\([^)\n]*\))?[ \t]*$",
    # `SEOUL, April 23 (Reuters) -`
    rf"^[A-Z][A-Za-z.' /]{{2,40}},\s+{_DATE}\s*(?:\([^)\n]*\))?\s*(?:-|–|—)",
    # `【2026年10月30日新竹訊】`, `(华府12日综合报导)`, `本报讯(3月12日)`
    rf"^[^\n。!?]{{0,16}}[【(\[][^\n】)\]]{{0,16}}?{_DATE}[^\n】)\]]{{0,16}}[】)\]]",
    # `新华社北京3月12日电`
    rf"^[^\n,。!?]{{2,16}}?{_DATE}(?:电|讯|消息|报道|报导)",
))


def find_dateline(text: str) -> str | None:
    r"""Find the day of publication in the first lines of a text, as an ISO date, at the precision it is given.

    >>> find_dateline("Chips\n\nSEOUL, April 23, 2026 - The maker said sales rose.")
    '2026-04-23'
    >>> find_dateline("晶片\n【2026年10月30日新竹訊】營收成長。")
    '2026-10-30'
    >>> find_dateline("SEOUL, April 23 - Sales of 2026 rose.") is None
    True
    """
    head = fold(text[:_HEAD])
    found = [match for form in _LINES if (match := form.search(head))]
    if not found:
        return None
    parts = min(found, key=lambda match: match.start()).groupdict()
    year = parts["year"] or parts["year2"] or parts["y"] or parts["cy"]
    english = parts["month"] or parts["month2"]
    month = _MONTHS.index(english[:3].lower()) + 1 if english else int(parts["m"] or parts["cm"] or 0) or None
    day = int(parts["day"] or parts["day2"] or parts["d"] or parts["cd"] or 0) or None
    if month is None:
        return None  # `12日` alone: of which month is not said
    return c.write(int(year), month, day) if year and c.valid(int(year), month, day) else None

