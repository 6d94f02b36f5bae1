"""Which quotation a sentence belongs to, and which texts are about a study."""

from __future__ import annotations

import pytest

from graph.extract.quotations import find_quotation, tells_of_study
from graph.model import Span
from tests.extract.readings import read


@pytest.mark.parametrize(
    ("text", "sentence", "quotation"),
    [
        ("“甲。乙。”他说。", Span(3, 6), Span(0, 5)),
        ("他说:“甲。乙。”", Span(6, 9), Span(3, 8)),
        ('"One. Two," she said.', Span(6, 20), Span(0, 10)),
        ("“甲。”他说。乙。", Span(7, 9), None),
        ("“甲。\n乙。", Span(4, 6), None),
        ("甲。乙。", Span(2, 4), None),
    ],
)
def test_a_sentence_belongs_to_the_quotation_it_begins_in(text: str, sentence: Span, quotation: Span | None) -> None:
    assert find_quotation(text, sentence) == quotation


def test_who_is_named_behind_a_quotation_says_it() -> None:
    (claim,) = read("“台积电为英伟达代工。”黄仁勋说。").claims
    assert claim.speaker == "jensen-huang"


@pytest.mark.parametrize("text", ["一份白皮书称", "A 40-page note says"])
def test_a_study_is_told_by_its_kind(text: str) -> None:
    assert tells_of_study(text)


@pytest.mark.parametrize("text", ["芯片涨价", "Chips sell."])
def test_other_texts_are_about_none(text: str) -> None:
    assert not tells_of_study(text)
