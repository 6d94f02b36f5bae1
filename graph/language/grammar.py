"""The grammar of amounts: where one may begin in a text, and what its head is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from graph.language.numbers import ARABIC, CHINESE, ENGLISH, NUMBER_WORDS, SCALES
from graph.language.units import Units, any_of, read_units

PARTS: Final = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
SMALL: Final = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
BIG: Final = "million|billion|trillion"
_RATIO_END: Final = r"(?![0-9a-z.,%-]| (?:dozen|hundred|thousand|million|billion|percent))"
# `half` is a share before these words, or behind a comparison; in `the first half of 2024` it is a time.
_COMPARISONS: Final = ("than", "about", "nearly", "almost", "around", "roughly", "over", "under", "only", "just")
_COMPARED: Final = "|".join(f"(?<={word} )" for word in _COMPARISONS)
_NO_TIME: Final = "".join(f"(?<!{word} )" for word in ("first", "second", "latter", "other", "back"))
_HALF: Final = rf"{_NO_TIME}half(?= (?:of|the|its|their) )|(?:{_COMPARED})half(?! an? |-| as )(?![a-z])"
_CODES: Final = "usd|eur|gbp|cny|rmb|jpy|twd|hkd|krw|inr"
_CHINESE_START: Final = "[0-9零〇一二两三四五六七八九十百千万亿兆数几半翻倍打近过超腰减壹贰叁肆伍陆柒捌玖拾佰仟]"


@dataclass(frozen=True, slots=True)
class Grammar:
    """What reads one language: `start` finds where an amount may begin, `head` reads it there (its groups name the kinds)."""

    chinese: bool
    start: re.Pattern[str]
    head: re.Pattern[str]
    units: Units


@dataclass(frozen=True, slots=True)
class Source:
    """A text as written and in lower case with plain blanks, of equal length; `home` is the currency of its bare 元."""

    grammar: Grammar
    raw: str
    lower: str
    home: str

    def back(self, start: int, floor: int) -> int:
        """Go back over at most two blanks."""
        end = start
        while end > floor and self.lower[end - 1] == " " and start - end < 2:  # noqa: PLR2004 - blanks
            end -= 1
        return end


@cache
def read_grammar(language: Literal["zh", "en"]) -> Grammar:
    """Compile the grammar of a language."""
    units = read_units(language)
    return _chinese(units) if language == "zh" else _english(units)


def _chinese(units: Units) -> Grammar:
    of = "(?:百万|万万|[百佰] {0,2}|千|万)分 {0,2}之 {0,2}"
    head = rf"(?P<idiom>{any_of(units.idioms)})|(?P<word>{any_of(units.words)})|(?P<of>{of})|(?P<number>{CHINESE})"
    return Grammar(chinese=True, start=re.compile(_CHINESE_START), head=re.compile(head), units=units)


def _ratios() -> str:
    """Write a pattern of one in three, 9 out of 10: a smaller number of a larger one, up to ten."""
    names = {number: f"{word}|{number}" for word, number in SMALL.items() if word != "a"}
    wholes = {number: "|".join(names[n] for n in range(number + 1, 11)) for number in range(1, 10)}
    return "|".join(f"(?:{names[number]})[ -](?:out of|in) (?:{whole})" for number, whole in wholes.items())


def _english(units: Units) -> Grammar:
    small, parts, idioms, words = "|".join(SMALL), "|".join(PARTS), any_of(units.idioms), any_of(set(units.words) - {"half"})
    few = rf"(?:several|a few|few) (?:hundred|thousand|dozen|{BIG})(?: (?:thousand|{BIG}))?(?![a-z])"
    many = r"(?:dozens|tens|hundreds|thousands|millions|billions|trillions)(?: of (?:thousands|millions|billions|trillions))?(?= of )"
    heads = (
        rf"(?P<ratio>(?:{_ratios()}){_RATIO_END})",
        rf"(?P<number>{ARABIC})",
        rf"(?P<idiom>(?:{idioms})(?![a-z0-9]))",
        rf"(?P<scaled>(?:half|(?:a )?quarter|three quarters)(?: of)?(?: an?)? (?:dozen|{BIG})(?![a-z]))",
        rf"(?P<word>(?:{words})(?![a-z])|{_HALF})",
        rf"(?P<vague>{few}|{many})",
        rf"(?P<part>(?:{small})(?: - |[ -])(?:{parts})s?(?![a-z]))",
        rf"(?P<words>{ENGLISH})",
    )
    firsts = {word[0] for word in (*units.words, *units.idioms, *SMALL, *SCALES, *NUMBER_WORDS, "few")}
    initials = "".join(sorted(firsts))
    start = rf"[0-9{initials}](?:(?<![a-z0-9].)|(?<=(?:{_CODES})[0-9]))"
    return Grammar(chinese=False, start=re.compile(start), head=re.compile("|".join(heads)), units=units)
