"""Units as the ontology speaks of them: which amount a measure can have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from graph.language.units import is_currency
from graph.model import Quantity
from graph.ontology import Ontology

_TIMES = {"P1D": "day", "P1W": "week", "P1M": "month", "P3M": "quarter", "P1Y": "year"}
# What is counted, by how it is written; the first that is found.
_COUNTED = (
    ("wafer", re.compile(r"片|晶圆|wafer", re.IGNORECASE)),
    ("sheet", re.compile(r"张|sheet", re.IGNORECASE)),
)
_DURATIONS = {time: duration for duration, time in _TIMES.items()}
_TONNE = Decimal(1000)


def fits(quantity: Quantity, kinds: Iterable[str]) -> bool:
    """Tell whether a quantity is of one of the kinds of unit: `currency` for any ISO 4217 code, else the unit itself.

    >>> fits(Quantity(Decimal(1), "USD"), ["currency"]), fits(Quantity(Decimal(1), "percent"), ["ratio", "count"])
    (True, False)
    """
    return any(is_currency(quantity.unit) if kind == "currency" else quantity.unit == kind for kind in kinds)


def quantified(relation: str, quantity: Quantity, ontology: Ontology) -> str | None:
    """Give the measure a relation has an amount of this unit in: orders are counted, and have a value in dollars."""
    return next((m for m in ontology.relation(relation).quantified_by if fits(quantity, ontology.measure(m).units)), None)


def fall(quantity: Quantity) -> Quantity:
    """Make an amount negative, the ends of a range changing places."""
    if quantity.high is None:
        return replace(quantity, value=-quantity.value)
    return replace(quantity, value=-quantity.high, high=-quantity.value)


def duration_of(unit: str) -> str | None:
    """Give the time a unit is in, as an ISO 8601 duration.

    >>> duration_of("wafer/month"), duration_of("W/rack")
    ('P1M', None)
    """
    return _DURATIONS.get(unit.rpartition("/")[2]) if "/" in unit else None


def in_time(quantity: Quantity, written: str, duration: str | None) -> Quantity:
    """Make an amount one in a time, where the words around it (`duration`, ISO 8601) or its own say in which.

    `written` is the amount as the text has it: what it counts decides the unit. Wafers are counted a month where nothing is said.

    >>> in_time(Quantity(Decimal(40000), "count"), "4万片", None).unit
    'wafer/month'
    >>> in_time(Quantity(Decimal(2000), "kg"), "2 tonnes", "P1Y")
    Quantity(value=Decimal('2'), unit='t/year', high=None, comparator='=', approximate=False, per=None)
    """
    thing = next((name for name, words in _COUNTED if words.search(written)), "count") if quantity.unit == "count" else quantity.unit
    time = _TIMES.get(quantity.per or duration or ("P1M" if thing == "wafer" else ""))
    if time is None or "/" in thing:
        return quantity
    if thing == "kg":
        high = None if quantity.high is None else quantity.high / _TONNE
        return replace(quantity, value=quantity.value / _TONNE, high=high, unit=f"t/{time}", per=None)
    return replace(quantity, unit=f"{thing}/{time}", per=None)
