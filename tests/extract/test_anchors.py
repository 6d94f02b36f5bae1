"""Anchors stand around the word that was hit, nearest first, in one window."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from graph.extract.anchors import Anchors, place_anchors
from graph.extract.automaton import Hit
from graph.extract.forms import parse_form
from graph.extract.patterns import Pattern
from graph.model import Span


def place(form: str, text: str, word: str, window: Span | None = None) -> Mapping[int, Span] | None:
    pattern = Pattern("x", "supplies", None, parse_form(form, "here"))
    at, whole = text.index(word), Span(0, len(text))
    anchors, window = Anchors([pattern]), window or whole
    return place_anchors(anchors.steps(pattern), Hit(at, at + len(word), word), anchors.find(text, whole), window.start, window.end)


def test_every_anchor_is_placed() -> None:
    assert place("<subject> (为|替) <object> 代工", "他为我代工", "代工") == {1: Span(1, 2), 3: Span(3, 5)}


def test_the_nearest_is_taken() -> None:
    assert place("<subject> (为|替) <object> 代工", "他为你替我代工", "代工") == {1: Span(3, 4), 3: Span(5, 7)}
    assert place("<subject> 从而 <object> (买|购买)", "他从而购买", "从而") == {1: Span(1, 3), 3: Span(3, 5)}


def test_of_two_that_stand_as_near_the_longer_is_taken() -> None:
    assert place("<subject> 从而 <object> (购|购买)", "他从而购买", "从而") == {1: Span(1, 3), 3: Span(3, 5)}
    assert place("<subject> (为|成为) <object> 供应商", "他成为供应商", "供应商") == {1: Span(1, 3), 3: Span(3, 6)}


@pytest.mark.parametrize(
    ("form", "text", "word"),
    [
        ("<subject> 为 <object> 代工", "他给我代工", "代工"),
        ("<subject> 为 <object> 代工", "他代工为我", "代工"),
        ("<subject> is supplier~ to <object>", "he is a supplier too", "supplier"),
        ("<subject> invest~ on <object>", "he invests a billion", "invests"),
    ],
)
def test_one_that_is_not_there_ends_it(form: str, text: str, word: str) -> None:
    assert place(form, text, word) is None


def test_outside_the_window_nothing_is_found() -> None:
    text = "他为我,他代工"
    assert place("<subject> 为 <object> 代工", text, "代工") is not None
    assert place("<subject> 为 <object> 代工", text, "代工", Span(4, len(text))) is None


def test_anchors_written_together_touch() -> None:
    assert place("<subject> (的|之)(供应商|厂商) <object>", "我的供应商他", "供应商") == {1: Span(1, 2), 2: Span(2, 5)}
    assert place("<subject> (的|之)(供应商|厂商) <object>", "我的大供应商他", "供应商") is None


def test_a_sentence_is_searched_alone_and_its_places_are_those_of_the_text() -> None:
    pattern = Pattern("x", "supplies", None, parse_form("<subject> 为 <object> 代工", "here"))
    assert Anchors([pattern]).find("他为我。你为他代工", Span(4, 9)).places == {"为": [(5, 6)]}


def test_a_word_with_a_capital_stands_nowhere() -> None:
    pattern = Pattern("x", "supplies", None, parse_form("<subject> Of <object> supplier", "here"))
    anchors = Anchors([pattern])
    assert anchors.find("a supplier of Of", Span(0, 16)).places == {}
