"""Claims of a person: grounded in a quote and passed through the gate like all others."""

from __future__ import annotations

import pytest

from tests.review.decided import MAKES, added, decide, entry


def test_an_added_claim_has_its_quote_and_stands_as_an_edge() -> None:
    claim = next(c for c in decide(added()).claims if c.review == "added")
    assert (claim.relation, claim.rule, claim.direct, claim.evidence[0].passage) == ("partnersWith", "review", True, MAKES)


def test_an_added_amount_is_marked_in_its_quote() -> None:
    text = "Nvidia was said to be worth $4 trillion in 2025 by some."
    said = {"object": None, "relation": None, "measure": "marketCap", "value": 4000000000000, "unit": "USD", "time": "2025"}
    fields = {key: value for key, value in {"quote": text, "subject": "nvidia", **said}.items() if value is not None}
    reviewed = decide(entry("add", document="text.txt", **fields), text)
    claim = next(c for c in reviewed.claims if c.measure == "marketCap" and c.review != "extracted")
    assert {mark.role for mark in claim.evidence[0].marks} >= {"subject", "quantity", "period"}


def test_a_new_entity_needs_its_class_and_is_not_provisional() -> None:
    reviewed = decide(added(object="Wharf Data"))
    assert "no entity 'Wharf Data'." in reviewed.findings[0].message
    assert "say its class with object_type" in reviewed.findings[0].message
    reviewed = decide(added(object="Wharf Data", object_type="Company"))
    assert reviewed.entities["wharf-data"].provisional is False
    assert "wharf-data" in reviewed.confirmed
    assert any(c.object == "wharf-data" and c.review == "added" for c in reviewed.claims)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"quote": "not there"}, "'not there' does not stand in text.txt. Quote what the document says now, word for word"),
        ({"relation": "partnerWith"}, "no relation 'partnerWith'. Did you mean partnersWith"),
        ({"object": "nvidea"}, "no entity 'nvidea'. Did you mean nvidia"),
        ({"object": "Wharf", "object_type": "Compny"}, "no class 'Compny'. Did you mean Company"),
        ({"quote": "Orion Photonics"}, "'Orion Photonics' stands 2 times in text.txt. Say which with start = one of 0, 89"),
        ({"object": "tsmc"}, "not a claim: tsmc related to itself"),
    ],
)
def test_what_cannot_be_added_is_a_finding_with_a_way_on(fields: dict[str, object], message: str) -> None:
    reviewed = decide(added(**fields))
    assert any(message in finding.message for finding in reviewed.findings), [f.message for f in reviewed.findings]
    assert {c.review for c in reviewed.claims} == {"extracted"}


def test_a_start_says_which_of_several_places() -> None:
    reviewed = decide(added(quote="Orion Photonics", start=90))
    assert [c.evidence[0].start for c in reviewed.claims if c.review == "added"] == [89]
