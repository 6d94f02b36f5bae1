"""Of drafts that say the same the surest is kept, of two relations the narrower, of two directions one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from graph.extract.drafts import Draft, choose, drop_joint, turned_relations
from graph.extract.scene import Noun
from graph.model import Mention, Quantity, Span
from tests.extract.readings import ontology, set_scene

TSMC, NVIDIA = Noun(0, 3, "tsmc", "Company"), Noun(4, 7, "nvidia", "Company")
MAKES = Draft("a", TSMC, Span(7, 9), 0, "manufacturesFor", NVIDIA)
THREE = Mention(9, 10, Quantity(Decimal(3), "count"))


def kept(*drafts: Draft) -> list[Draft]:
    return choose(drafts, ontology(), turned_relations(ontology()))


def test_the_surest_of_the_same_is_kept() -> None:
    sure = replace(MAKES, rule="b", confidence=0.9)
    assert kept(MAKES, sure) == [sure]
    assert kept(sure, MAKES) == [sure]


def test_the_narrower_relation_between_the_same_two_is_kept() -> None:
    assert kept(replace(MAKES, relation="supplies", confidence=0.9), MAKES) == [MAKES]
    other = replace(MAKES, relation="supplies", subject=NVIDIA, object=TSMC)
    assert kept(other, MAKES) == [other, MAKES]


def test_an_inverse_is_turned_round() -> None:
    (draft,) = kept(replace(MAKES, relation="buysFrom"))
    assert (draft.subject, draft.relation, draft.object) == (NVIDIA, "supplies", TSMC)


def test_with_an_amount_the_same_without_one_is_dropped() -> None:
    counted = replace(MAKES, measure="unitCount", quantity=THREE)
    assert kept(MAKES, counted) == [counted]


def test_a_surer_reading_of_the_same_words_is_kept() -> None:
    counted = replace(MAKES, measure="unitCount", quantity=THREE)
    four = replace(counted, quantity=Mention(12, 13, Quantity(Decimal(4), "count")), confidence=0.9)
    assert kept(counted, four) == [four]
    assert len(kept(counted, replace(four, trigger=Span(20, 22)))) == 2


def test_an_amount_of_several_together_is_dropped() -> None:
    scene = set_scene("微软和Meta合计3台。")
    amounts = [Draft("m", noun, Span(0, 2), 0, measure="unitCount", quantity=THREE) for noun in (TSMC, NVIDIA)]
    assert drop_joint(amounts, scene, {"合计"}) == []
    assert drop_joint(amounts, scene, set()) == amounts
    assert drop_joint(amounts[:1], scene, {"合计"}) == amounts[:1]
    related = [replace(a, relation="deploys", object=Noun(8, 9, "h100", "Chip")) for a in amounts]
    assert drop_joint(related, scene, {"合计"}) == related
