"""Which numbers are amounts: not years, names, codes, telephone and section numbers, dates and idioms."""

from __future__ import annotations

import re
from typing import Final

from graph.language.amounts import Amount
from graph.language.grammar import Source
from graph.language.numbers import SCALES
from graph.language.units import Entry

_STRICT: Final = frozenset({">", ">=", "<", "<="})
_COMPARED: Final = frozenset({"compare", "per", "rack", "reach", "over", "minus"})
_WORD_BEFORE: Final = re.compile(r"[A-Za-z]{3,}$")
_LATIN_BEFORE: Final = re.compile(r"[A-Za-z][ -]?$")
_NAME_BEFORE: Final = re.compile(r"\b([A-Z][A-Za-z]*)[ -]$")
_PLURAL_AFTER: Final = re.compile(r" (?:[a-z-]+ )?[a-z]+s\b")
_SECTION: Final = re.compile(r"[.、)](?![0-9]|\s*$)")
_LINE: Final = re.compile(r"(?:^|\n)[ \t]*$")
_SCALES_ONLY: Final = re.compile("[十百千万亿兆]+")
_DIGITS_ONLY: Final = re.compile("[〇零一二两三四五六七八九]{2,}")
_FORMAL: Final = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟]{2,}")
_PLAIN_WORDS: Final = frozenset(
    (
        *("the", "all", "only", "these", "those", "in", "with", "at", "of", "and", "some", "its", "a", "for", "to", "by", "from", "as"),
        *("but", "that", "when", "has", "have", "about", "over", "under", "between", "x", "y", "is", "are", "was", "were"),
    )
)
GREATER: Final = {"大": ">", "高": ">", "多": ">", "小": "<", "低": "<", "少": "<"}
"""What 比 … says of an amount after it (比三十大)."""
_YEAR: Final = range(1900, 2101)
_STOCK_CODE: Final = range(4, 7)
_TELEPHONE: Final = 11
_BACK: Final = 24


def accept(source: Source, amount: Amount, other: Amount | None, entry: Entry | None) -> bool:
    """Tell whether what was read counts something; `entry` is the word before it, `other` the upper end of its range."""
    kind = entry.kind if entry else "none"
    than = kind == "than" and source.lower[amount.end : amount.end + 1] in GREATER
    strict = than or (entry is not None and entry.code in _STRICT)
    unit = amount.unit
    if unit and (unit.kind == "no" or (unit.kind == "name" and not strict)):
        return False
    if kind == "no" or (kind == "name" and amount.scale is None and (unit is None or unit.code == "count") and not amount.number.open):
        return False
    compared = than or kind in _COMPARED
    if amount.run[:1].isdecimal():
        return _digits(source, amount, other, compared=compared, strict=strict)
    if not source.grammar.chinese:
        return _words(source, amount, compared=compared)
    return _numerals(amount, other, source.lower[amount.end : amount.end + 1], compared=compared)


def _digits(source: Source, amount: Amount, other: Amount | None, *, compared: bool, strict: bool) -> bool:
    raw, run, start, last = source.raw, amount.run, amount.start, other or amount
    before, earlier = (raw[start - 1] if start else " "), raw[max(0, start - 2) : max(0, start - 1)]
    latin = earlier.isascii() and earlier.isalnum()
    if (
        (before.isascii() and before.isalpha() and not amount.named and not _is_word(raw, amount))
        or (run[0] == "0" and run[1:2].isdecimal())
        or (before in "_#=&@/." and not compared)
        or (before == "-" and latin)
        or (last.unit is None and last.scale is None and _runs_on(raw[last.end : last.end + 2]))
    ):
        return False
    if not amount.bare or not last.bare:
        return True
    if before == "%" or (before == ":" and earlier.isdecimal()):
        return False
    if last is not amount:
        return not any(a.run.isdecimal() and int(a.run) in _YEAR for a in (amount, last))
    return _bare(source, amount, compared=compared, strict=strict)


