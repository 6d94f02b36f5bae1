"""Where sentences and clauses end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.language.sentences import Sentence, split_clauses, split_sentences
from graph.model import Span

texts = st.text(st.sampled_from("台电ab1A .。!?…,;:—-“”\"'()\n\t*1、一"), max_size=60)


def sentences(text: str) -> list[str]:
    return [text[s.span.start : s.span.end] for s in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("台积电扩产。英伟达下单!", ["台积电扩产。", "英伟达下单!"]),
        ("“台积电扩产。”英伟达下单。", ["“台积电扩产。”", "英伟达下单。"]),
        ("TSMC gained. Nvidia fell.", ["TSMC gained.", "Nvidia fell."]),
        ("It cost $3.5 billion in the U.S. market.", ["It cost $3.5 billion in the U.S. market."]),
        ("Nvidia Inc. gained. Mr. Huang spoke.", ["Nvidia Inc. gained.", "Mr. Huang spoke."]),
        ("J. Huang spoke. 5 percent more.", ["J. Huang spoke.", "5 percent more."]),
        ('He said "it grew." Then it fell.', ['He said "it grew."', "Then it fell."]),
        ("one\ntwo\n\nthree", ["one", "two", "three"]),
        ("涨了……跌了?!", ["涨了……", "跌了?!"]),
        (" \n\t ", []),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize("text", ["- 台积电扩产。", "* TSMC gains.", "1. 台积电扩产。", "(一)台积电扩产。", "• TSMC gains."])
def test_list_items(text: str) -> None:
    (sentence,) = split_sentences(text)
    assert (sentence.bullet, sentence.heading) == (True, False)


@pytest.mark.parametrize("text", ["3.5 billion was paid.", "台积电扩产。", "2025年扩产。"])
def test_what_is_no_list_item(text: str) -> None:
    assert not any(s.bullet for s in split_sentences(text))


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("台积电的一年\n台积电扩产。", [True, False]),
        ("The year of TSMC\n\nTSMC gained.", [True, False]),
        ("台积电说:\n扩产。", [False, False]),
        ("长" * 81 + "\n扩产。", [False, False]),
        ("长" * 80 + "\n扩产。", [True, False]),
        ("台积电扩产。然后没有", [False, False]),
    ],
)
def test_headings(text: str, headings: list[bool]) -> None:
    assert [s.heading for s in split_sentences(text)] == headings


def test_a_sentence_without_end_is_cut() -> None:
    found = split_sentences("长" * 4_500)
    assert [s.span for s in found] == [Span(0, 2_000), Span(2_000, 4_000), Span(4_000, 4_500)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("台积电扩产,英伟达下单;微软付钱", ["台积电扩产", "英伟达下单", "微软付钱"]),
        ("台积电——代工厂——扩产", ["台积电", "代工厂", "扩产"]),
        ("TSMC, a foundry, gained - at last", ["TSMC", " a foundry", " gained", "at last"]),
        ("卖出30,000颗,涨到12:30", ["卖出30,000颗", "涨到12:30"]),
        ("微软(市盈率38倍)上涨", ["微软(市盈率38倍)上涨"]),
        (",,,", []),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert [text[c.start : c.end] for c in split_clauses(text, Span(0, len(text)))] == expected


def test_a_clause_without_end_is_cut() -> None:
    text = "长" * 1_100 + ",短"
    assert split_clauses(text, Span(0, len(text))) == [Span(0, 500), Span(500, 1_000), Span(1_000, 1_100), Span(1_101, 1_102)]


@given(texts)
def test_sentences_hold_every_character_that_is_not_space_once(text: str) -> None:
    found = split_sentences(text)
    spans = [s.span for s in found]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    held = "".join(text[s.start : s.end] for s in spans)
    assert "".join(held.split()) == "".join(text.split())
    assert all(isinstance(s, Sentence) and text[s.span.start : s.span.end].strip() == text[s.span.start : s.span.end] for s in found)


@given(texts)
def test_clauses_stand_in_order_inside_their_sentence(text: str) -> None:
    for sentence in split_sentences(text):
        clauses = split_clauses(text, sentence.span)
        assert all(sentence.span.start <= c.start < c.end <= sentence.span.end for c in clauses)
        assert all(a.end <= b.start for a, b in pairwise(clauses))
