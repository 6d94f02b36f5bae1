"""Numerals: every way news writes a number, and how much of a text one takes."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.language.numbers import CHINESE, ENGLISH, LONGEST, read_chinese, read_english

CHINESE_NUMBER = re.compile(CHINESE)
ENGLISH_NUMBER = re.compile(ENGLISH)
DIGITS = "零一二三四五六七八九"


def chinese(text: str) -> Decimal | None:
    match = CHINESE_NUMBER.fullmatch(text)
    assert match, text
    number = read_chinese(match[0])
    return number.value if number else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("12,500", 12_500),
        ("6.25", Decimal("6.25")),
        ("4千7百", 4_700),
        ("2亿6千万", 260_000_000),
        ("1亿8000万", 180_000_000),
        ("十", 10),
        ("十六", 16),
        ("二十", 20),
        ("两百零六", 206),
        ("三千五百亿", 350_000_000_000),
        ("一百二十万", 1_200_000),
        ("六万五千亿", 6_500_000_000_000),
        ("八千四百万零九", 84_000_009),
        ("九亿零七", 900_000_007),
        ("七万三", 73_000),
        ("两千四", 2_400),
        ("百亿", 10_000_000_000),
        ("五万万", 500_000_000),
        ("2.8万亿", 2_800_000_000_000),
        ("三兆", 3_000_000_000_000),
        ("四点六", Decimal("4.6")),
        ("一点二五万", 12_500),
        ("二〇三〇", 2030),
        ("叁仟陆佰", 3_600),
        ("两千 八 百", 2_800),
    ],
)
def test_a_chinese_number_has_its_value(text: str, value: int | Decimal) -> None:
    assert chinese(text) == value


VAGUE = [("数百", 200, 1_000), ("几千万", 20_000_000, 100_000_000), ("四五百", 400, 500), ("十七八", 17, 18)]


@pytest.mark.parametrize(("text", "low", "high"), VAGUE)
def test_a_vague_number_is_a_stretch(text: str, low: int, high: int) -> None:
    number = read_chinese(text)
    assert number
    assert number.vague
    assert (number.value, number.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(("text", "value"), [("四十多万", 400_000), ("三百余", 300), ("二十几亿", 2_000_000_000)])
def test_an_open_number_keeps_what_is_sure(text: str, value: int) -> None:
    match = CHINESE_NUMBER.match(text)
    assert match
    number = read_chinese(match[0])
    assert number
    assert number.value == value


@pytest.mark.parametrize(
    ("text", "number"), [("600千瓦", "600"), ("3百分点", "3"), ("5万颗", "5万"), ("两万两", "两万"), ("人数十万", ""), ("1,2345", "1")]
)
def test_a_number_ends_where_a_unit_begins(text: str, number: str) -> None:
    match = CHINESE_NUMBER.match(text)
    assert (match[0] if match else "") == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("seven", 7),
        ("forty-two", 42),
        ("two hundred and six", 206),
        ("three hundred thousand", 300_000),
        ("one hundred and two thousand and five", 102_005),
        ("five billion and four hundred", 5_000_000_400),
        ("eight point two five", Decimal("8.25")),
        ("two lakh crore", 2_000_000_000_000),
        ("1,250.5", Decimal("1250.5")),
    ],
)
def test_an_english_number_has_its_value(text: str, value: int | Decimal) -> None:
    match = ENGLISH_NUMBER.fullmatch(text)
    assert match, text
    number = read_english(match[0])
    assert number
    assert (number.value, number.length) == (value, len(text))


NO_NUMBERS = [("three four", "three"), ("sixty nineteen", "sixty"), ("ten two", "ten"), ("twenty zero", "twenty")]


@pytest.mark.parametrize(("text", "head"), NO_NUMBERS)
def test_words_that_make_no_number_are_not_added_up(text: str, head: str) -> None:
    number = read_english(text)
    assert number
    assert text[: number.length] == head


def test_a_run_too_long_is_no_number() -> None:
    assert read_chinese("9" * LONGEST)
    assert read_chinese("9" * (LONGEST + 1)) is None
    assert read_english("9" * (LONGEST + 1)) is None


def spell(number: int) -> str:
    """Write a number below ten thousand in Chinese numerals."""
    if number == 0:
        return "零"
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + name
        gap = digit == 0
    return text


@given(st.integers(0, 9_999), st.integers(1, 9_999))
def test_every_spelled_number_reads_back(low: int, high: int) -> None:
    assert chinese(spell(low)) == low
    joint = "" if low >= 1_000 else "零"
    rest = joint + spell(low) if low else ""
    assert chinese(f"{spell(high)}万{rest}") == high * 10_000 + low


@given(st.decimals(0, 10**12, places=3), st.sampled_from(["", "万", "亿", "万亿", "百万", "千"]))
def test_digits_with_a_unit_read_as_written(amount: Decimal, unit: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12, "百万": 10**6, "千": 10**3}[unit]
    assert chinese(f"{amount:f}{unit}") == amount * factor
