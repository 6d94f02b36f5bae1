"""Decisions on candidates: accepted ones are claims, rejected ones never become any."""

from __future__ import annotations

from graph.merge import merge
from graph.model import Claim
from graph.review import parse_decisions, review
from tests.extract.readings import ontology
from tests.review.decided import MAKES, TEXT, choose, claim_of, decide, form, known, offer, read, told


def test_an_accepted_candidate_is_a_claim_that_passed_the_gate() -> None:
    reviewed = decide(choose(form(offer()), "is below", "accept"), offers=[offer()])
    (claim,) = (c for c in reviewed.claims if c.relation == "supplies" and c.subject == "tsmc")
    assert (claim.review, claim.rule, claim.confidence, claim.evidence[0].passage) == ("accepted", "review", 1.0, MAKES)
    assert [c.reason for c in reviewed.candidates if "below" in c.reason] == []


def test_a_rejected_candidate_says_so_and_a_claim_it_became_is_rejected() -> None:
    text = choose(form(offer()), "is below", "reject")
    reviewed = decide(text, offers=[offer()])
    assert [c.reason for c in reviewed.candidates if "below" in c.reason] == ["confidence 0.30 is below 0.5; rejected in review"]
    reading = read(TEXT)
    now = [*reading.claims, Claim("tsmc", "supplies", "nvidia", rule="better", evidence=(reading.document.cite(*span(MAKES)),))]
    decisions = parse_decisions(text)
    reviewed = review(merge(now), known(), decisions, offers=reading.offers, documents=[reading.document], ontology=ontology())
    assert [c.review for c in reviewed.claims if c.relation == "supplies" and c.subject == "tsmc"] == ["rejected"]


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_a_candidate_with_nothing_whole_asks_for_what_is_missing() -> None:
    text = choose(form(), "Microsoft ordered.", "accept")
    reviewed = decide(text)
    assert told(reviewed) == [("decision-not-applied", "warning")]
    assert "nothing whole to accept. Fill in subject, and relation and object" in reviewed.findings[0].message
    filled = text.replace('decision = "accept"', 'subject = "microsoft"\nrelation = "orders"\nobject = "gpu"\ndecision = "accept"')
    assert claim_of(decide(filled), "microsoft").review == "accepted"
    assert [c for c in decide(filled).candidates if "ordered" in c.reason] == []


def test_what_the_gate_does_not_let_through_is_no_claim_whoever_accepts_it() -> None:
    text = choose(form(offer(relation="imposes")), "is below", "accept")
    reviewed = decide(text, offers=[offer(relation="imposes")])
    assert "not a claim: imposes from Company to Company is not in the ontology" in reviewed.findings[0].message
    assert [c for c in reviewed.claims if c.relation == "imposes"] == []
