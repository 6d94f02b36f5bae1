"""Amounts inside relations, and lists with a name behind them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graph.extract.amounts import run_of
from tests.extract.readings import one, read, related, set_scene


@pytest.mark.parametrize(
    ("text", "relation", "measure", "value"),
    [
        ("微软订购了3万颗H100。", "orders", "unitCount", 30_000),
        ("微軟訂購了3萬顆H100。", "orders", "unitCount", 30_000),
        ("Microsoft ordered 30,000 H100 chips.", "orders", "unitCount", 30_000),
        ("Microsoft invested $13 billion in OpenAI.", "investsIn", "investmentValue", 13_000_000_000),
        ("微软向OpenAI投资130亿美元。", "investsIn", "investmentValue", 13_000_000_000),
    ],
)
def test_an_amount_joins_its_relation(text: str, relation: str, measure: str, value: int) -> None:
    claim = one(text, relation)
    assert claim.quantity is not None
    assert (claim.measure, claim.quantity.value) == (measure, Decimal(value))


@pytest.mark.parametrize("text", ["微软订购了H100,员工有3万人。", "微软订购了H100,增长12%。", "微软订购了H100,来了3万。"])
def test_an_amount_of_another_clause_or_unit_does_not(text: str) -> None:
    claim = one(text, "orders")
    assert (claim.measure, claim.quantity) == (None, None)


def test_with_an_amount_the_same_relation_is_not_said_a_second_time() -> None:
    assert len([c for c in read("微软订购了3万颗H100。").claims if c.relation == "orders"]) == 1


def test_what_is_said_of_a_group_holds_of_the_members_listed_before_it() -> None:
    text = "Microsoft, Meta and Amazon, the hyperscalers, ordered the H100."
    assert {s for s, relation, o in related(text) if (relation, o) == ("orders", "h100")} == {"microsoft", "meta", "amazon", "hyperscalers"}


def test_members_that_are_no_list_with_the_group_itself() -> None:
    text = "微软、Meta和亚马逊超大规模云厂商订购了H100。"
    assert {s for s, relation, _ in related(text) if relation == "orders"} == {"microsoft", "meta", "amazon", "hyperscalers"}


def test_a_list_that_does_not_touch_the_group_is_not_its_members() -> None:
    text = "Microsoft, Meta and Amazon met the hyperscalers. The hyperscalers ordered the H100."
    assert {s for s, relation, o in related(text) if (relation, o) == ("orders", "h100")} == {"hyperscalers"}


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("SK海力士与三星分别占HBM市场的57%和22%。", {"sk-hynix": 57, "samsung": 22}),
        ("英特尔与高通股价分别下跌2%和4%。", {"intel": -2, "qualcomm": -4}),
        ("SK Hynix and Samsung hold 57% and 22% of the HBM market, respectively.", {"sk-hynix": 57, "samsung": 22}),
    ],
)
def test_a_list_beside_as_many_amounts(text: str, amounts: dict[str, int]) -> None:
    assert {c.subject: c.quantity.value for c in read(text).claims if c.measure and c.quantity} == amounts


def test_the_one_found_of_a_list_has_the_amount_of_its_place() -> None:
    claims = read("某厂与英特尔股价分别下跌2%和4%。").claims
    assert {(c.subject, c.quantity.value) for c in claims if c.measure and c.quantity} == {("intel", Decimal(-4))}


def test_an_amount_belongs_to_the_order_and_not_to_the_supply() -> None:
    claims = read("微软向英伟达订购了3万颗H100。").claims
    assert {(c.relation, c.object) for c in claims if c.measure == "unitCount"} == {("orders", "h100")}


def test_what_counts_sites_does_not_count_products() -> None:
    assert not [c for c in read("微软在两座数据中心部署H100。").claims if c.object == "h100" and c.measure]


def test_the_power_of_a_site_is_its_own() -> None:
    claims = [c for c in read("Microsoft operates a 300-megawatt data centre campus.").claims if c.measure]
    assert {(c.subject, c.measure) for c in claims} == {("data-centre-campus", "powerCapacity")}


def test_amounts_of_one_unit_with_nothing_but_a_joint_between_stand_in_a_row() -> None:
    scene = set_scene("毛利率由2.7%、4.1%和5%升到30%,售价3美元。")
    rows = [[scene.text[q.start : q.end] for q in run_of(scene, quantity)] for quantity in scene.quantities]
    assert rows == [["2.7%", "4.1%", "5%"]] * 3 + [["30%"], ["3美元"]]
