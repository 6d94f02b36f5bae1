"""What joins nouns: lists, contrasts, attributes and prepositions."""

from __future__ import annotations

import pytest

from tests.extract.readings import nouns


def groups(text: str) -> list[set[str]]:
    """The lists of a sentence."""
    found: dict[int, set[str]] = {}
    for words, noun in nouns(text).items():
        found.setdefault(noun.group, set()).add(words)
    return list(found.values())


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("微软、谷歌和AMD都来了。", {"微软", "谷歌", "AMD"}),
        ("微軟、谷歌以及AMD都來了。", {"微軟", "谷歌", "AMD"}),
        ("Microsoft, Google and AMD came.", {"Microsoft", "Google", "AMD"}),
        ("Microsoft or Google came.", {"Microsoft", "Google"}),
        ("3万颗H100和2万颗B200到货。", {"H100", "B200"}),
    ],
)
def test_lists(text: str, members: set[str]) -> None:
    assert groups(text) == [members]


@pytest.mark.parametrize("text", ["微软来了,谷歌走了。", "微软拜访谷歌。", "Microsoft visited Google.", "Microsoft came, and Google left."])
def test_what_is_no_list(text: str) -> None:
    assert len(groups(text)) == 2


def test_a_comma_before_and_joins_clauses_unless_a_list_is_under_way() -> None:
    assert {"Microsoft", "Google"} not in groups("Nvidia supplies Microsoft, and Google left.")
    assert {"Microsoft", "AMD", "Google"} in groups("Nvidia supplies Microsoft, AMD, and Google.")


@pytest.mark.parametrize(("text", "denied"), [("英伟达依赖台积电而非三星。", "三星"), ("英伟达依赖台积电而不是英特尔。", "英特尔")])
def test_a_contrast_says_what_it_is_not(text: str, denied: str) -> None:
    found = nouns(text)
    assert [words for words, noun in found.items() if noun.negated] == [denied]
    assert found[denied].group == found["台积电"].group


@pytest.mark.parametrize(
    ("text", "governed"),
    [
        ("对英伟达,台积电很重要。", {"英伟达"}),
        ("在德国,微软很忙。", {"德国"}),
        ("Microsoft waits for Nvidia and AMD.", {"Nvidia", "AMD"}),
        ("Microsoft waits.", set()),
        ("微软成为英伟达。", set()),
    ],
)
def test_prepositions_govern_what_follows_and_its_list(text: str, governed: set[str]) -> None:
    assert {words for words, noun in nouns(text).items() if noun.governed} == governed


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("英伟达的H100到货。", {"英伟达"}),
        ("英伟达H100到货。", {"英伟达"}),
        ("Nvidia's H100 is scarce.", {"Nvidia"}),
        ("微软和谷歌的数据中心很热。", {"微软", "谷歌"}),
        ("微软首席执行官黄仁勋来了。", {"微软"}),
        ("Blackwell系列B200到货。", {"Blackwell"}),
        ("微软收购谷歌。", set()),
    ],
)
def test_attributes(text: str, attributes: set[str]) -> None:
    assert {words for words, noun in nouns(text).items() if noun.modifies} - {"英伟达H100"} == attributes


def test_a_clause_with_a_verb_of_its_own_is_no_attribute() -> None:
    assert not nouns("英伟达收购台积电的对手微软。")["英伟达"].modifies
