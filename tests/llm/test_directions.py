"""Directions: which of two given things acts, by the words between them, and open where nothing says."""

from __future__ import annotations

from functools import cache

import pytest

from graph.extract.automaton import lower
from graph.language.scripts import fold
from graph.llm.directions import Direction, Directions, Pair, Place
from graph.llm.words import read_words
from graph.model import Span
from tests.extract.readings import ontology

ENGLISH = [
    ("A supplies B", "supplies"), ("B is supplied by A", "supplies"), ("B buys chips from A", "supplies"),
    ("A sells chips to B", "supplies"), ("A won orders from B", "supplies"), ("A is B's supplier", "supplies"),
    ("B supplier A", "supplies"), ("B is a customer of A", "supplies"), ("chips that A makes for B", "manufacturesFor"),
    ("A builds B's servers", "manufacturesFor"), ("A acquired B", "acquires"), ("B was sold to A", "acquires"),
    ("the acquisition of B by A", "acquires"), ("A owns 7% of B", "owns"), ("B is part of A", "owns"), ("B is a unit of A", "owns"),
    ("B raised money from A", "investsIn"), ("A relies on B", "dependsOn"), ("B underpins A", "dependsOn"), ("A hurts B", "threatens"),
    ("B is exposed to A", "threatens"), ("B fell because of A", "lowersValueOf"), ("A boosts B", "drivesDemandFor"),
    ("B benefits from A", "drivesDemandFor"), ("A replaces B", "substitutes"), ("B gives way to A", "succeeds"),
    ("A is part of B", "memberOf"), ("B includes A", "memberOf"), ("A accounts for 62% of B's revenue", "revenueShareOf"),
    ("62% of B's revenue came from A", "revenueShareOf"),
]  # fmt: skip
CHINESE = [
    ("甲供货给乙", "supplies"), ("乙向甲采购", "supplies"), ("甲向乙供应芯片", "supplies"), ("乙由甲供应", "supplies"),
    ("甲是乙的供应商", "supplies"), ("乙的供应商甲", "supplies"), ("乙是甲的客户", "supplies"), ("甲获乙订单", "supplies"),
    ("甲为乙代工", "manufacturesFor"), ("甲代工乙的芯片", "manufacturesFor"), ("供应乙的甲", "supplies"), ("甲收购乙", "acquires"),
    ("乙被甲收购", "acquires"), ("乙卖给甲", "acquires"), ("甲持有乙", "owns"), ("乙是甲的子公司", "owns"), ("甲是乙的大股东", "owns"),
    ("甲入股乙", "investsIn"), ("甲依赖乙", "dependsOn"), ("乙支撑甲", "dependsOn"), ("甲冲击乙", "threatens"),
    ("乙因甲下跌,受创", "threatens"), ("乙受惠于甲", "drivesDemandFor"), ("甲推高乙", "drivesDemandFor"), ("甲取代乙", "substitutes"),
    ("乙包括甲", "memberOf"), ("甲占乙营收六成", "revenueShareOf"),
]  # fmt: skip
OPEN = [
    ("A and B", "supplies"), ("A makes B", "manufacturesFor"), ("A was supplied. B grew", "supplies"),
    ("A supplies C. B supplies D", "supplies"), ("supplies A B", "supplies"), ("甲与乙", "supplies"),
    ("甲制造,乙上涨", "manufacturesFor"), ("甲乙供应", "supplies"), ("A is supplied B", "supplies"),
]  # fmt: skip


@cache
def directions(language: str) -> Directions:
    return Directions(read_words(language, ontology()))


def read(text: str, term: str, *, turned: bool = False) -> Direction:
    first, second = ("A", "B") if text.isascii() else ("甲", "乙")
    places = [(Place(at, at + 1),) for at in (text.index(first), text.index(second))]
    subject, thing = reversed(places) if turned else places
    low = lower(fold(text))
    pair = Pair("s", "Company", subject, "o", "Company", thing)
    return directions("en" if text.isascii() else "zh").read([term], low, Span(0, len(low)), pair, Span(0, 0))


@pytest.mark.parametrize(("text", "term"), [*ENGLISH, *CHINESE])
def test_the_first_is_the_subject_and_turned_round_it_is_not(text: str, term: str) -> None:
    assert read(text, term) == "stated"
    assert read(text, term, turned=True) == "turned"


@pytest.mark.parametrize(("text", "term"), OPEN)
def test_where_nothing_says_it_stays_open(text: str, term: str) -> None:
    assert read(text, term) == "open"
    assert read(text, term, turned=True) == "open"


def test_what_is_left_out_opens_the_clause_of_the_word() -> None:
    low = "成长之后,向乙采购"
    silent, seller = (Place(0, 0, silent=True),), (Place(6, 7),)
    pair = Pair("o", "Company", seller, "s", "Company", silent)
    assert directions("zh").read(["supplies"], low, Span(0, len(low)), pair, Span(7, 9)) == "stated"
