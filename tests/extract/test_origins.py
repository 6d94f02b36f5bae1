"""Where a firm is from, said in passing; and where things only happen."""

from __future__ import annotations

import pytest

from graph.extract.origins import RULE
from tests.extract.readings import proposed, read


def homes(text: str) -> set[tuple[str, str | None]]:
    """Who is from where, by this rule."""
    return {(c.subject, c.object) for c in proposed(read(text)) if c.rule == RULE}


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("荷商艾司摩尔很忙。", ("asml", "netherlands")),
        ("美商輝達很忙。", ("nvidia", "united-states")),
        ("武汉的曜宸光电向英伟达供货。", ("曜宸光电", "wuhan")),
        ("新竹的台积电很忙。", ("tsmc", "hsinchu")),
        ("竹科厂下月量产。", ("竹科厂", "hsinchu")),
        ("The Dutch start-up Quillon supplies Nvidia.", ("quillon", "netherlands")),
        ("The American buyer Nvidia was busy.", ("nvidia", "united-states")),
        ("Portland's Quillon Systems supplies Nvidia.", ("quillon-systems", "portland-or")),
        ("TSMC, a Taiwanese foundry, supplies Nvidia.", ("tsmc", "taiwan")),
        ("TSMC met. The Taiwanese foundry was busy.", ("tsmc", "taiwan")),
        ("Chinese data centres were busy.", ("china-ai-datacentres", "china")),
    ],
)
def test_a_noun_phrase_says_where_someone_is_from(text: str, home: tuple[str, str]) -> None:
    assert homes(text) == {home}


@pytest.mark.parametrize(
    "text",
    [
        "在台湾台积电很忙。",
        "台积电在德国很忙。",
        "TSMC sells in Germany.",
        "In Taiwan, TSMC was busy.",
        "Nvidia and Taiwan agreed.",
        "ASML met Nvidia. The Taiwanese foundry was busy.",
    ],
)
def test_where_things_happen_is_no_origin(text: str) -> None:
    assert homes(text) == set()
