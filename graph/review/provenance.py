"""What was done to entities, as RDF: who became whom by which decision, and which documents speak for those no registry knows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib import Dataset, Namespace
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS

from graph.model import Claim
from graph.review.naming import Change
from graph.store import engine_of
from graph.vocabulary import CLAIMS_GRAPH, DOCUMENT, ENTITY, to_iri

DECISION = Namespace("https://w3id.org/chokepoint/decision/")
_TYPE, _LABEL = ox.NamedNode(RDF.type), ox.NamedNode(RDFS.label)
_ACTIVITY, _USED, _DERIVED, _INFLUENCED = (ox.NamedNode(t) for t in (PROV.Activity, PROV.used, PROV.wasDerivedFrom, PROV.wasInfluencedBy))
_REPLACED = ox.NamedNode(DCTERMS.isReplacedBy)
_SAID = ox.NamedNode(CLAIMS_GRAPH)


def record(rdf: Dataset, changes: Iterable[Change], claims: Iterable[Claim], strangers: Iterable[str]) -> None:
    """Write into the claims' graph the decisions on entities, and for each of the `strangers` (of no registry) the documents that name it.

    A decision is a `prov:Activity` that used the entity it was about and influenced those it became; an entity that is no more
    `dcterms:isReplacedBy` another. A document that names an entity in a claim nobody rejected is what it `prov:wasDerivedFrom`.

    Source: PROV-O; DCMI Metadata Terms.
    """
    engine_of(rdf).bulk_extend([*_of_changes(changes), *_of_strangers(claims, frozenset(strangers))])


def _of_changes(changes: Iterable[Change]) -> Iterator[ox.Quad]:
    for change in changes:
        said = " ".join([change.choice, change.source, *change.targets])
        decision, source = _iri(DECISION, hashlib.sha256(said.encode()).hexdigest()[:16]), _iri(ENTITY, change.source)
        yield ox.Quad(decision, _TYPE, _ACTIVITY, _SAID)
        yield ox.Quad(decision, _LABEL, ox.Literal(_told(change), language="en"), _SAID)
        yield ox.Quad(decision, _USED, source, _SAID)
        for name in change.targets or (change.source,):
            target = _iri(ENTITY, name)
            yield ox.Quad(target, _INFLUENCED, decision, _SAID)
            if target != source:
                yield ox.Quad(target, _DERIVED, source, _SAID)
                if change.choice in {"merge", "rename"}:
                    yield ox.Quad(source, _REPLACED, target, _SAID)


def _of_strangers(claims: Iterable[Claim], strangers: frozenset[str]) -> Iterator[ox.Quad]:
    for claim in claims:
        if claim.review != "rejected":
            for name in {claim.subject, claim.object, claim.speaker} & strangers:
                for evidence in claim.evidence:
                    yield ox.Quad(_iri(ENTITY, str(name)), _DERIVED, _iri(DOCUMENT, evidence.document), _SAID)


def _told(change: Change) -> str:
    became = f" → {', '.join(change.targets)}" if change.targets and change.targets != (change.source,) else ""
    return f"{change.choice} {change.source}{became}"


def _iri(namespace: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(to_iri(namespace, name))
