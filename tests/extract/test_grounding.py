"""The gate: every fault it knows keeps a claim out, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from graph.extract.grounding import THRESHOLD, Proposal, ground
from graph.model import Candidate, Claim, Mark, Quantity, Span
from tests.extract.readings import document, ontology

DOCUMENT = document("台积电为英伟达代工,英伟达市值达4万亿美元。")
RELATED = Proposal(
    rule="test",
    subject=("tsmc", "Company"),
    relation="manufacturesFor",
    object=("nvidia", "Company"),
    measure=None,
    quantity=None,
    period=None,
    speaker=None,
    modality="fact",
    negated=False,
    confidence=0.876,
    passage=Span(0, 9),
    marks=(Mark("subject", 0, 3), Mark("object", 4, 7)),
)
MEASURED = replace(
    RELATED,
    subject=("nvidia", "Company"),
    relation=None,
    object=None,
    measure="marketCap",
    quantity=Quantity(Decimal(4_000_000_000_000), "USD"),
    passage=Span(10, 22),
)


def test_what_has_no_fault_is_a_claim() -> None:
    claim = ground(RELATED, DOCUMENT, ontology())
    assert isinstance(claim, Claim)
    assert (claim.subject, claim.relation, claim.object) == ("tsmc", "manufacturesFor", "nvidia")
    assert (claim.confidence, claim.rule) == (0.88, "test")
    assert claim.evidence == (DOCUMENT.cite(0, 9, RELATED.marks),)
    assert isinstance(ground(MEASURED, DOCUMENT, ontology()), Claim)
    both = replace(RELATED, measure="unitCount", quantity=Quantity(Decimal(3), "count"))
    assert isinstance(ground(both, DOCUMENT, ontology()), Claim)


@pytest.mark.parametrize(
    ("proposal", "reason"),
    [
        (
            replace(MEASURED, measure="capacity", object=("intel", "Company"), quantity=Quantity(Decimal(2), "wafer/month")),
            "capacity with a Company beside it is not in the ontology",
        ),
        (replace(RELATED, passage=Span(0, 99)), "no passage at 0-99 in a text of 22 characters"),
        (replace(RELATED, passage=Span(-1, 9)), "no passage at -1-9 in a text of 22 characters"),
        (replace(RELATED, passage=Span(9, 9)), "no passage at 9-9 in a text of 22 characters"),
        (replace(RELATED, relation=None), "neither a relation nor a measure"),
        (replace(RELATED, object=None), "manufacturesFor without an object"),
        (replace(RELATED, object=("tsmc", "Company")), "tsmc related to itself"),
        (replace(RELATED, object=("germany", "Country")), "manufacturesFor from Company to Country is not in the ontology"),
        (replace(RELATED, subject=("h100", "Chip")), "manufacturesFor from Chip to Company is not in the ontology"),
        (replace(MEASURED, quantity=None), "marketCap without a quantity"),
        (
            replace(MEASURED, quantity=Quantity(Decimal(4), "percent")),
            "marketCap in percent is not in the ontology: it takes currency",
        ),
        (replace(MEASURED, subject=("h100", "Chip")), "marketCap of a Chip is not in the ontology"),
        (replace(RELATED, confidence=THRESHOLD - 0.01), f"confidence {THRESHOLD - 0.01:.2f} is below {THRESHOLD}"),
    ],
)
def test_each_fault_makes_a_candidate(proposal: Proposal, reason: str) -> None:
    candidate = ground(proposal, DOCUMENT, ontology())
    assert isinstance(candidate, Candidate)
    assert candidate.reason == reason
    assert (candidate.document, candidate.rule) == (DOCUMENT.id, "test")


def test_the_threshold_itself_passes() -> None:
    assert isinstance(ground(replace(RELATED, confidence=THRESHOLD), DOCUMENT, ontology()), Claim)


def test_a_candidate_quotes_its_passage() -> None:
    candidate = ground(replace(RELATED, confidence=0.1), DOCUMENT, ontology())
    assert isinstance(candidate, Candidate)
    assert candidate.passage == "台积电为英伟达代工"
