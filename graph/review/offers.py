"""What was rejected, with what it would have said: known by its words, so that neither the rule nor its place gives it another name."""

from __future__ import annotations

import hashlib

from graph.extract.grounding import Proposal
from graph.model import Candidate, Claim
from graph.review.quotes import writable

Offer = tuple[Candidate, Proposal | None]  # None where nothing whole was proposed


def claim_of(proposal: Proposal) -> Claim:
    """Give what a proposal would have said, without its passage."""
    return Claim(
        proposal.subject[0],
        proposal.relation,
        proposal.object[0] if proposal.object else None,
        proposal.measure,
        proposal.quantity,
        proposal.period,
        proposal.speaker,
        proposal.modality,
        proposal.negated,
    )


def name_offer(offer: Offer, document: str) -> str:
    """Name a candidate of a document by what it would say and the words it would say it by."""
    candidate, proposal = offer
    said = claim_of(proposal).id if proposal else ""
    return hashlib.sha256(repr((document, writable(candidate.passage), said)).encode("utf-8", "replace")).hexdigest()[:16]
