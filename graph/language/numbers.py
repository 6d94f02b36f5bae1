"""Numerals: what number a run of digits, Chinese numerals or English number words stands for.

The patterns find the run, the readers value it. Both are linear in the run: no pattern can match one text in two ways.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

LONGEST = 40
"""Digits in a row beyond which a run is a key or noise, not an amount."""

ARABIC: Final = r"(?>[0-9]{1,3}(?:,[0-9]{3}){1,12}+(?![0-9])|[0-9]++)(?:\.[0-9]++)?+"
_NUMERALS: Final = ("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS: Final = {numeral: digit for digit, numerals in enumerate(_NUMERALS) for numeral in numerals}
_SMALL: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE: Final = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_VAGUE: Final = "多余几"
_D: Final = f"[{''.join(_DIGITS)}]"
# 千 and 兆 are prefixes before a unit (千瓦 is kW, 兆瓦 MW), 百 is part of 百分点 and 百分之
_M: Final = r"(?:[十拾佰仟万亿]|百(?! ?分 ?[之点])|千(?! ?分 ?之)(?![瓦克米卡焦伏赫]|字节|比特)|兆(?![瓦赫伏帕欧焦]|字节|比特))"
_CHINESE_FIRST: Final = rf"(?>{ARABIC}|{_D}|{_M}|(?<![人指总参系倍读基件户次少多无度])[数几](?=[十百千万亿]))"
_CHINESE_NEXT: Final = "|".join(
    (
        rf" {{0,2}}{_M}",
        rf" {{0,2}}[{_VAGUE}](?= {{0,2}}{_M})",
        rf"(?<=[^0-9. ]) {{0,2}}(?!两(?!{_M})){_D}",  # 两 ends no number: 两万两
        rf"(?<=[十拾百佰千仟万亿兆零]) ?{ARABIC}",
        rf"(?<=[^0-9. ]) ?点(?= ?{_D})",
    )
)
CHINESE: Final = rf"{_CHINESE_FIRST}(?>{_CHINESE_NEXT})*+"
"""A number in Chinese text, in simplified characters: digits, numerals or a mixture (3500, 三千五百, 3千5百, 数十万, 三点五)."""

_CHINESE_TOKEN: Final = re.compile(rf"{ARABIC}|[^ ]")
_PLAIN: Final = re.compile(rf"({ARABIC})([百千万亿兆]*)$")
_PAIR: Final = re.compile(rf"(?<!{_D})([一二两三四五六七八])([二两三四五六七八九])(?!{_D}|点)")

_ONES: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER_WORDS: Final = (
    {word: i for i, word in enumerate(_ONES)} | {word: 10 * i for i, word in enumerate(_TENS, 2)} | {"nought": 0, "naught": 0}
)
SCALES: Final = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12} | {
    "lakh": 10**5,
    "crore": 10**7,
}
_WORD: Final = rf"(?>{'|'.join(sorted([*NUMBER_WORDS, *SCALES], key=len, reverse=True))})(?![a-z])"
ENGLISH: Final = rf"(?>{ARABIC}|{_WORD}(?>(?> and | - | {{2,3}}|[ -]){_WORD})*+(?> point(?> {_WORD})++)?+)"
"""A number in lower-case English text: digits or words (3,500, twenty-one, two hundred and six). Scales after digits are not part of it."""

_ENGLISH_TOKEN: Final = re.compile(r"[a-z]+")
_HUNDRED: Final = 100


@dataclass(frozen=True, slots=True)
class Number:
    """A number read.

    `high` closes a stretch (三四百 is 300 to 400); `open` tells that more is meant (十多万); `vague` that only the
    size is known (数十万 is 200 000 to 1 000 000); `length` is how much of the text was read, in code points.
    """

    value: Decimal
    high: Decimal | None = None
    open: bool = False
    vague: bool = False
    length: int = 0

    def plus(self, value: Decimal) -> Number:
        """Add to the value."""
        return Number(self.value + value, self.high, self.open, self.vague, self.length)

    def opened(self) -> Number:
        """Tell that more is meant."""
        return Number(self.value, self.high, True, self.vague, self.length)


def read_chinese(run: str) -> Number | None:
    """Value a run that CHINESE matched; None where it is too long to be an amount.

    >>> read_chinese("三千五百亿").value, read_chinese("3千5百").value, read_chinese("九万四").value
    (Decimal('350000000000'), Decimal('3500'), Decimal('94000'))
    >>> read_chinese("数十万").high, read_chinese("十多万").open
    (Decimal('1000000'), True)
    """
    if len(run) > LONGEST:
        return None
    plain = _PLAIN.match(run)
    if plain:
        value = Decimal(plain[1].replace(",", ""))
        for unit in plain[2]:
            value *= _SMALL.get(unit) or _LARGE[unit]
        return Number(value, length=len(run))
    if run[0] in "数几":
        unit = _value(run[1:])
        return Number(2 * unit, 10 * unit, vague=True, length=len(run))
    more = any(c in _VAGUE for c in run)
    pair = _PAIR.search(run)
    if pair and _DIGITS[pair[2]] == _DIGITS[pair[1]] + 1:
        low, high = _value(run[: pair.start(2)] + run[pair.end(2) :]), _value(run[: pair.start(1)] + run[pair.end(1) :])
        return Number(low, high, vague=True, length=len(run))
    return Number(_value(run), open=more, length=len(run))


@dataclass(slots=True)
class _Sum:
    """A Chinese number being added up: sections below 万 are summed, larger units multiply what stands before them."""

    done: list[tuple[Decimal, int]]  # (amount, its large unit), units falling
    section: Decimal = Decimal(0)
    number: Decimal | None = None
    unit: int = 1  # the last unit read
    places: int = 0  # decimal places read, plus one
    short: bool = False  # 九万四: a last digit straight after a unit counts in tenths of that unit

    def digit(self, digit: int) -> None:
        if self.places:
            self.number = (self.number or Decimal(0)) + Decimal(digit).scaleb(-self.places)
            self.places += 1
            return
        self.short = self.number is None and self.unit > 1
        self.number = Decimal(digit) if self.number is None else self.number * 10 + digit
        self.unit = self.unit if digit else 1

    def small(self, unit: int) -> None:
        self.section += (self.number or Decimal(1)) * unit
        self.unit, self.number, self.places, self.short = unit, None, 0, False

    def large(self, unit: int) -> None:
        amount = self.section + (self.number or 0)
        while self.done and self.done[-1][1] < unit:
            amount += self.done.pop()[0]
        if not amount and self.done:  # 万万, 万亿 after nothing of its own
            amount = self.done.pop()[0]
        self.done.append(((amount or Decimal(1)) * unit, unit))
        self.section, self.unit, self.number, self.places, self.short = Decimal(0), unit, None, 0, False

    def total(self) -> Decimal:
        rest = self.number or Decimal(0)
        if self.short:
            rest *= Decimal(self.unit) / 10
        return sum((amount for amount, _ in self.done), self.section) + rest


def _value(run: str) -> Decimal:
    """Value Chinese numerals."""
    total = _Sum([])
    for part in _CHINESE_TOKEN.findall(run):
        if part in _DIGITS:
            total.digit(_DIGITS[part])
        elif part in _SMALL:
            total.small(_SMALL[part])
        elif part in _LARGE:
            total.large(_LARGE[part])
        elif part == "点":
            total.places, total.short = 1, False
        elif part not in _VAGUE:
            total.number, total.short = Decimal(part.replace(",", "")), False
    return total.total()


def read_english(run: str) -> Number | None:
    """Value the longest head of a run that ENGLISH matched; None where it is too long to be an amount.

    >>> read_english("six hundred and four thousand").value, read_english("twenty-one").value, read_english("1,234.5").value
    (Decimal('604000'), Decimal('21'), Decimal('1234.5'))
    >>> read_english("two three").length
    3
    """
    if run[0].isdecimal():
        return None if len(run) > LONGEST else Number(Decimal(run.replace(",", "")), length=len(run))
    total, current, end, previous, fraction = Decimal(0), Decimal(0), 0, "", 0
    for match in _ENGLISH_TOKEN.finditer(run):
        word = match[0]
        if word in {"and", "point"}:
            fraction = int(word == "point")
            continue
        if fraction:
            digits = NUMBER_WORDS.get(word, 0)
            width = len(str(digits))
            current += Decimal(digits).scaleb(-fraction - width + 1)
            fraction += width
        elif word in NUMBER_WORDS:
            value = NUMBER_WORDS[word]
            if previous in NUMBER_WORDS and not (NUMBER_WORDS[previous] >= 20 and NUMBER_WORDS[previous] % 10 == 0 and 0 < value < 10):  # noqa: PLR2004 - the tens
                break
            current += value
        elif SCALES[word] <= _HUNDRED:
            current = (current or Decimal(1)) * SCALES[word]
        elif current or not total:
            scale = SCALES[word]
            total += (current or Decimal(1)) * scale
            current = Decimal(0)
        else:  # lakh crore
            total *= SCALES[word]
        previous, end = word, match.end()
    return Number(total + current, length=end)
