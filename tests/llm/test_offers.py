"""Offers: fields of the right kinds and no longer than they may be; every fault with the field and the value."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from graph.llm.offers import Amount, Earlier, Named, OfferError, When, read_offer
from tests.extract.readings import ontology
from tests.llm.readings import offered

RAW = offered("TSMC supplies Nvidia", "TSMC", "supplies", "Nvidia", cue="supplies")


def test_an_offer_is_read_with_all_its_fields() -> None:
    more = {"number": "3", "value": Decimal("3.5"), "value_max": 4, "unit": "USD", "comparator": "≈", "when": "in May", "time": "2025-05"}
    subject = {"text": "it", "name": "TSMC", "type": "Company", "earlier": {"text": "TSMC", "offset": 0}}
    offer = read_offer(RAW | more | {"subject": subject, "measure": "orderValue", "offset": 7, "negated": True}, ontology())
    assert offer.subject == Named("it", "TSMC", "Company", Earlier("TSMC", 0))
    assert offer.amount == Amount("3", Decimal("3.5"), Decimal(4), "USD", "≈")
    assert offer.when == When("in May", "2025-05", None)
    assert (offer.offset, offer.negated, offer.modality) == (7, True, "fact")
    assert str(offer) == "supplies(it, Nvidia, 3.5 USD)"


def test_fields_that_are_missing_are_null_and_others_are_not_looked_at() -> None:
    least = {"quote": "TSMC grew", "subject": {"type": "Company"}, "measure": "revenue", "modality": "fact", "mood": "cheerful"}
    offer = read_offer(least, ontology())
    assert (offer.object, offer.amount, offer.when, offer.speaker, offer.cue, offer.negated) == (None, None, None, None, "", False)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"relation": "suplies"}, "relation 'suplies' is not in the ontology. Did you mean supplies"),
        ({"relation": None, "measure": "marketCup"}, "measure 'marketCup' is not in the ontology. Did you mean marketCap"),
        ({"relation": None}, "neither a relation nor a measure"),
        ({"relation": ["supplies"]}, "relation is not a text: ['supplies']"),
        ({"subject": None}, "no subject"),
        ({"subject": "TSMC"}, "subject is not an object: 'TSMC'"),
        ({"subject": {"type": "Firm"}}, "subject is of the class 'Firm', which is not in the ontology"),
        ({"subject": {"type": "Claim"}}, "subject is of the class 'Claim'"),
        ({"subject": {"type": "Company", "text": 7}}, "text is not a text: 7"),
        ({"subject": {"type": "Company", "earlier": "TSMC"}}, "subject.earlier is not an object: 'TSMC'"),
        ({"subject": {"type": "Company", "earlier": {"text": "T", "offset": "0"}}}, "offset is not a whole number: '0'"),
        ({"quote": "x" * 501}, "quote has 501 characters, more than 500"),
        ({"cue": "x" * 121}, "cue has 121 characters, more than 120"),
        ({"offset": True}, "offset is not a whole number: True"),
        ({"modality": "certain"}, "modality is 'certain'. Available: fact"),
        ({"modality": None}, "modality is ''"),
        ({"negated": "no"}, "negated is neither true nor false: 'no'"),
        ({"value": "3"}, "value is not a number: '3'"),
        ({"value": True}, "value is not a number: True"),
        ({"value": 10**19}, "value is no amount of the news: 1.000E+19"),
        ({"value": Decimal("1e-30")}, "value is no amount of the news"),
        ({"value_max": 3}, "value_max without a value"),
        ({"value": 3, "comparator": "~"}, "comparator is '~'. Available: <, <=, =, >"),
        ({"time": "last May"}, "time 'last May' is not written as 2025, 2025-Q1"),
        ({"time": "2025", "time_end": "2025-5"}, "time '2025-5' is not written as"),
    ],
)
def test_a_fault_is_told_with_its_field_and_value(change: dict[str, Any], why: str) -> None:
    with pytest.raises(OfferError) as caught:
        read_offer(RAW | change, ontology())
    assert why in str(caught.value)


@pytest.mark.parametrize("item", [None, 1, "claim", [RAW]])
def test_an_item_that_is_no_object_is_refused(item: object) -> None:
    with pytest.raises(OfferError, match="the item is not an object"):
        read_offer(item, ontology())
