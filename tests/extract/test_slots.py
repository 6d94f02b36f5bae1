"""Slots: before an anchor, behind it, touching it, and the owner in place of the thing."""

from __future__ import annotations

import pytest

from graph.extract.kinds import narrow
from graph.extract.scene import Scene
from graph.extract.slots import CROSSED, FAR, POSSESSOR, Fill, after, before, touching
from graph.language.scripts import fold
from graph.model import Span
from tests.extract.readings import ontology, related, set_scene

COMPANIES = narrow(["Company"], ontology())
PRODUCTS = narrow(["Product"], ontology())


def split(text: str, anchor: str) -> tuple[Scene, Span, Span]:
    """A scene with the stretches before and behind an anchor."""
    at = fold(text).index(fold(anchor))
    return set_scene(text), Span(0, at), Span(at + len(anchor), len(text))


def entities(fill: Fill | None) -> list[str]:
    return [noun.entity for noun in fill.nouns] if fill else []


def test_before_takes_the_first_free_noun_and_its_list() -> None:
    scene, stretch, _ = split("微软和谷歌在德国买芯片。", "买")
    assert entities(before(scene, stretch, COMPANIES)) == ["microsoft", "google"]
    assert before(scene, stretch, PRODUCTS) is None


def test_before_leaves_out_what_a_preposition_governs() -> None:
    scene, stretch, _ = split("对英伟达,台积电很重要。", "很重要")
    assert entities(before(scene, stretch, COMPANIES)) == ["tsmc"]


def test_the_owner_stands_for_the_thing_where_only_an_owner_is_allowed() -> None:
    scene, stretch, _ = split("AMD's H100 is made here.", "is made")
    fill = before(scene, stretch, COMPANIES)
    assert entities(fill) == ["amd"]
    assert fill is not None
    assert fill.cost == pytest.approx(POSSESSOR + CROSSED)
    assert entities(before(scene, stretch, PRODUCTS)) == ["h100"]


def test_crossing_another_noun_and_distance_cost() -> None:
    scene, stretch, _ = split("微软见到谷歌就买。", "就买")
    fill = before(scene, stretch, COMPANIES)
    assert entities(fill) == ["microsoft"]
    assert fill is not None
    assert fill.cost == pytest.approx(CROSSED)
    scene, stretch, _ = split("微软一而再再而三地在各种各样的场合里向各种各样的人士介绍自己的想法后就买。", "就买")
    fill = before(scene, stretch, COMPANIES)
    assert fill is not None
    assert fill.cost == pytest.approx(FAR)


def test_touching_takes_the_noun_right_at_the_anchor() -> None:
    scene, stretch, _ = split("微软见到“谷歌”就买。", "就买")
    assert entities(touching(scene, stretch, COMPANIES)) == ["google"]
    assert touching(scene, stretch, PRODUCTS) is None
    scene, stretch, _ = split("微软见到谷歌以后就买。", "就买")
    assert touching(scene, stretch, COMPANIES) is None


def test_after_takes_the_head_of_the_first_phrase() -> None:
    scene, _, stretch = split("微软购买英伟达的H100和B200。", "购买")
    assert entities(after(scene, stretch, PRODUCTS)) == ["h100", "b200"]
    assert entities(after(scene, stretch, COMPANIES)) == ["nvidia"]


def test_after_may_be_governed_by_the_anchor_s_own_preposition() -> None:
    scene, _, stretch = split("TSMC is supplier to Nvidia.", "to")
    assert entities(after(scene, stretch, COMPANIES)) == ["nvidia"]


def test_after_leaves_out_what_another_preposition_governs() -> None:
    scene, _, stretch = split("微软收购在英伟达旁边那家台积电。", "收购")
    assert entities(after(scene, stretch, COMPANIES)) == ["tsmc"]


def test_what_must_touch_may_have_an_amount_before_it() -> None:
    scene, _, stretch = split("微软购买3万颗H100。", "购买")
    assert entities(after(scene, stretch, PRODUCTS, touches=True)) == ["h100"]
    scene, _, stretch = split("微软购买后卖掉H100。", "购买")
    assert after(scene, stretch, PRODUCTS, touches=True) is None


def test_rows_of_touching_slots() -> None:
    assert ("sk-hynix", "supplies", "nvidia") in related("英伟达的供应商SK海力士很忙。")
    assert ("sk-hynix", "supplies", "nvidia") not in related("英伟达的供应商见到SK海力士很忙。")
    assert ("nvidia", "produces", "h20") in related("英伟达H20恢复正常。")
    assert ("nvidia", "produces", "h20") not in related("英伟达不用H20。")


def test_a_row_touches_the_anchor_behind_it_where_the_form_says_so() -> None:
    assert ("nvidia", "produces", "h20") in related("英伟达H20恢复正常。")
    assert ("sk-hynix", "supplies", "nvidia") not in related("英伟达的供应商,SK海力士。")


def test_a_row_whose_phrase_goes_on_says_something_else() -> None:
    assert related("SK海力士是英伟达H100的供应商。") == {("sk-hynix", "supplies", "nvidia")}


def test_a_word_inside_a_name_is_part_of_the_name() -> None:
    assert related("台积电会见方舟投资和OpenAI的人。") == set()
    assert related("台积电会见微软并投资OpenAI。") == {("tsmc", "investsIn", "openai")}


@pytest.mark.parametrize("text", ["Nvidia was acquired by Microsoft.", "Nvidia was quietly bought by Microsoft."])
def test_the_passive_turns_who_does_it_round(text: str) -> None:
    assert related(text) == {("microsoft", "acquires", "nvidia")}
