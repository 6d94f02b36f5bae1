"""Names of the registry are found as they are written, risky ones only where the text is about such things."""

from __future__ import annotations

import pytest

from graph.extract.automaton import lower
from graph.language.scripts import fold
from tests.extract.readings import reader


def names(text: str, language: str = "zh") -> list[tuple[str, str]]:
    """The names in a text as (words, entity)."""
    folded = fold(text)
    return [(text[m.start : m.end], m.value) for m in reader(language)._names.find(folded, lower(folded))]


def test_names_of_both_scripts() -> None:
    assert names("輝達與台积电、臺積電") == [("輝達", "nvidia"), ("台积电", "tsmc"), ("臺積電", "tsmc")]


@pytest.mark.parametrize("text", ["Nvidia grew.", "NVIDIA grew."])
def test_capitals(text: str) -> None:
    assert [entity for _, entity in names(text, "en")] == ["nvidia"]


def test_a_name_in_lower_case_is_another_word() -> None:
    assert names("An apple and a meta study.", "en") == []


def test_a_risky_name_needs_its_context() -> None:
    assert ("Arm", "arm") in names("Arm designs cores that Nvidia licenses.", "en")
    assert names("Arm in arm they went.", "en") == []
    assert names("苹果很甜。") == []
    assert ("苹果", "apple") in names("苹果和微软公布财报。")


def test_a_name_is_not_cut_out_of_another_word() -> None:
    assert names("The farmers left Metaphor Street far above.", "en") == []


def test_a_longer_name_opens_with_whose_it_is() -> None:
    assert names("Nvidia H20 sells.", "en") == [("Nvidia", "nvidia"), ("Nvidia H20", "h20")]


def test_the_longest_name_wins() -> None:
    assert names("SK hynix sells.", "en") == [("SK hynix", "sk-hynix")]
