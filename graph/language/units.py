"""What may stand around a number: comparators, currencies, units, rates; read once from `units.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final, Literal, cast

from graph.model import Comparator, Language

Kind = Literal["compare", "per", "money", "unit", "minus", "rack", "share", "reach", "over", "than", "no", "name", "none"]
Table = Mapping[str, tuple["Entry", ...]]
SIGNS: Final = frozenset({"=", "≈", ">", ">=", "<", "<="})
_KINDS: Final = frozenset({"minus", "rack", "share", "reach", "over", "than", "no", "name", "none"})
_ISO_LENGTH: Final = 3
_HOME: Final = "CNY"


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of a table: `code` is a sign, a duration, a currency or a unit, `factor` what one of it is in that unit."""

    word: str
    kind: Kind
    code: str = ""
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Units:
    """The tables of one language, keyed by the character next to the number, longest word first.

    `symbols` are compared with the text as written, all others with the text in lower case. `words` are amounts in
    themselves (value, unit, sign); `idioms` hold numerals that count nothing. `homes`
    find the words that tell in which place a text was written, by the currency of that place.
    """

    before: Table
    prefixes: Table
    suffixed: Table
    units: Table
    symbols: Table
    after: Table
    words: Mapping[str, tuple[Decimal, str, Comparator]]
    idioms: tuple[str, ...]
    homes: Mapping[str, re.Pattern[str]]


@cache
def read_units(language: Literal["zh", "en"]) -> Units:
    """Read the tables of a language. The Chinese ones hold the English units too, as Chinese text quotes them.

    >>> starting(read_units("zh").units, "亿美元", 1).code
    'USD'
    """
    data = tomllib.loads((Path(__file__).parent / "units.toml").read_text(encoding="utf-8"))
    money = {**data["money"]["any"], **data["money"][language]}
    units = {**money, **data["money_after"]["en"], **data["units"]["en"], **data["money_after"][language], **data["units"][language]}
    words = ((word, value.split()) for word, value in data["words"][language].items())
    return Units(
        before=_table(data["before"][language], last=True),
        prefixes=_table(money),
        suffixed=_table(money, last=True),
        units=_table(units),
        symbols=_table(data["units"]["any"]),
        after=_table(data["after"][language]),
        words={word: (Decimal(value), unit, cast("Comparator", "".join(sign) or "=")) for word, (value, unit, *sign) in words},
        idioms=tuple(data["idioms"][language]),
        homes={code: re.compile("|".join(map(re.escape, words))) for code, words in data["home"].items()},
    )


def _table(words: Mapping[str, str], *, last: bool = False) -> Table:
    table: dict[str, list[Entry]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        table.setdefault(word[-1 if last else 0], []).append(_entry(word, words[word]))
    return {key: tuple(found) for key, found in table.items()}


def _entry(word: str, value: str) -> Entry:
    if value in SIGNS:
        return Entry(word, "compare", value)
    if value in _KINDS:
        return Entry(word, cast("Kind", value))
    factor, _, code = value.rpartition(" ")
    if re.fullmatch("P[0-9][YMWD]", code):
        return Entry(word, "per", code)
    return Entry(word, "money" if is_currency(code) else "unit", code, Decimal(factor or 1))


def home_currency(text: str, language: Language, units: Units) -> str:
    """Tell which currency a folded text means by a bare 元: that of the place its words tell, CNY where they do not.

    >>> home_currency("法说会上,稼动率,获利80亿元", "zh-Hant", read_units("zh"))
    'TWD'
    """
    if language == "zh-Hans":
        return "TWD" if "台币" in text and "人民币" not in text else _HOME
    counts = {code: sum(1 for _ in words.finditer(text)) for code, words in units.homes.items()}
    best = max(counts, key=lambda code: (counts[code], code == _HOME))
    return best if counts[best] else _HOME


def is_currency(code: str) -> bool:
    """Tell an ISO 4217 code from other units.

    >>> is_currency("USD"), is_currency("percent"), is_currency("W")
    (True, False, False)
    """
    return len(code) == _ISO_LENGTH and code.isalpha() and code.isupper() and code != "OPS"


def starting(table: Table, text: str, at: int) -> Entry | None:
    """Find the longest word of a table that starts at a place and, in ASCII, is not part of a longer word."""
    for entry in table.get(text[at : at + 1], ()):
        if text.startswith(entry.word, at):
            end = at + len(entry.word)
            if not (_latin(entry.word[-1]) and _latin(text[end : end + 1])):
                return entry
    return None


def ending(table: Table, text: str, end: int, floor: int) -> Entry | None:
    """Find the longest word of a table that ends at a place, starts at `floor` or later and, in ASCII, is a word of its own."""
    if end <= floor:
        return None
    for entry in table.get(text[end - 1], ()):
        start = end - len(entry.word)
        if start >= floor and text.startswith(entry.word, start) and not (start and _latin(entry.word[0]) and _latin(text[start - 1])):
            return entry
    return None


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def any_of(words: Iterable[str]) -> str:
    """Write a pattern that matches the longest of some words, grouped by first character so that a miss costs little.

    >>> any_of(["一些", "万一", "一"])
    '一(?:些|)|万(?:一)'
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(groups.items()))