def _runs_on(after: str) -> bool:
    """Tell whether a number goes on as a name, a version, a time, a date or a code: 3D, 1.2.3, 16:30, 7/9, 10-K."""
    if not after:
        return False
    if after[0].isascii() and (after[0].isalpha() or after[0] == "_"):
        return True
    return len(after) > 1 and after[0] in ".:-/" and after[1].isascii() and after[1].isalnum()


def _is_word(raw: str, amount: Amount) -> bool:
    """Tell whether letters straight before a number are a word of their own: Capex3500亿 is an amount after one, B200 a name."""
    if amount.scale is None and (amount.unit is None or amount.unit.code == "count"):
        return False
    return _WORD_BEFORE.search(raw, max(0, amount.start - _BACK), amount.start) is not None


def _bare(source: Source, amount: Amount, *, compared: bool, strict: bool) -> bool:
    """Tell a plain number that counts something from a year, a code, a telephone or section number, or part of a name."""
    raw, run, start, end = source.raw, amount.run, amount.start, amount.end
    if (_is_code(raw, amount, strict=strict) if run.isdecimal() else run.endswith(".0") and not compared):
        return False
    if compared:
        return True
    if source.grammar.chinese:
        return _LATIN_BEFORE.search(raw, max(0, start - 2), start) is None
    name = _NAME_BEFORE.search(raw, max(0, start - _BACK), start)
    return name is None or name[1].lower() in _PLAIN_WORDS or _PLURAL_AFTER.match(raw, end) is not None


def _is_code(raw: str, amount: Amount, *, strict: bool) -> bool:
    """Tell a year, a stock code in brackets, a telephone or section number."""
    run, start, end = amount.run, amount.start, amount.end
    before, after = raw[max(0, start - 1) : start], raw[end : end + 1]
    return (
        (len(run) == 4 and int(run) in _YEAR and not (strict and run.endswith("00")))  # noqa: PLR2004 - digits of a year
        or (before == "(" and after in {")", "."} and len(run) in _STOCK_CODE)
        or before == "+"
        or (len(run) == _TELEPHONE and run[0] == "1")
        or (_SECTION.match(raw, end) is not None and _LINE.search(raw, max(0, start - 4), start) is not None)
    )


def _words(source: Source, amount: Amount, *, compared: bool) -> bool:
    """Tell an amount in English words from a pronoun or a part of a compound."""
    run, start = amount.run, amount.start
    if source.lower[start - 1 : start] == "-" and start:
        return False
    if run == "one":
        return compared or amount.scale is not None or amount.number.value != 1 or (amount.unit is not None and amount.unit.code != "count")
    return not (amount.bare and run in SCALES) or compared or source.lower.startswith("a ", start)


def _numerals(amount: Amount, other: Amount | None, following: str, *, compared: bool) -> bool:
    """Tell an amount in Chinese numerals from a word that holds one."""
    run, unit, number = amount.run, amount.unit, amount.number
    if (number.vague and run[:1] in {"数", "几"}) or not run:
        return True
    scales = _SCALES_ONLY.fullmatch(run) is not None
    single = scales and len(run) == 1 and run != "十" and not (run == "亿" and compared)
    if unit is None or unit.kind == "name":
        return other is not None or (compared and not single) or _large(amount, scales=scales)
    if run == "一" and (unit.code == "count" or unit.word == "块"):
        return compared and unit.word != "块"
    if single:
        return compared or number.open or unit.code in {"ratio", "percent"}
    if unit.word == "元" and len(run) == 1 and not compared:
        return not following.isalpha()  # 三元 is a company and a material
    spelled = _DIGITS_ONLY.fullmatch(run) is not None and not number.vague and unit.word != "折"
    return not spelled and not (len(run) == 1 and run in "伍陆拾叁" and unit.code == "count")


def _large(amount: Amount, *, scales: bool) -> bool:
    """Tell numerals that stand for an amount on their own: 三百, 百亿, 三点五, 二十余; not 二十, 万三, 亿万."""
    run = amount.run
    if amount.number.open or (scales and len(run) == 1):
        return amount.number.open
    if "点" in run or _FORMAL.fullmatch(run):
        return True
    units = any(c in "百佰千仟万亿兆" for c in run)
    return amount.scale is not None and units and (scales or run[0] not in "百千万亿") and run != "亿万"
