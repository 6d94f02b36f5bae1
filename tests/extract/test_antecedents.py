"""What a pronoun or an anaphor stands for: one of two, and by trade and country; what does not fit is never taken."""

from __future__ import annotations

import pytest

from tests.extract.readings import related, stand_ins


@pytest.mark.parametrize(
    ("text", "words", "entity"),
    [
        ("TSMC and Samsung met. The latter was busy.", "The latter", "samsung"),
        ("TSMC and Samsung met. The former was busy.", "The former", "tsmc"),
        ("台积电与三星见面。后者很忙。", "后者", "samsung"),
        ("台积电与三星见面。前者很忙。", "前者", "tsmc"),
        ("台積電與三星見面。後者很忙。", "後者", "samsung"),
        ("台積電與三星見面。前者很忙。", "前者", "tsmc"),
    ],
)
def test_one_of_two(text: str, words: str, entity: str) -> None:
    assert stand_ins(text) == {words: entity}


@pytest.mark.parametrize("text", ["The latter was busy.", "TSMC met. The former was busy.", "后者很忙。", "台积电开会。前者很忙。"])
def test_without_two_there_is_none_of_them(text: str) -> None:
    assert stand_ins(text) == {}


@pytest.mark.parametrize(
    ("text", "words", "entity"),
    [
        ("TSMC met Nvidia. The Taiwanese foundry was busy.", "The Taiwanese foundry", "tsmc"),
        ("Nvidia met TSMC. The Taiwanese foundry was busy.", "The Taiwanese foundry", "tsmc"),
        ("Microsoft met TSMC. This foundry was busy.", "This foundry", "tsmc"),
        ("ASML met Applied Materials. The Dutch firm was busy.", "The Dutch firm", "asml"),
        ("SK Hynix met Nvidia. The Korean firm was busy.", "The Korean firm", "sk-hynix"),
        ("三星与SK海力士见面。这家韩国存储厂很忙。", "这家韩国存储厂", "sk-hynix"),
        ("台积电开会。这家公司很忙。", "这家公司", "tsmc"),
    ],
)
def test_trade_and_country_choose(text: str, words: str, entity: str) -> None:
    assert stand_ins(text) == {words: entity}


@pytest.mark.parametrize(
    "text",
    [
        "ASML met Nvidia. The Taiwanese foundry was busy.",
        "ASML met. The Taiwanese toolmaker was busy.",
        "Microsoft met. This chipmaker was busy.",
        "Microsoft met. The Dutch toolmaker was busy.",
        "微软开会。这家代工厂很忙。",
        "三星开会。这家台湾代工厂很忙。",
        "黄仁勋来了。该公司很忙。",
    ],
)
def test_what_does_not_fit_is_never_taken(text: str) -> None:
    assert stand_ins(text) == {}


def test_what_is_said_of_an_anaphor_is_said_of_what_it_stands_for() -> None:
    said = related("Nvidia and TSMC met. The Taiwanese foundry supplies AMD.")
    assert ("tsmc", "supplies", "amd") in said
    assert ("nvidia", "supplies", "amd") not in said
