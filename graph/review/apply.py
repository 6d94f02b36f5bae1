"""Decisions carried out on what was read: claims accepted, rejected and added, entities as decided; whatever no longer fits is told.

A claim is known by what it says, so a decision on it holds whichever rule reads it and wherever it then stands. What was accepted stays
as long as its quote stands in its document, also where no rule reads it any more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.merge import merge
from graph.model import Candidate, Claim, Document, Entity, Finding, Review
from graph.ontology import Ontology
from graph.review.adding import Adding
from graph.review.decisions import Decision
from graph.review.naming import Change, Naming, decide_names, remark
from graph.review.offers import Offer, name_offer
from graph.review.quotes import Place, Quotes

_CONFIRMING = 2  # documents that name an entity before it is believed


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What is said, as decided: merged claims, what is still rejected, entities by id, what was done to entities, and what is to be told.

    `confirmed` are the entities of no registry that are no longer provisional: a person or a second document confirms them.
    """

    claims: tuple[Claim, ...]
    candidates: tuple[Candidate, ...]
    entities: Mapping[str, Entity]
    changes: tuple[Change, ...]
    confirmed: frozenset[str]
    findings: tuple[Finding, ...]


def review(
    claims: Sequence[Claim],
    entities: Mapping[str, Entity],
    decisions: Sequence[Decision],
    *,
    offers: Sequence[Offer],
    documents: Sequence[Document],
    ontology: Ontology,
) -> Reviewed:
    """Carry out decisions, in their order; `claims` are merged, `entities` all that are known or proposed.

    Every claim keeps its content and evidence unless an entity in it was merged, renamed or split. A decision that matches nothing is
    a finding, and so is one that cannot be carried out.
    """
    quotes = Quotes(documents)
    here, findings = _present(decisions, quotes)
    naming = decide_names(entities, here, quotes, ontology)
    standing = _Standing(claims, naming)
    adding = Adding(naming, quotes, ontology)
    for decision in here:
        if decision.kind != "entity" and decision.choice:
            findings += _decide(decision, standing, adding, quotes, [candidate for candidate, _ in offers])
    done = merge(replace(c, review="rejected") if naming.rejected & _names(c) else c for c in (*standing.claims, *adding.made))
    seen = _documents_of(done)
    confirmed = {name for name in naming.accepted if name not in entities or entities[name].provisional}
    for name in sorted(seen):
        entity = naming.entities[name]
        if entity.provisional and len(seen[name]) >= _CONFIRMING:
            naming.entities[name] = replace(entity, provisional=False)
            confirmed.add(name)
            told = f"{name}: named in claims of {len(seen[name])} documents, so no longer provisional."
            findings.append(Finding("entity-confirmed", "info", told, about=name))
    left = _left(offers, here, documents, adding.taken)
    return Reviewed(done, left, naming.entities, tuple(naming.changes), frozenset(confirmed), (*naming.findings, *findings))


def _present(decisions: Iterable[Decision], quotes: Quotes) -> tuple[list[Decision], list[Finding]]:
    """Part the decisions on what was read from those on documents that were not."""
    here, absent = [], Counter[str]()
    first: dict[str, Decision] = {}
    for decision in decisions:
        if decision.document and not quotes.knows(decision.document) and decision.kind != "entity":
            if decision.choice:
                absent[decision.document] += 1
                first.setdefault(decision.document, decision)
        else:
            here.append(decision)
    told = "{} decided about {}, which is not among the documents read; kept for when it is"
    findings = [remark("decision-elsewhere", "info", first[d], told.format(n, d), about=d) for d, n in absent.items()]
    return here, findings


def _left(offers: Iterable[Offer], decisions: Iterable[Decision], documents: Iterable[Document], taken: set[str]) -> tuple[Candidate, ...]:
    """Give the candidates that are still none: those a person accepted are claims now, those one rejected say so."""
    rejected = {d.id for d in decisions if d.kind == "candidate" and d.choice == "reject"}
    names = {document.id: document.name for document in documents}
    left = []
    for offer in offers:
        name = name_offer(offer, names.get(offer[0].document, "")) if rejected or taken else ""
        if name not in taken:
            left.append(replace(offer[0], reason=f"{offer[0].reason}; rejected in review") if name in rejected else offer[0])
    return tuple(left)


