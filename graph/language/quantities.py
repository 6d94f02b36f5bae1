"""Quantities in Chinese and English text: money, percentages, ratios, counts, power and other units, with ranges and comparators.

A number is the anchor; what stands before and after it is looked up in tables (`units.toml`), longest word first, so the work
is linear in the text. Text must be folded: simplified characters, full-width forms as ASCII.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, cast

from graph.language.amounts import AFTER_WORDS, Amount, read_amount
from graph.language.grammar import Source, read_grammar
from graph.language.guards import GREATER, accept
from graph.language.numbers import Number, read_chinese
from graph.language.units import Entry, ending, home_currency, is_currency, starting
from graph.model import Comparator, Language, Mention, Quantity

_JOIN: Final = re.compile(r" {0,2}(?:至|到|-|–|—|~|～|to|through|or) {0,2}")
_AND: Final = re.compile(r" ?(?:与|和|and|到|至) ?")
_CLOSING: Final = re.compile(" ?之?间")
_BETWEEN: Final = re.compile(r"(?:between(?: minus| negative)?|在|介于) ?$")
_SCALES: Final = re.compile("[十百千万亿兆]+$")
_LARGE: Final = re.compile("[万亿兆]+$")
_RISE: Final = re.compile(
    r"(?:[增升涨降跌减](?:长|加|了|幅|少|值)?|上调|下调|rose|rising|fell|up|down|grew|gained|dropped|climbed)(?: by)? ?$"
)
_GROWN: Final = tuple(
    verb + end for verb in ("增", "涨", "升", "翻", "增长", "增加", "提高", "扩大", "高出", "多出", "上涨") for end in ("", "了")
)
_RANGING: Final = re.compile(r"rang|number|anywhere|范围|区间")
_WRITTEN: Final = re.compile(r"[0-9一二两三四五六七八九](?: ?万? ?[亿兆]| ?(?:[mb]illion|trillion|[bt]n))$")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[!-~]+")
_LARGE_ENOUGH: Final = 10**8


def find_quantities(text: str, language: Language) -> list[Mention[Quantity]]:
    """Find the quantities of a folded text, sorted and without overlap.

    A span covers comparator, number, unit and classifier. Values are in the base unit. Dates, durations, ordinals, model
    names, codes, addresses and idioms are left out. A bare 元 is of the place the text's words tell, CNY where they do not.

    >>> [(m.start, m.end, m.value.unit, m.value.comparator) for m in find_quantities("支出逾3500亿美元", "zh-Hans")]
    [(2, 10, 'USD', '>')]
    >>> find_quantities("more than $3.5 billion", "en")[0].value.value
    Decimal('3500000000')
    """
    raw = _ADDRESS.sub(lambda m: " " * len(m[0]), text) if "://" in text or "www." in text else text
    lower = raw.lower()
    if len(lower) != len(raw):  # a capital that has two small letters
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in raw)
    lower = lower.replace("\n", " ").replace("\t", " ").replace("\xa0", " ").replace("\u202f", " ")
    grammar = read_grammar("en" if language == "en" else "zh")
    home = home_currency(text, language, grammar.units) if grammar.chinese else ""
    source = Source(grammar, raw, lower, home=home)
    found: list[Mention[Quantity]] = []
    position = floor = 0
    search = source.grammar.start.search
    while begin := search(lower, position):
        mentions, position = _read(source, begin.start(), floor)
        if mentions:
            found += mentions
            floor = mentions[-1].end
            position = max(position, floor)
    return _carry(raw, found)


def _read(source: Source, at: int, floor: int) -> tuple[list[Mention[Quantity]], int]:
    """Read the amount that starts at a place, and tell where to go on."""
    head = source.grammar.head.match(source.lower, at)
    if head is None or head["idiom"]:
        return [], head.end() if head else at + 1
    if head["word"]:
        value, code, sign = source.grammar.units.words[head["word"]]
        amount = Amount(at, head.end(), Number(value), unit=Entry("", "unit", code))
        return [_mention(source, amount, None, floor, sign)], head.end()
    found = read_amount(source, head, floor)
    return ([], head.end()) if found is None else _read_range(source, found, floor)


def _read_range(source: Source, found: Amount, floor: int) -> tuple[list[Mention[Quantity]], int]:
    """Make the mention of an amount with its range, or two of a change."""
    other = _upper(source, found, floor)
    end = (other or found).end
    if other and other.unit and other.unit.kind in AFTER_WORDS:  # 2至3年: neither is an amount
        return [], end
    if not accept(source, found, other, _before(source, found.start, floor)):
        return [], found.end
    if found.unit and found.unit.kind == "name":
        found = replace(found, unit=None)
    if other is None or not _is_change(source, found, other):
        return [_mention(source, found, other, floor)], end
    low, _ = _ends(found, other)
    first = replace(found, number=replace(found.number, value=low), scale=Decimal(1), unit=found.unit or other.unit)
    one = _mention(source, first, None, floor)
    return [one, _mention(source, other, None, max(one.end, found.end))], end


def _before(source: Source, start: int, floor: int) -> Entry | None:
    """Find the word before an amount, over at most two blanks."""
    return ending(source.grammar.units.before, source.lower, source.back(start, floor), floor)


def _upper(source: Source, amount: Amount, floor: int) -> Amount | None:
    """Find the upper end of a range that an amount begins: 3000至4000亿元, 35%-40%, between 20 and 30 million, $3-4 billion."""
    lower = source.lower
    if amount.number.vague or amount.number.open or (amount.unit and amount.unit.kind in AFTER_WORDS):
        return None
    join = _JOIN.match(lower, amount.end)
    plain = join is not None and not (join[0].strip() == "or" and amount.unit)
    join = join if plain else _AND.match(lower, amount.end)
    other = _second(source, join.end()) if join else None
    if join is None or other is None:
        return None
    closing = _CLOSING.match(lower, other.end) if join[0].strip() not in {"-", "–", "~"} else None
    if not plain and not closing and not _BETWEEN.search(lower, max(floor, amount.start - 18), amount.start):
        return None
    other = replace(other, end=closing.end()) if closing else other
    if amount.unit is None or (other.unit and other.unit.code == amount.unit.code):
        return other
    return other if other.unit is None and amount.unit.kind == "money" else None


def _second(source: Source, at: int) -> Amount | None:
    """Read the amount after a joining word, with the currency before it."""
    lower, grammar, floor = source.lower, source.grammar, at
    money = starting(grammar.units.prefixes, lower, at)
    if money:
        at += len(money.word)
        at += lower.startswith(" ", at)
    head = grammar.head.match(lower, at) if grammar.start.match(lower, at) else None
    if head is None or head.lastgroup not in {"number", "words", "of"}:
        return None
    if head[0][0] == "0" and len(head[0]) > 1 and head[0].isdecimal():  # 1995-01
        return None
    other = read_amount(source, head, floor)
    return None if other is None or other.number.vague else other


def _ends(amount: Amount, other: Amount) -> tuple[Decimal, Decimal]:
    """Value both ends of a range; the lower shares the scale of the upper where it has none (3000至4000亿, 3-4 billion)."""
    low, high = amount.low, other.low
    if amount.scale is None and not amount.suffixed:
        tails = _LARGE if any(c in "十百千" for c in amount.run) or _SCALES.fullmatch(other.run) else _SCALES
        units = tails.search(other.run)
        tail = read_chinese(units[0]) if units else None
        shared = low * (other.scale or 1) * (tail.value if tail else 1)
        if shared < high:
            low = shared
    return low, high


def _is_change(source: Source, amount: Amount, other: Amount) -> bool:
    """Tell a change (from 20 to 30, rose $2 billion to $10 billion) from a range."""
    low, high = _ends(amount, other)
    before = source.lower[max(0, amount.start - 12) : amount.start]
    if high <= low or before.endswith(("从", "由", "自")):
        return True
    if before.endswith("from "):
        return _RANGING.search(source.lower, max(0, amount.start - 40), amount.start) is None
    money = (amount.suffixed or other.named) and amount.unit is not None and amount.unit.kind == "money"
    return money and source.lower[amount.end : amount.end + 2].strip()[:1] in {"至", "到", "t"} and _RISE.search(before) is not None


@dataclass(slots=True)
class _Around:
    """What stands around an amount, and where it and the amount start and end."""

    start: int
    end: int
    signs: list[str]
    per: str = ""
    minus: bool = False
    rack: bool = False
    share: bool = False


def _mention(source: Source, amount: Amount, other: Amount | None, floor: int, sign: Comparator = "=") -> Mention[Quantity]:
    """Read comparators and rates around an amount and make the mention."""
    lower, around = source.lower, _Around(amount.start, (other or amount).end, [sign])
    _look_back(source, amount, around, floor)
    if amount.low == 1 and amount.unit and amount.unit.word == "倍" and lower.endswith(_GROWN, 0, around.start):  # 增长近一倍 is doubled
        amount = replace(amount, number=Number(Decimal(2)))
    while entry := starting(source.grammar.units.after, lower, around.end + lower.startswith(" ", around.end)):
        if entry.kind == "per":
            around.per = around.per or entry.code
        elif entry.kind == "compare":
            around.signs.append(entry.code)
        else:
            break
        around.end += lower.startswith(" ", around.end) + len(entry.word)
    return Mention(around.start, around.end, _quantity(amount, other, around))


def _look_back(source: Source, amount: Amount, around: _Around, floor: int) -> None:
    """Read what stands before an amount: -, 负, 逾, 每年约, more than."""
    lower, start = source.lower, around.start
    if start > floor and lower[start - 1] == "-" and not (start > 1 and lower[start - 2].isascii() and lower[start - 2].isalnum()):
        around.minus, around.start = True, start - 1
    single = bool(amount.run) and _SCALES.fullmatch(amount.run) is not None
    while entry := _before(source, around.start, floor):
        if entry.kind == "per":
            around.per = around.per or entry.code
        elif entry.kind == "minus":
            around.minus = True
        elif entry.kind == "rack":
            around.rack = True
        elif entry.kind == "share":
            around.share = True
        elif entry.kind == "than" and lower[around.end : around.end + 1] in GREATER:
            around.signs.append(GREATER[lower[around.end]])
            around.end += 1
        elif entry.kind == "compare" or (entry.kind in {"reach", "over"} and single):
            around.signs.append(entry.code or {"reach": ">=", "over": ">"}[entry.kind])
        else:
            break
        around.start = source.back(around.start, floor) - len(entry.word)


def _quantity(amount: Amount, other: Amount | None, around: _Around) -> Quantity:
    unit, per = amount.unit or (other.unit if other else None), around.per or None
    factor, code = (unit.factor, unit.code) if unit else (Decimal(1), "count")
    low, high = _ends(amount, other) if other else (amount.low, amount.number.high and amount.number.high * (amount.scale or 1))
    if around.rack and code == "W":
        code = "W/rack"
    if around.share and unit is None:
        code = "percent"
    if unit and per == "P1M" and (code == "wafer" or unit.word == "片"):
        code, per = "wafer/month", None
    code = "count" if code == "wafer" else code
    sign = "≈" if amount.number.vague else next((s for s in around.signs if s != "="), ">" if amount.number.open else "=")
    if other is not None and sign != "≈":
        sign = "="
    value = _exact(-low * factor if around.minus else low * factor)
    return Quantity(value, code, None if high is None else _exact(high * factor), cast("Comparator", sign), sign == "≈", per)


def _exact(value: Decimal) -> Decimal:
    """Write a value without exponent or trailing zeros."""
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def _carry(text: str, found: list[Mention[Quantity]]) -> list[Mention[Quantity]]:
    """Give a large amount without unit (4万亿市值) the currency that the same amount has elsewhere in the text."""
    named = {m.value.value: m.value.unit for m in reversed(found) if is_currency(m.value.unit)}
    return [
        replace(m, value=replace(m.value, unit=named[m.value.value]))
        if m.value.unit == "count" and m.value.value >= _LARGE_ENOUGH and m.value.value in named and _WRITTEN.search(text, m.start, m.end)
        else m
        for m in found
    ]
