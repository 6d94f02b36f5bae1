"""Units decide which measure an amount can be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graph.extract.kinds import narrow
from graph.extract.units import duration_of, fall, fits, in_time, quantified
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


@pytest.mark.parametrize(
    ("quantity", "written", "duration", "unit"),
    [
        (Quantity(Decimal(40_000), "count"), "4万片", "P1M", "wafer/month"),
        (Quantity(Decimal(40_000), "count"), "4万片", None, "wafer/month"),
        (Quantity(Decimal(40_000), "count"), "4万片", "P1Y", "wafer/year"),
        (Quantity(Decimal(40_000), "count", per="P1Y"), "4万支", "P1M", "count/year"),
        (Quantity(Decimal(40_000), "count"), "4万张", "P1M", "sheet/month"),
        (Quantity(Decimal(40_000), "m2"), "4万平方米", "P1M", "m2/month"),
        (Quantity(Decimal(40_000), "wafer/month"), "4万片/月", "P1Y", "wafer/month"),
        (Quantity(Decimal(40_000), "count"), "4万支", None, "count"),
    ],
)
def test_what_is_made_in_a_time(quantity: Quantity, written: str, duration: str | None, unit: str) -> None:
    made = in_time(quantity, written, duration)
    assert (made.unit, made.value) == (unit, Decimal(40_000))


def test_kilograms_a_year_are_tonnes_a_year() -> None:
    made = in_time(Quantity(Decimal(2_000), "kg", high=Decimal(3_000)), "2 to 3 tonnes", "P1Y")
    assert (made.value, made.high, made.unit) == (Decimal(2), Decimal(3), "t/year")


def test_a_unit_tells_its_time() -> None:
    assert duration_of("count/year") == "P1Y"
    assert duration_of("W/rack") is None
    assert duration_of("USD") is None


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