class _Standing:
    """The claims as read, with their entities as decided; found by the id they have now or had before."""

    def __init__(self, claims: Iterable[Claim], naming: Naming) -> None:
        self.claims: list[Claim] = []
        self._named: defaultdict[str, list[int]] = defaultdict(list)
        self._decided: dict[int, Decision] = {}
        for claim in claims:
            for carried in naming.carry(claim):
                for name in {claim.id, carried.id}:
                    self._named[name].append(len(self.claims))
                self.claims.append(carried)

    def find(self, ids: Iterable[str]) -> list[int]:
        """Find the claims with one of these ids."""
        return sorted({number for name in ids for number in self._named.get(name, ())})

    def decide(self, number: int, status: Review, decision: Decision) -> Iterator[Finding]:
        """Give a claim its status; of two decisions on one claim the later counts."""
        before = self._decided.get(number)
        if before and before.choice != decision.choice:
            name = self.claims[number].id
            twice = f"claim {name} is decided on a second time; this counts, {before.place} does not. Delete one of the two"
            yield remark("decision-twice", "warning", decision, twice, about=name)
        self._decided[number] = decision
        self.claims[number] = replace(self.claims[number], review=status)

    def near(self, places: Sequence[Place], wanted: Claim) -> list[str]:
        """Say which other claims stand where a decision's quote is, about the same entity and relation or measure."""
        same = (c for c in self.claims if (c.relation, c.measure) == (wanted.relation, wanted.measure) and _names(c) & _names(wanted))
        return [c.id for c in same if any(place.holds(e) for e in c.evidence for place in places)]


def _decide(
    decision: Decision, standing: _Standing, adding: Adding, quotes: Quotes, candidates: Sequence[Candidate]
) -> Iterator[Finding]:
    """Carry out one decision on a claim or candidate."""
    said = adding.understand(decision)
    ids = {decision.id} if decision.kind == "claim" and decision.id else set[str]()
    if said and not (ids and standing.find(ids)):
        ids.add(said.id)
    if found := standing.find(ids):
        if said and decision.kind == "claim" and decision.id and said.id not in {decision.id, *(standing.claims[n].id for n in found)}:
            other = f"its fields do not say what claim {decision.id} says, which is decided on. To correct it, reject it and add another"
            yield remark("decision-differs", "warning", decision, other)
        adding.taken |= {decision.id} if decision.choice == "accept" else set()
        for number in found:
            yield from standing.decide(number, "rejected" if decision.choice == "reject" else "accepted", decision)
    elif decision.choice == "reject":
        yield from _missed(decision, said, standing, quotes, candidates)
    elif fault := adding.add(decision):
        near = standing.near(quotes.find(decision.document, decision.quote, decision.start), said) if said else []
        also = f". What is read there now: claim {', '.join(near)}" if near else ""
        check = "decision-stale" if adding.lost(decision) else "decision-not-applied"
        yield remark(check, "warning", decision, fault + also)
    elif decision.kind == "claim":
        kept = "accepted, and kept although no rule reads it any more: its quote still stands in its document"
        yield remark("decision-kept", "info", decision, kept)


def _missed(
    decision: Decision, said: Claim | None, standing: _Standing, quotes: Quotes, candidates: Sequence[Candidate]
) -> Iterator[Finding]:
    """Say of a rejection that matches no claim what became of it; a candidate that is one still is as it should be."""
    places = quotes.find(decision.document, decision.quote, decision.start)
    if any(c.document == p.document.id and c.start < p.end and p.start < c.end for c in candidates for p in places):
        return
    what = f"claim {decision.id}" if decision.kind == "claim" and decision.id else f"{decision.kind} at {decision.quote!r}"
    if said and (near := standing.near(places, said)):
        yield remark("decision-stale", "warning", decision, f"{what} is read as claim {', '.join(near)} now. Decide on that one")
    else:
        gone = f" {decision.document} no longer says so" if decision.quote and not places else " Nothing reads it any more"
        yield remark("decision-stale", "info", decision, f"no {what} to reject.{gone}")


def _names(claim: Claim) -> set[str]:
    return {name for name in (claim.subject, claim.object, claim.speaker) if name}


def _documents_of(claims: Iterable[Claim]) -> dict[str, set[str]]:
    """Give the documents in which each entity is named by a claim nobody rejected; one that only rejected claims name has none."""
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for name in _names(claim):
            seen[name].update(e.document for e in claim.evidence if claim.review != "rejected")
    return seen
