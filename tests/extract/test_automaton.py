"""Words are found whole, wherever they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extract.automaton import Automaton, Hit, lower, stands_alone

texts = st.text(st.sampled_from("ab1臺台 .é"), max_size=30)


def test_the_longest_word_from_left_to_right() -> None:
    assert Automaton(["台积", "台积电", "积电厂"]).longest("台积电厂") == [Hit(0, 3, "台积电")]


def test_every_word_also_inside_others_longer_ones_first() -> None:
    found = Automaton(["台积", "台积电", "积电厂"]).every("台积电厂")
    assert [h.word for h in found] == ["台积电", "台积", "积电厂"]


@pytest.mark.parametrize("text", ["arm wins", "the arm", "(arm)", "与arm合作", "arm的", "arm's"])
def test_a_latin_word_is_found_where_nothing_latin_touches_it(text: str) -> None:
    assert len(Automaton(["arm"]).longest(text)) == len(Automaton(["arm"]).every(text)) == 1


@pytest.mark.parametrize("text", ["farm", "army", "arm2", "2arm"])
def test_a_latin_word_is_not_cut_out_of_a_longer_one(text: str) -> None:
    assert Automaton(["arm"]).longest(text) == Automaton(["arm"]).every(text) == []


def test_chinese_words_may_be_part_of_a_longer_run() -> None:
    assert [h.start for h in Automaton(["芯片"]).longest("国产芯片厂")] == [2]


def test_no_words_find_nothing() -> None:
    assert Automaton([]).longest("abc") == Automaton([""]).every("abc") == []


def test_only_ascii_changes_case_so_that_offsets_stay() -> None:
    text = "İNVIDIA ẞ ＡI 👩🏽‍🚀"
    assert len(lower(text)) == len(text)
    assert lower(text).startswith("İnvidia ẞ")


@given(texts)
def test_every_hit_is_the_word_it_says(text: str) -> None:
    words = ["a", "ab", "台", "b1", "台 a", "."]
    found = Automaton(words).every(text)
    assert all(text[h.start : h.end] == h.word for h in found)
    expected = [(i, i + len(w)) for w in words for i in range(len(text)) if text.startswith(w, i) and stands_alone(text, i, i + len(w))]
    assert sorted((h.start, h.end) for h in found) == sorted(expected)
    assert [h.start for h in found] == sorted(h.start for h in found)
