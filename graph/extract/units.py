"""Units as the ontology speaks of them: which amount a measure can have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.language.units import is_currency
from graph.model import Quantity
from graph.ontology import Ontology


def fits(quantity: Quantity, kinds: Iterable[str]) -> bool:
    """Tell whether a quantity is of one of the kinds of unit: `currency` for any ISO 4217 code, else the unit itself.

    >>> from decimal import Decimal
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
