"""Amounts: a number with the scale, unit and currency that belong to it, before ranges and comparators are looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Final

from graph.language.grammar import PARTS, SMALL, Source
from graph.language.numbers import ARABIC, ENGLISH, SCALES, Number, read_chinese, read_english
from graph.language.units import Entry, ending, starting

_SCALE_NAMES: Final = SCALES | {"mn": 10**6, "mln": 10**6, "mil": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12, "tln": 10**12}
_LETTERS: Final = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}
_SCALE: Final = re.compile(rf"[ -]?(?:({'|'.join(sorted(_SCALE_NAMES, key=len, reverse=True))})s?|([kmbt]))(?![a-z0-9])")
_SCALE_STARTS: Final = frozenset(" -") | {name[0] for name in (*_SCALE_NAMES, *_LETTERS)}
_ADDED: Final = re.compile(rf" and ({'|'.join(SMALL)})[ -]({'|'.join(PARTS)})s?(?![a-z])")
_SLASH: Final = re.compile(r"/([234568]|10|100)(?![0-9/])")
_MIXED: Final = re.compile(r" {1,2}([1-9])/([2-9]|10)(?![0-9/])")
_PARTS_OF: Final = re.compile(r" ?分 {0,2}之 {0,2}")
_PER_HUNDRED: Final = {"百": 0, "佰": 0, "千": 1, "万": 2, "百万": 4, "万万": 6}
_ROUGH: Final = {"tens": Decimal(10), "half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.25"), "three": Decimal(3)}
_PEOPLE: Final = re.compile(r" (?:[a-z-]+ )?(?:[a-z]+s|people)\b|参数")
_CENTS: Final = re.compile(rf"(?:,? and)? ((?>[0-9]{{1,2}}|{ENGLISH})) cents?(?![a-z])")
_COINS: Final = tuple(
    (re.compile(rf"又?({ARABIC}|[一二三四五六七八九十]+) ?(?:{names})"), part)
    for names, part in (("[角毛]", 10), ("分(?![钟之])|美分|日本[钱銭]|[钱銭]", 100))
)
_SHARE_BEFORE: Final = re.compile(
    r"(?:\b(?:by|than|about|roughly|nearly|almost|around|over|under|only|just|barely|approximately|some|least|most|from|to|another|below|above|up|down))"
    r" (?:an? )?$"
)
_SHARE_AFTER: Final = re.compile(
    r"\s*(?:[.,;:!?)”\"'–—]|$|\s(?:a year|this|last|in|on|at|from|to|since|compared|against|but|and|or|yet|while|as|for|over|during|higher"
    r"|lower|more|less|fewer|after|when|because|if|with|year|within|between|by|would|will|is|was|were|are|came|comes|went|goes)\b)"
)
_BACK: Final = 20
_TENTH: Final = re.compile(r" ?([一二三四五六七八九])(?![成倍个家名元折年月日天十百千万亿])")
_GENERIC: Final = frozenset({"元", "块", "块钱", "圆", "dollar", "dollars"})
_SPACED: Final = frozenset({"a", "m", "t", "x", "X"})
_NOT_MORE: Final = ("多数", "多元", "多年", "多方", "多边", "多次", "余额", "余下", "余热", "几乎", "几何", "来")
_DIGITS: Final = "一二三四五六七八九"
_SIX_DIGITS: Final = Context(prec=6)
PERCENT: Final = Entry("", "unit", "percent")
AFTER_WORDS: Final = frozenset({"no", "name"})
"""Kinds of words after a number that tell it counts nothing."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what belongs to it; `run` is the number as read, `suffixed` tells that a unit came after it.

    `start` and `end` are code points of the source, end not included.
    """

    start: int
    end: int
    number: Number
    scale: Decimal | None = None
    unit: Entry | None = None
    run: str = ""
    suffixed: bool = False
    named: bool = False

    @property
    def low(self) -> Decimal:
        """The value, or its lower end, in the unit."""
        return self.number.value * (self.scale or 1)

    @property
    def bare(self) -> bool:
        """Whether nothing but the number itself tells that it is an amount."""
        return self.unit is None and self.scale is None and not self.number.open and not self.number.vague


def read_amount(source: Source, head: re.Match[str], floor: int) -> Amount | None:
    """Read the amount a head begins, looking back to `floor` at most; None where what follows tells that it is none."""
    kind = head.lastgroup
    if kind == "of":
        return _per_hundred(source, head)
    if kind in {"part", "ratio"}:
        return _fraction(source.lower, head)
    return _rough(source, head, floor) if kind in {"vague", "scaled"} else _counted(source, head, floor)


def _counted(source: Source, head: re.Match[str], floor: int) -> Amount | None:
    """Read a number in digits or words with what belongs to it."""
    run, at, lower = head[0], head.start(), source.lower
    number = read_chinese(run) if source.grammar.chinese else read_english(run)
    if number is None:
        return None
    start, end, run = at, at + number.length, run[: number.length]
    if head.lastgroup == "words" and lower.endswith("a ", floor, at) and run.split(" ", 1)[0] in SCALES:
        start -= 2
    elif at and lower[at - 1] == "." and run.isdecimal() and run.isascii() and (at == 1 or lower[at - 2] in " $("):
        number, start = Number(Decimal(f"0.{run}"), length=number.length), at - 1
    share = _parts_of(source, start, end, number)
    if share:
        return share
    scale: Decimal | None = None
    if source.grammar.chinese:
        number, scale, end = _own_scale(source, number, run, end)
    money, start = _prefix(source, start, floor)
    number, scale, end = _scaled(source, number, run, end, scale, named=money is not None)
    if run.isdecimal() and lower[end : end + 1] == "/" and (slash := _SLASH.match(lower, end)):
        part = Number(percent(number.value, int(slash[1])))
        return Amount(start, slash.end(), part, None, PERCENT, run, suffixed=True) if 0 < number.value < int(slash[1]) else None
    return _with_unit(source, Amount(start, end, number, scale, money, run))


def _per_hundred(source: Source, head: re.Match[str]) -> Amount | None:
    """Read 百分之五, 千分之一."""
    match = source.grammar.head.match(source.lower, head.end())
    number = read_chinese(match["number"]) if match and match["number"] else None
    if number is None or match is None or (head.start() and source.lower[head.start() - 1] in "二三四五六七八九十"):
        return None
    scale = Decimal(10) ** -_PER_HUNDRED[head[0].replace(" ", "").removesuffix("分之")]
    end, letter = match.end(), _SCALE.match(source.lower, match.end())
    if letter and letter[2] == "k":
        scale, end = scale * 1000, letter.end()
    return Amount(head.start(), end, number, scale, PERCENT, match[0], suffixed=True)


def _parts_of(source: Source, start: int, end: int, number: Number) -> Amount | None:
    """Read N分之M."""
    gap = _PARTS_OF.match(source.lower, end) if source.lower[end : end + 1] in {"分", " "} else None
    match = source.grammar.head.match(source.lower, gap.end()) if gap else None
    top = read_chinese(match["number"]) if match and match["number"] else None
    if match is None or top is None or not number.value:
        return None
    return Amount(start, match.end(), Number(percent(top.value, number.value)), None, PERCENT, suffixed=True)


def _fraction(lower: str, head: re.Match[str]) -> Amount | None:
    """Read two thirds, a quarter of, nine in ten."""
    if head["ratio"]:
        part, whole = (SMALL.get(x) or int(x) for x in re.split(r"[ -](?:out of|in) ", head["ratio"]))
        return Amount(head.start(), head.end(), Number(percent(part, whole)), unit=PERCENT, suffixed=True)
    top, bottom = re.sub(" ?- ?", " ", head[0]).split(" ")
    if (top == "a" or bottom.startswith("quarter")) and not _is_share(lower, head):
        return None
    return Amount(head.start(), head.end(), Number(percent(SMALL[top], PARTS[bottom.removesuffix("s")])), unit=PERCENT, suffixed=True)


def _is_share(lower: str, head: re.Match[str]) -> bool:
    """Tell a third of something, by a fifth, roughly a quarter from a third plant, a quarter ago."""
    if lower.startswith(" of ", head.end()):
        return True
    before, after = _SHARE_BEFORE.search(lower, max(0, head.start() - _BACK), head.start()), _SHARE_AFTER.match(lower, head.end())
    return before is not None and after is not None


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal:
    """Give a share in percent, to six digits.

    >>> percent(2, 3)
    Decimal('66.6667')
    """
    return _SIX_DIGITS.divide(Decimal(100) * part, Decimal(whole))


def _rough(source: Source, head: re.Match[str], floor: int) -> Amount | None:
    """Read half a million, three quarters of a billion, hundreds of millions (2 to 10 times the unit)."""
    value = Decimal(1)
    for word in re.findall("[a-z]+", head[0]):
        value *= _ROUGH.get(word) or _SCALE_NAMES.get(word.removesuffix("s"), 1)
    number = Number(value) if head["scaled"] else Number(2 * value, 10 * value, vague=True)
    after = head.end() + 4 if source.lower.startswith(" of ", head.end()) else head.end()
    unit, end = _find_unit(source, after)
    if unit and unit.kind in AFTER_WORDS:
        return None
    money, start = _prefix(source, head.start(), floor)
    return Amount(start, end if unit else head.end(), number, Decimal(1), unit or money, head[0], suffixed=unit is not None)


def _prefix(source: Source, start: int, floor: int) -> tuple[Entry | None, int]:
    """Find a currency before an amount, and where it starts."""
    end = source.back(start, floor)
    money = ending(source.grammar.units.suffixed, source.lower, end, floor)
    return (money, end - len(money.word)) if money else (None, start)


def _own_scale(source: Source, number: Number, run: str, end: int) -> tuple[Number, Decimal | None, int]:
    """Tell whether Chinese numerals hold a scale of their own, and read 多, 余, 几 after them."""
    large = not run.isdecimal() and ((not run[0].isdecimal() and number.value >= 100) or any(c in "万亿兆" for c in run))  # noqa: PLR2004 - 百
    if source.lower[end : end + 1] in {"多", "余", "几", "来"} and (
        starting(source.grammar.units.units, source.lower, end + 1) or not source.lower.startswith(_NOT_MORE, end)
    ):
        number, end = number.opened(), end + 1
    return number, Decimal(1) if large else None, end


def _scaled(
    source: Source, number: Number, run: str, end: int, scale: Decimal | None, *, named: bool
) -> tuple[Number, Decimal | None, int]:
    """Read million, bn, k and the like, and fractions written after a number; `named` tells that a currency stands before it."""
    lower = source.lower
    following = lower[end : end + 1]
    if not (following and following in _SCALE_STARTS):
        return number, scale, end
    if added := _ADDED.match(lower, end):
        number, end = number.plus(percent(SMALL[added[1]], PARTS[added[2]]) / 100), added.end()
    elif run.isdecimal() and (mixed := _MIXED.match(lower, end)) and int(mixed[1]) < int(mixed[2]):
        number, end = number.plus(percent(int(mixed[1]), int(mixed[2])) / 100), mixed.end()
    found = _SCALE.match(lower, end)
    if found and (found[1] or _is_scale(source, number, found, named=named)):
        scale, end = Decimal(_SCALE_NAMES[found[1]] if found[1] else _LETTERS[found[2]]), found.end()
        if found[1] and (again := _SCALE.match(lower, end)) and again[1]:
            scale, end = scale * _SCALE_NAMES[again[1]], again.end()
        if added := _ADDED.match(lower, end):
            number, end = number.plus(percent(SMALL[added[1]], PARTS[added[2]]) / 100), added.end()
    return number, scale, end


def _is_scale(source: Source, number: Number, found: re.Match[str], *, named: bool) -> bool:
    """Tell whether k, m, b or t after a number is a scale: $3B and 3.5B are, 910B is part of a name, 250m a length."""
    letter, at = found[2], found.end()
    if named or found[0][0] in " -":
        return named
    if letter == "k":
        return source.raw[at - 1] == "k" or number.value >= 10  # noqa: PLR2004 - 4K is a resolution
    plural = _PEOPLE.match(source.lower, at) is not None
    return (letter == "b" and (plural or number.value % 1 != 0)) or (letter == "m" and plural)


def _find_unit(source: Source, end: int) -> tuple[Entry | None, int]:
    """Find the unit after a number, straight or after blanks or a hyphen, and where it ends."""
    units, lower = source.grammar.units, source.lower
    for gap in (0, 1, 2, 3):
        if gap and lower[end + gap - 1 : end + gap] != " " and not (gap == 1 and lower.startswith("-", end)):
            break
        word, symbol = starting(units.units, lower, end + gap), starting(units.symbols, source.raw, end + gap)
        unit = symbol if symbol and (word is None or len(symbol.word) > len(word.word)) else word
        if unit and not (gap and unit.word in _SPACED) and not (gap > 1 and unit.kind != "money" and unit.code != "percent"):
            return unit, end + gap + len(unit.word)
    return None, end


def _with_unit(source: Source, amount: Amount) -> Amount | None:
    """Read the unit of an amount and settle it with the currency before it, which `amount.unit` holds."""
    lower, number, scale, run, money = source.lower, amount.number, amount.scale, amount.run, amount.unit
    start, begin = amount.start, amount.end
    if lower[begin : begin + 1] == "+":
        number, begin = number.opened(), begin + 1
    unit, end = _find_unit(source, begin)
    if unit is None or (unit.kind == "name" and scale is not None):
        return Amount(start, begin, number, scale, money, run, named=money is not None)
    if unit.kind in AFTER_WORDS:
        return Amount(start, begin, number, scale, unit, run)
    if unit.kind == "money" and scale is None and (late := _SCALE.match(lower, end)) and late[1]:
        scale, end = Decimal(_SCALE_NAMES[late[1]]), late.end()  # 75 USD million
    if money and unit.kind == "money" and unit.word not in _GENERIC and run.count(",") == 1:
        digits = run.split(",")[0]  # $20,300美元 was $20,300 before folding: two amounts
        return Amount(start, amount.end - len(run) + len(digits), Number(Decimal(digits)), None, money, digits, named=True)
    number, end = _refine(source, end, number, unit, run)
    if unit.word == "折" and number.value >= 10:  # noqa: PLR2004 - 十折 is no discount
        return None
    if money and (unit.code == "count" or unit.word in _GENERIC):
        return Amount(start, end if unit.word in _GENERIC else begin, number, scale, money, run, named=True)
    if unit.word == "元" and source.grammar.chinese:
        unit = Entry(unit.word, "money", source.home)
    elif unit.word == "块" and lower[end : end + 1].isalpha():
        unit = Entry(unit.word, "unit", "count")
    return Amount(start, end, number, scale, unit, run, suffixed=True, named=money is not None)


def _refine(source: Source, end: int, number: Number, unit: Entry, run: str) -> tuple[Number, int]:
    """Read what refines an amount after its unit: 七成半, 七成五, 两倍半, 五五折, 50元6角3分, five dollars and ten cents."""
    lower = source.lower
    if not source.grammar.chinese:
        cents = _CENTS.match(lower, end) if unit.kind == "money" and unit.factor == 1 else None
        value = read_english(cents[1]) if cents else None
        return (number.plus(value.value / 100), cents.end()) if cents and value else (number, end)
    if unit.word == "折" and number.value > 10 and len(run) == 2:  # noqa: PLR2004 - 五五折, 72折
        return Number(number.value / 10), end
    if unit.word in {"成", "倍", "斤", "米"} and lower.startswith("半", end) and not lower.startswith("半导", end):
        return number.plus(Decimal("0.5")), end + 1
    if unit.word in {"成", "倍"} and lower[end : end + 1] in {"多", "余"} and not lower.startswith(_NOT_MORE, end):
        return number.opened(), end + 1
    if unit.word == "成" and (tenth := _TENTH.match(lower, end)):
        return number.plus(Decimal(_DIGITS.index(tenth[1]) + 1) / 10), tenth.end()
    if unit.kind == "money":
        for pattern, part in _COINS:
            coin = pattern.match(lower, end)
            value = read_chinese(coin[1]) if coin else None
            if coin and value:
                number, end = number.plus(value.value / part), coin.end()
    return (number.opened(), end + 1) if lower.startswith("+", end) else (number, end)
