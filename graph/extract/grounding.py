"""The gate: what every proposed claim must pass, whoever proposed it.

The words stand in the document at the place that is cited, the types are those the ontology allows, the amount has a
unit its measure takes, nothing is related to itself. What fails is kept as a candidate with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.extract.units import fits
from graph.model import Candidate, Claim, Document, Mark, Modality, Period, Quantity, Span
from graph.ontology import Ontology

THRESHOLD = 0.2


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim as proposed, its arguments as (entity id, type), its passage as a span of the document."""

    rule: str
    subject: tuple[str, str]
    relation: str | None
    object: tuple[str, str] | None
    measure: str | None
    quantity: Quantity | None
    period: Period | None
    speaker: str | None
    modality: Modality
    negated: bool
    confidence: float
    passage: Span
    marks: tuple[Mark, ...]


def ground(proposal: Proposal, document: Document, ontology: Ontology) -> Claim | Candidate:
    """Turn a proposal into a claim, or into a candidate that says why not."""
    span = proposal.passage
    if reason := next(_faults(proposal, document, ontology), None):
        words = document.text[max(0, span.start) : max(0, span.end)]
        return Candidate(document.id, span.start, span.end, proposal.rule, reason, words)
    return Claim(
        subject=proposal.subject[0],
        relation=proposal.relation,
        object=proposal.object[0] if proposal.object else None,
        measure=proposal.measure,
        quantity=proposal.quantity,
        period=proposal.period,
        speaker=proposal.speaker,
        modality=proposal.modality,
        negated=proposal.negated,
        confidence=round(proposal.confidence, 2),
        rule=proposal.rule,
        evidence=(document.cite(span.start, span.end, proposal.marks),),
    )


def _faults(proposal: Proposal, document: Document, ontology: Ontology) -> Iterator[str]:
    """Say everything that is wrong with a proposal."""
    passage = proposal.passage
    if not 0 <= passage.start < passage.end <= len(document.text):
        yield f"no passage at {passage.start}-{passage.end} in a text of {len(document.text)} characters"
    if not proposal.relation and not proposal.measure:
        yield "neither a relation nor a measure"
    if proposal.object and proposal.object[0] == proposal.subject[0]:
        yield f"{proposal.subject[0]} related to itself"
    yield from _faults_of_relation(proposal, ontology)
    yield from _faults_of_measure(proposal, ontology)
    if round(proposal.confidence, 2) < THRESHOLD:
        yield f"confidence {proposal.confidence:.2f} is below {THRESHOLD}"


def _faults_of_relation(proposal: Proposal, ontology: Ontology) -> Iterator[str]:
    relation, thing = proposal.relation, proposal.object
    if relation and thing is None:
        yield f"{relation} without an object"
    if relation and thing and not ontology.allows(relation, proposal.subject[1], thing[1]):
        yield f"{relation} from {proposal.subject[1]} to {thing[1]} is not in the ontology"


def _faults_of_measure(proposal: Proposal, ontology: Ontology) -> Iterator[str]:
    if not proposal.measure:
        return
    if proposal.quantity is None:
        yield f"{proposal.measure} without a quantity"
        return
    measure = ontology.measure(proposal.measure)
    if not fits(proposal.quantity, measure.units):
        yield f"{proposal.measure} in {proposal.quantity.unit} is not in the ontology: it takes {', '.join(measure.units)}"
    if not proposal.relation and measure.domain and not any(ontology.is_a(proposal.subject[1], c) for c in measure.domain):
        yield f"{proposal.measure} of a {proposal.subject[1]} is not in the ontology"
    beside = proposal.object
    if not proposal.relation and beside and measure.range and not any(ontology.is_a(beside[1], c) for c in measure.range):
        yield f"{proposal.measure} with a {beside[1]} beside it is not in the ontology"
