"""The forms of time in English (lower case): pattern and resolution of each."""

from __future__ import annotations

import re
from typing import Final

from graph.language import clock as c
from graph.language.clock import Clock
from graph.language.numbers import read_english
from graph.model import Period

_MONTH_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS: Final = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_QUARTERS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_SHIFT: Final = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}

_YEAR: Final = r"(?P<year>(?:19|20)[0-9]{2})(?![0-9%]|[.,][0-9]|[a-z])"
_SHORT: Final = r"(?P<year>(?:20|')?[0-9]{2})(?![0-9%]|[.,][0-9])"
_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)(?![a-z])\.?"
)
_DAY: Final = r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9%]|[.,][0-9]|[a-z])"
_NTH: Final = r"(?P<nth>first|second|third|fourth|final|1st|2nd|3rd|4th)"
_SEASON: Final = r"(?P<season>spring|summer|autumn|fall|winter)"
_NEAR: Final = r"(?:(?:early|late|mid|the end of|the start of|the beginning of|the middle of|end of)[ -](?:in )?)?"
_FISCAL: Final = r"(?:(?:fiscal|financial|calendar)(?: year)?|fy) ?"
_SORT: Final = r"(?:fiscal |calendar |financial )?"
_LATER: Final = r"(?:later |earlier |early |late |(?:by |at )?the end of |end of )"
_ENDING: Final = r"(?:to|ended|ending|through|that ended)(?: in)?(?: end[- ]| the end of )?"
_WAY: Final = r"(?:the (?=current|coming|previous))?(?P<way>last|this|next|previous|current|coming)"
_NUMBER: Final = (
    r"(?P<low>[0-9]{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|thirty|fifty)"
)
_UNIT: Final = r"(?P<unit>year|month|quarter|week|day|decade)s?(?![a-z-])"

_AHEAD: Final = re.compile(
    r"\b(?:will|would|should|by|until|till|before|through|plans?|planned|expects?|expected|due|next"
    r"|starts?|starting|from|set to|is to|are to|to be"
    r"|scheduled|slated|later this|opens|begins|intends?|targets?|aims?|reports)\b"
)
_COUNTED: Final = "units|chips|gpus|employees|people|workers|wafers|servers|racks|jobs|patents|shares|tons|tonnes|points|percent"

START: Final = re.compile(
    r"(?<![a-z0-9.$€£¥,#])(?:(?:19|20)[0-9]{2}|[1-4][qh][0-9]|[qh][1-4](?![0-9])|fy ?'?[0-9]|fiscal|financial|calendar"
    r"|[0-9]{1,2}(?:st|nd|rd|th)?[ -]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|first|second|third|fourth|final"
    r"|spring|summer|autumn|fall|winter|early|late|mid|the |end of|last|this|next|previous|current|coming|today|yesterday|tomorrow|tonight"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|quarter|three months"
    r"|within|in the|for the|over the|over|during|a |an |one |two |three |four |five |six |seven |eight |nine |ten |year[- ]end)"
)
JOIN: Final = re.compile(r" ?(?:-|–|—) ?| (?:to|through|and|until|till) (?:the )?")
EXPLICIT: Final = re.compile(r"(?:19|20)[0-9]{2}|fy ?'?[0-9]{2}|[1-4][qh][0-9]{2}|q[1-4] ?'[0-9]{2}")


def _full(digits: str) -> int:
    digits = digits.removeprefix("'")
    return int(digits) + (2000 if len(digits) == 2 else 0)  # noqa: PLR2004 - FY26


def _part(match: re.Match[str], year: int | None) -> Period | None:
    """Resolve the month, quarter, half or season of a year that a match names, or the year alone."""
    if year is None or not c.valid(year):
        return None
    groups = match.groupdict()
    month, day, season = groups.get("month"), groups.get("day"), groups.get("season")
    if month:
        parts = (year, _MONTH_NAMES.index(month[:3]) + 1, int(day) if day else None)
        return Period(c.write(*parts)) if c.valid(*parts) else None
    if season:
        return c.season(year, "autumn" if season == "fall" else season)
    return _section(groups, year)


def _section(groups: dict[str, str | None], year: int) -> Period | None:
    """Resolve first quarter, second half, Q3, H1, or the year alone."""
    nth, q = groups.get("nth"), groups.get("q")
    number = _QUARTERS[nth] if nth else int(q) if q else 0
    if number == 0:
        return Period(c.write(year))
    if (groups.get("what") or groups.get("kind") or "q")[0] == "q":
        return c.quarter(year, number)
    return c.half(year, number) if number in {1, 2} else None


def _absolute(match: re.Match[str], _: Clock) -> Period | None:
    return _part(match, _full(match["year"]))


def _decade(match: re.Match[str], _: Clock) -> Period | None:
    return Period(match["year"], str(int(match["year"]) + 9))


