"""Units decide which measure an amount can be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graph.extract.kinds import narrow
from graph.extract.units import fall, fits, quantified
from graph.model import Quantity
from tests.extract.readings import ontology


@pytest.mark.parametrize(
    ("unit", "kinds", "expected"),
    [
        ("USD", ["currency"], True),
        ("TWD", ["percent", "currency"], True),
        ("OPS", ["currency"], False),
        ("count", ["currency"], False),
        ("W", ["W/rack"], False),
        ("ratio", ["percent", "ratio"], True),
        ("percent", [], False),
    ],
)
def test_fits(unit: str, kinds: list[str], *, expected: bool) -> None:
    assert fits(Quantity(Decimal(1), unit), kinds) is expected


def test_an_order_is_counted_or_has_a_value() -> None:
    assert quantified("orders", Quantity(Decimal(1), "count"), ontology()) == "unitCount"
    assert quantified("orders", Quantity(Decimal(1), "USD"), ontology()) == "orderValue"
    assert quantified("orders", Quantity(Decimal(1), "percent"), ontology()) is None


def test_a_fall_turns_a_range_round() -> None:
    assert fall(Quantity(Decimal(3), "percent")).value == -3
    fallen = fall(Quantity(Decimal(3), "percent", high=Decimal(5)))
    assert (fallen.value, fallen.high) == (Decimal(-5), Decimal(-3))


def test_kinds_take_narrower_classes() -> None:
    organisations = narrow(["Organisation"], ontology())
    assert organisations.take("Company")
    assert not organisations.take("Chip")
    assert not organisations.anything


def test_no_classes_and_the_top_class_take_anything() -> None:
    assert narrow([], ontology()).take("Chip")
    assert narrow([], ontology()).anything
    assert narrow(["Entity"], ontology()).anything
    assert narrow(["Entity"], ontology()).take("Policy")
