"""Decisions on claims: known by what they say, kept where no rule reads them, told where they no longer fit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.merge import merge
from graph.review import parse_decisions, review
from tests.extract.readings import ontology
from tests.review.decided import MAKES, TEXT, claim_of, decide, entry, known, read, told


def test_without_decisions_all_is_as_it_was_read() -> None:
    reviewed = decide("")
    assert reviewed.claims == merge(read(TEXT).claims)
    assert reviewed.candidates == tuple(candidate for candidate, _ in read().offers)
    assert (reviewed.changes, reviewed.findings, reviewed.confirmed) == ((), (), frozenset())


@pytest.mark.parametrize(("choice", "status"), [("accept", "accepted"), ("reject", "rejected"), ("", "extracted"), ("undo", "extracted")])
def test_a_claim_is_known_by_its_id(choice: str, status: str) -> None:
    name = claim_of(decide(""), "tsmc").id
    reviewed = decide(entry("claim", id=name, decision=choice))
    assert claim_of(reviewed, "tsmc").review == status
    assert claim_of(reviewed, "tsmc").direct == (status != "rejected")
    assert reviewed.findings == ()


def test_a_claim_is_known_by_its_words_and_quote_too() -> None:
    said = {"document": "text.txt", "quote": MAKES, "subject": "TSMC", "relation": "manufacturesFor", "object": "輝達"}
    assert claim_of(decide(entry("claim", **said, decision="reject")), "tsmc").review == "rejected"


def test_neither_a_new_rule_nor_a_new_place_loses_a_decision() -> None:
    name = claim_of(decide(""), "tsmc").id
    reading = read(f"It is known. {MAKES}")
    claims = [replace(claim, rule="another-rule", confidence=0.6) for claim in reading.claims]
    decisions = parse_decisions(entry("claim", id=name, decision="reject"))
    reviewed = review(claims, known(), decisions, offers=(), documents=[reading.document], ontology=ontology())
    assert [claim.review for claim in reviewed.claims] == ["rejected"]


def accepted_claim(quote: str, **fields: object) -> str:
    said = {"document": "text.txt", "quote": quote, "subject": "tsmc", "relation": "manufacturesFor", "object": "nvidia"}
    return entry("claim", id="0123456789abcdef", **{**said, **fields}, decision="accept")


def test_an_accepted_claim_stays_where_no_rule_reads_it_any_more() -> None:
    reviewed = decide(accepted_claim("Nvidia's foundry is the one in Hsinchu"), "Nvidia's foundry is the one in Hsinchu, they say.")
    (claim,) = reviewed.claims
    assert (claim.subject, claim.relation, claim.object, claim.review) == ("tsmc", "manufacturesFor", "nvidia", "accepted")
    assert claim.evidence[0].passage == "Nvidia's foundry is the one in Hsinchu"
    assert [(m.role, m.start, m.end) for m in claim.evidence[0].marks] == [("object", 0, 6)]
    assert told(reviewed) == [("decision-kept", "info")]


def test_an_accepted_claim_whose_quote_is_gone_is_a_finding_that_says_so() -> None:
    reviewed = decide(accepted_claim("TSMC makes it", object="amd"))
    assert told(reviewed) == [("decision-stale", "warning")]
    assert reviewed.findings[0].message.startswith("decisions.toml:1: 'TSMC makes it' does not stand in text.txt. Quote what")


def test_a_stale_decision_says_what_is_read_there_now() -> None:
    near = claim_of(decide(""), "tsmc").id
    (finding,) = decide(accepted_claim(MAKES, modality="plan").replace('"accept"', '"reject"')).findings
    assert finding.severity == "warning"
    assert f"is read as claim {near} now. Decide on that one" in finding.message


def test_a_rejection_that_matches_nothing_is_told_and_does_no_harm() -> None:
    reviewed = decide(entry("claim", id="0123456789abcdef", decision="reject"))
    assert told(reviewed) == [("decision-stale", "info")]
    assert reviewed.claims == decide("").claims


def test_decisions_on_documents_that_were_not_read_are_kept_and_told_once() -> None:
    gone = [entry("candidate", id=f"{n}", document="gone.txt", quote="x", decision="reject") for n in range(3)]
    (finding,) = decide("\n".join(gone)).findings
    assert (finding.check, finding.severity) == ("decision-elsewhere", "info")
    assert "3 decided about gone.txt, which is not among the documents read" in finding.message


def test_two_decisions_on_one_claim_the_later_counts_and_it_is_told() -> None:
    name = claim_of(decide(""), "tsmc").id
    reviewed = decide(entry("claim", id=name, decision="accept") + entry("claim", id=name, decision="reject"))
    assert claim_of(reviewed, "tsmc").review == "rejected"
    assert told(reviewed) == [("decision-twice", "warning")]


def test_fields_that_say_something_else_than_the_claim_are_told() -> None:
    name = claim_of(decide(""), "tsmc").id
    reviewed = decide(accepted_claim(MAKES, object="amd").replace("0123456789abcdef", name))
    assert told(reviewed) == [("decision-differs", "warning")]
    assert claim_of(reviewed, "tsmc").object == "nvidia"
