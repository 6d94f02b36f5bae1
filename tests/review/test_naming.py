"""Decisions on entities: carried out in every claim, and told."""

from __future__ import annotations

import pytest

from tests.review.decided import SUPPLIES, TEXT, claim_of, decide, entry, split_text, told


def test_an_accepted_entity_is_no_longer_provisional() -> None:
    assert decide("").entities["orion-photonics"].provisional
    reviewed = decide(entry("entity", id="orion-photonics", decision="accept"))
    assert not reviewed.entities["orion-photonics"].provisional
    assert reviewed.confirmed == {"orion-photonics"}
    assert told(reviewed) == [("entity-accepted", "info")]


def test_a_second_document_confirms_an_entity_and_it_is_told() -> None:
    reviewed = decide("", TEXT, f"It is known. {SUPPLIES}")
    assert not reviewed.entities["orion-photonics"].provisional
    assert reviewed.entities["zhenwei-capital"].provisional
    assert told(reviewed) == [("entity-confirmed", "info")]
    assert reviewed.findings[0].message == "orion-photonics: named in claims of 2 documents, so no longer provisional."


def test_a_merged_entity_is_another_with_its_names_and_it_is_told() -> None:
    reviewed = decide(entry("entity", id="orion-photonics", decision="merge", into="Lumentum"))
    assert claim_of(reviewed, "lumentum").relation == "supplies"
    assert claim_of(reviewed, "zhenwei-capital").object == "lumentum"
    assert ("en", "Orion Photonics") in reviewed.entities["lumentum"].aliases
    assert told(reviewed) == [("entity-merged", "info")]
    assert "orion-photonics (Orion Photonics) is merged into lumentum (Lumentum)" in reviewed.findings[0].message


def test_claims_keep_their_decisions_through_a_merge() -> None:
    name = claim_of(decide(""), "orion-photonics").id
    merged = entry("entity", id="orion-photonics", decision="merge", into="lumentum")
    assert claim_of(decide(merged + entry("claim", id=name, decision="accept")), "lumentum").review == "accepted"
    new = claim_of(decide(merged), "lumentum").id
    assert claim_of(decide(merged + entry("claim", id=new, decision="reject")), "lumentum").review == "rejected"


def test_merges_go_on_to_where_their_chain_ends_and_never_in_a_circle() -> None:
    first = entry("entity", id="zhenwei-capital", decision="merge", into="orion-photonics")
    second = entry("entity", id="orion-photonics", decision="merge", into="lumentum")
    for text in (first + second, second + first):
        assert {c.subject for c in decide(text).claims} >= {"lumentum"}
        assert not {c.subject for c in decide(text).claims} & {"orion-photonics", "zhenwei-capital"}
    back = entry("entity", id="orion-photonics", decision="merge", into="zhenwei-capital")
    reviewed = decide(first + back)
    assert ("decision-not-applied", "warning") in told(reviewed)
    assert "orion-photonics would be merged into itself" in reviewed.findings[-1].message


def test_a_renamed_entity_keeps_its_old_name_as_an_alias() -> None:
    reviewed = decide(entry("entity", id="orion-photonics", decision="rename", name="Orion Lasers", into="orion-lasers"))
    entity = reviewed.entities["orion-lasers"]
    assert entity.label() == "Orion Lasers"
    assert ("en", "Orion Photonics") in entity.aliases
    assert claim_of(reviewed, "orion-lasers").object == "nvidia"
    assert told(reviewed) == [("entity-renamed", "info")]


def test_a_rename_without_a_new_id_keeps_the_id() -> None:
    reviewed = decide(entry("entity", id="orion-photonics", decision="rename", name="Orion Lasers"))
    assert reviewed.entities["orion-photonics"].label() == "Orion Lasers"
    assert claim_of(reviewed, "orion-photonics").object == "nvidia"


def test_a_split_entity_is_each_part_where_its_quote_is_and_itself_elsewhere() -> None:
    reviewed = decide(split_text())
    assert claim_of(reviewed, "orion-lasers").relation == "supplies"
    assert claim_of(reviewed, "zhenwei-capital").object == "orion-photonics"
    assert told(reviewed) == [("entity-split", "info")]


def test_one_claim_of_two_places_is_split_too() -> None:
    reviewed = decide(split_text(), TEXT, f"It is known. {SUPPLIES}".replace("Photonics,", "Photonics ,").replace(" ,", ","))
    both = [c for c in reviewed.claims if c.relation == "supplies"]
    assert {c.subject for c in both} == {"orion-lasers"}
    reviewed = decide(split_text("Zhenwei Capital invests"), TEXT)
    assert claim_of(reviewed, "zhenwei-capital").object == "orion-lasers"
    assert claim_of(reviewed, "orion-photonics").object == "nvidia"


def test_the_quote_of_a_part_that_is_gone_is_told() -> None:
    reviewed = decide(split_text("Orion is gone"))
    assert told(reviewed) == [("decision-stale", "warning"), ("entity-split", "info")]
    assert claim_of(reviewed, "orion-photonics").relation == "supplies"


def test_a_rejected_entity_takes_its_claims_along() -> None:
    reviewed = decide(entry("entity", id="orion-photonics", decision="reject"))
    assert {c.subject: c.review for c in reviewed.claims} == {
        "orion-photonics": "rejected", "zhenwei-capital": "rejected", "tsmc": "extracted",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "check", "message"),
    [
        ({"id": "nobody", "decision": "accept"}, "decision-stale", "no entity 'nobody' in what was read"),
        ({"id": "nvidia", "decision": "merge", "into": "amd"}, "decision-not-applied", "'nvidia' is in the registry"),
        ({"id": "orion-photonics", "decision": "merge", "into": "lumentun"}, "decision-not-applied", "Did you mean lumentum"),
        ({"id": "orion-photonics", "decision": "rename", "name": "X", "into": "amd"}, "decision-not-applied", "is an entity already"),
        ({"id": "orion-photonics", "decision": "rename", "name": "X", "into": "A B"}, "decision-not-applied", "no id. Write a-b"),
    ],
)
def test_what_cannot_be_done_to_an_entity_is_told(fields: dict[str, object], check: str, message: str) -> None:
    reviewed = decide(entry("entity", **fields))
    assert [finding.check for finding in reviewed.findings] == [check]
    assert message in reviewed.findings[0].message
    assert reviewed.claims == decide("").claims