def _iso(match: re.Match[str], _: Clock) -> Period | None:
    parts = (int(match["year"]), int(match["m"]), int(match["d"]) if match["d"] else None)
    return Period(c.write(*parts)) if c.valid(*parts) else None


def _short_end(match: re.Match[str], _: Clock) -> Period | None:
    first, last = int(match["year"]), int(match["year"][:2] + match["last"])
    return Period(str(first), str(last)) if first < last else None


def _days(match: re.Match[str], clock: Clock) -> Period | None:
    year, month = _full(match["year"]) if match["year"] else clock.anchor, _MONTH_NAMES.index(match["month"][:3]) + 1
    ends = [(year or 0, month, int(match[name])) for name in ("day", "until")]
    return Period(*(c.write(*end) for end in ends)) if all(c.valid(*end) for end in ends) and ends[0] < ends[1] else None


def _bare(match: re.Match[str], clock: Clock) -> Period | None:
    year, month = clock.anchor, match.groupdict().get("month")
    if year is not None and month:
        number = _MONTH_NAMES.index(month[:3]) + 1
        year -= c.of_last_year(clock, number, match, _AHEAD)
    return _part(match, year)


def _months(match: re.Match[str], clock: Clock) -> Period | None:
    """Resolve a quarter called by its months: `January-to-March`, `the July–September quarter`."""
    first, last = (_MONTH_NAMES.index(match[name][:3]) + 1 for name in ("month", "until"))
    return c.quarter(clock.anchor, last // 3) if clock.anchor and last - first == 2 and last % 3 == 0 else None  # noqa: PLR2004 - months


def _last_quarter(_: re.Match[str], clock: Clock) -> Period | None:
    return c.quarter_from(clock, -1)


def _relative_part(match: re.Match[str], clock: Clock) -> Period | None:
    return _part(match, None if clock.year is None else clock.year + _SHIFT[match["way"]])


def _same_year(match: re.Match[str], clock: Clock) -> Period | None:
    return _part(match, clock.spoken)


def _relative(match: re.Match[str], clock: Clock) -> Period | None:
    step, unit = _SHIFT[match["way"]], match["unit"]
    if unit == "year":
        return None if clock.year is None else Period(c.write(clock.year + step))
    if unit == "quarter":
        return c.quarter_from(clock, step)
    return c.week(clock, step) if unit == "week" else c.moment(clock, step, "month")


def _weekday(match: re.Match[str], clock: Clock) -> Period | None:
    return c.last_weekday(clock, _WEEKDAYS.index(match["weekday"]))


def _quarter_to(match: re.Match[str], clock: Clock) -> Period | None:
    """Resolve a quarter called by its last month: `the March quarter`, `the quarter to end-June`."""
    year = _full(match["year"]) if match.groupdict().get("year") else clock.anchor
    month = _MONTH_NAMES.index(match["month"][:3]) + 1
    return c.quarter(year, month // 3) if year and month % 3 == 0 else None


def _today(match: re.Match[str], clock: Clock) -> Period | None:
    step = {"yesterday": -1, "tomorrow": 1}.get(match[0], 0)
    if step == 0:
        return Period(clock.today) if clock.today else None
    return c.moment(clock, step, "day")


def _year_end(_: re.Match[str], clock: Clock) -> Period | None:
    return Period(c.write(clock.year)) if clock.year else None


def _count(match: re.Match[str]) -> tuple[int, str]:
    low, unit = match.groupdict().get("high") or match.groupdict().get("low") or "one", match["unit"]
    number = int(low) if low.isdecimal() else 1 if low in {"a", "an"} else int(value.value) if (value := read_english(low)) else 0
    return (number * 10, "year") if unit == "decade" else (number, unit)


def _ahead(match: re.Match[str], clock: Clock) -> Period | None:
    return c.stretch(clock, *_count(match))


def _behind(match: re.Match[str], clock: Clock) -> Period | None:
    count, unit = _count(match)
    return c.stretch(clock, -count, unit)


def _ago(match: re.Match[str], clock: Clock) -> Period | None:
    count, unit = _count(match)
    return c.moment(clock, -count, unit) if unit != "quarter" else c.quarter_from(clock, -count)


_PAIR: Final = r"(?:(?: to | or |-)(?P<high>[0-9]{1,3}|two|three|four|five|six|seven|eight|nine|ten))?"
FORMS: Final = tuple(
    (re.compile(pattern), resolve)
    for pattern, resolve in (
        (rf"{_NEAR}(?P<year>(?:19|20)[0-9]0)s(?![a-z])", _decade),
        (r"(?P<year>(?:19|20)[0-9]{2})([-/])(?P<m>0[1-9]|1[0-2])(?:\2(?P<d>0[1-9]|[12][0-9]|3[01]))?(?![0-9/-])", _iso),
        (r"(?P<year>(?:19|20)[0-9]{2})[-–](?P<last>[0-9]{2})(?![0-9])", _short_end),
        (rf"{_MONTH} {_DAY}(?:,? {_YEAR})", _absolute),
        (rf"{_MONTH} (?P<day>[0-9]{{1,2}}) ?[-–] ?(?P<until>[0-9]{{1,2}})(?:,? {_YEAR})?(?![0-9])", _days),
        (rf"{_DAY} (?:of )?{_MONTH},? {_YEAR}", _absolute),
        (rf"{_NEAR}{_MONTH}(?: of|,)? {_YEAR}", _absolute),
        (rf"(?:the )?{_NTH}(?: fiscal)?[ -](?P<what>quarter|half)(?: of| in|,)?(?: the)? (?:{_FISCAL})?{_YEAR}", _absolute),
        (rf"(?P<kind>[qh])(?P<q>[1-4])(?: of)?(?: |-)?(?:{_FISCAL})?{_SHORT}", _absolute),
        (rf"(?P<q>[1-4])(?P<kind>[qh])(?: of)? ?(?:{_FISCAL})?{_SHORT}(?![a-z])", _absolute),
        (rf"{_YEAR}(?:'s)? (?P<kind>[qh])(?P<q>[1-4])(?![0-9])", _absolute),
        (rf"{_FISCAL}(?:the )?{_NTH}[ -](?P<what>quarter|half) (?:of )?(?:{_FISCAL})?{_YEAR}", _absolute),
        (rf"{_NEAR}(?:the )?{_SEASON}(?: of)? {_YEAR}", _absolute),
        (rf"{_FISCAL}{_SHORT}", _absolute),
        (rf"(?:the )?{_NTH}(?: fiscal)?[ -](?P<what>quarter|half) of {_WAY} (?:fiscal |calendar )?year", _relative_part),
        (rf"{_NEAR}{_MONTH}(?: of)? {_WAY} year", _relative_part),
        (rf"{_NEAR}{_SEASON} (?:of )?{_WAY} year", _relative_part),
        (rf"{_WAY} {_SEASON}(?![a-z])", _relative_part),
        (rf"{_WAY} {_MONTH}(?! [0-9])", _relative_part),
        (rf"{_LATER}{_WAY} {_SORT}(?P<unit>year|quarter|month)", _relative),
        (rf"{_WAY} {_SORT}(?P<unit>year|month|quarter|week)(?![a-z-])", _relative),
        (r"(?:the )?same year", _same_year),
        (rf"(?:the )?{_MONTH}(?:-to-| ?[-–] ?| to ){_MONTH.replace('<month>', '<until>')}(?: quarter)?(?! [0-9])", _months),
        (rf"(?:the )?{_MONTH} quarter(?! of)", _quarter_to),
        (r"(?:in|during|for) the quarter(?! (?:to|ended|ending|through))(?![a-z-])", _last_quarter),
        (rf"(?:the )?(?:quarter|three months) {_ENDING}\s?{_MONTH}(?: {_DAY})?(?:,? {_YEAR})?", _quarter_to),
        (rf"(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day(?!s)(?! {_MONTH.replace('<month>', '<following>')})", _weekday),
        (r"today|tonight|yesterday|tomorrow", _today),
        (rf"(?:(?:over|in|within|during|for) )?the (?:next|coming|following) (?:{_NUMBER}{_PAIR} )?(?:or more )?{_UNIT}", _ahead),
        (rf"within (?:the (?:next|coming) )?{_NUMBER}{_PAIR}[ -]{_UNIT}", _ahead),
        (rf"next {_NUMBER}{_PAIR} {_UNIT}", _ahead),
        (rf"(?:(?:over|in|within|during|for) )?(?:the )?(?:past|last|previous) (?:{_NUMBER}{_PAIR} ){_UNIT}", _behind),
        (r"(?:(?:over|in|within|during|for) )?the (?:past|last) (?P<unit>year|month|quarter|week|decade)(?![a-z-])", _behind),
        (rf"{_NUMBER} {_UNIT} ago", _ago),
        (r"(?:the )?end of the year|year[- ]end", _year_end),
        (rf"{_MONTH} {_DAY}(?! ?(?:percent|million|billion|%))", _bare),
        (rf"{_DAY} (?:of )?{_MONTH}", _bare),
        (rf"(?:the )?{_NTH}(?: fiscal)?[ -](?P<what>quarter|half)(?!s| of | century)", _bare),
        (r"(?P<kind>q)(?P<q>[1-4])(?![a-z0-9])", _bare),
        (rf"{_NEAR}{_MONTH}", _bare),
        (rf"{_NEAR}{_YEAR}(?! (?:{_COUNTED})(?![a-z]))", _absolute),
    )
)
