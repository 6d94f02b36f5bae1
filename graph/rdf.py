"""Claims to RDF and back: the one place that knows how a claim becomes triples.

Plain RDF 1.1, flat, no blank nodes. Three graphs: the default graph holds entities and direct edges, `CLAIMS_GRAPH`
claims, their evidence, documents and rules, `ONTOLOGY_GRAPH` what the ontology says of its terms, so that a file with
the dataset explains itself. What is inferred goes to a fourth, `INFERRED_GRAPH` (see `infer`).

A time keeps its precision in its datatype (`xsd:gYear`, `xsd:gYearMonth`, `xsd:date`). XML Schema has no quarter: a
period with one stands whole in `cp:period`, `"2025-Q3"` or, as ISO 8601 writes intervals, `"2025-Q3/2026-Q1"`.
Each evidence of a claim is a node of its own, numbered from 1; the first stands on the claim itself as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain
from typing import Any, cast

import pyoxigraph as ox
from rdflib import Dataset
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD

from graph.errors import SourceError
from graph.model import Claim, Document, Entity, Evidence, Mark, Period, Quantity
from graph.ontology import Ontology
from graph.store import dataset_of, engine_of
from graph.vocabulary import (
    CLAIM,
    CLAIMS_GRAPH,
    CP,
    DOCUMENT,
    ENTITY,
    EVIDENCE,
    ONTOLOGY_GRAPH,
    ONTOLOGY_NS,
    RULE,
    SCHEMA,
    WIKIDATA,
    from_iri,
    to_iri,
)

Pair = tuple[ox.NamedNode, ox.NamedNode | ox.Literal | None]
Node = dict[ox.NamedNode, list[Any]]

# Made once: rdflib works out a term anew at each use, which a million quads would feel.
C = {name: ox.NamedNode(CP[name]) for name in CP.__annotations__}
TYPE, LABEL, ALIAS, GENERATED = (ox.NamedNode(t) for t in (RDF.type, RDFS.label, SKOS.altLabel, PROV.wasGeneratedBy))
STATED, SAID, EXPLAINED = ox.DefaultGraph(), ox.NamedNode(CLAIMS_GRAPH), ox.NamedNode(ONTOLOGY_GRAPH)
AXIOMS: Mapping[str, str] = {
    "parents": RDFS.subClassOf,
    "family": CP.family,
    "domain": SCHEMA.domainIncludes,
    "range": SCHEMA.rangeIncludes,
    "inverse": OWL.inverseOf,
    "broader": RDFS.subPropertyOf,
}
PLACES, COUNTED = 18, Decimal(2) ** 127 / 10**18  # Oxigraph's decimals: 128 bits, 18 places after the point
DATATYPES = ((re.compile(r"\d{4}"), XSD.gYear), (re.compile(r"\d{4}-\d{2}"), XSD.gYearMonth), (re.compile(r"\d{4}-\d{2}-\d{2}"), XSD.date))


def to_rdf(claims: Iterable[Claim], entities: Iterable[Entity], documents: Iterable[Document], ontology: Ontology) -> Dataset:
    """Write claims, and what they speak of, as RDF.

    Raises:
        ValueError: two claims say the same; `merge` makes one of them.
    """
    documents, unique = tuple(documents), _unique(claims)
    languages: dict[str, str] = {d.id: d.language for d in documents}
    engine = ox.Store()
    engine.bulk_extend(
        chain(
            chain.from_iterable(_of_entity(e) for e in entities),
            chain.from_iterable(_of_document(d) for d in documents),
            chain.from_iterable(_of_claim(c, languages) for c in unique),
            _of_rules(unique),
            _of_ontology(ontology),
        )
    )
    return dataset_of(engine)


def from_rdf(rdf: Dataset) -> tuple[Claim, ...]:
    """Read the claims back, sorted by id; the graph they stand in does not matter.

    Raises:
        SourceError: a claim has no subject, or an amount or evidence that is not whole.
    """
    nodes: dict[str, Node] = {}
    for quad in engine_of(rdf).quads_for_pattern(None, None, None, None):
        iri = cast("ox.NamedNode", quad.subject).value
        if iri.startswith((CLAIM, EVIDENCE)):
            nodes.setdefault(iri, {}).setdefault(quad.predicate, []).append(quad.object)
    claims = []
    for iri, node in nodes.items():
        if iri.startswith(CLAIM):
            try:
                claims.append(_claim(node, nodes))
            except (KeyError, ArithmeticError, ValueError) as error:
                raise SourceError(f"<{iri}>: not a whole claim: {error!r}. Build the graph again, or mend the claim.") from error
    return tuple(sorted(claims, key=lambda c: c.id))


def _unique(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    found: dict[str, Claim] = {}
    for claim in claims:
        if found.setdefault(claim.id, claim) != claim:
            raise ValueError(f"claim {claim.id}: said twice, by rules '{found[claim.id].rule}' and '{claim.rule}'. Merge the claims first.")
    return tuple(found.values())


def _iri(namespace: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(to_iri(namespace, name))


def _time(text: str) -> ox.Literal:
    for form, datatype in DATATYPES:
        if form.fullmatch(text):
            return ox.Literal(text, datatype=ox.NamedNode(datatype))
    return ox.Literal(text)


def _number(number: Decimal | float) -> ox.Literal:
    # By way of repr, the shortest decimal that gives the float back. What the engine cannot count with is an exact double.
    exact = number if isinstance(number, Decimal) else Decimal(repr(number))
    text = format(exact, "f")
    if (abs(exact) < COUNTED and len(text.partition(".")[2]) <= PLACES) or Decimal(repr(float(exact))) != exact:
        return ox.Literal(text, datatype=ox.NamedNode(XSD.decimal))
    return ox.Literal(float(exact))


def _quads(subject: ox.NamedNode, pairs: Iterable[Pair], graph: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
    return (ox.Quad(subject, prop, value, graph) for prop, value in pairs if value is not None)


def _of_entity(entity: Entity) -> Iterator[ox.Quad]:
    pairs: list[Pair] = [
        (TYPE, _iri(ONTOLOGY_NS, entity.type)),
        *((prop, ox.Literal(text, language=tag)) for prop, said in ((LABEL, entity.labels), (ALIAS, entity.aliases)) for tag, text in said),
        (ox.NamedNode(SCHEMA.sameAs), _iri(WIKIDATA, entity.wikidata) if entity.wikidata else None),
        (C["ticker"], ox.Literal(entity.ticker) if entity.ticker else None),
        (C["country"], _iri(ENTITY, entity.country) if entity.country else None),
        *((C["trade"], ox.Literal(trade)) for trade in entity.trades),
        (C["provisional"], ox.Literal(True) if entity.provisional else None),
    ]
    return _quads(_iri(ENTITY, entity.id), pairs, STATED)


def _of_document(document: Document) -> Iterator[ox.Quad]:
    pairs: list[Pair] = [
        (TYPE, C["Document"]),
        (C["name"], ox.Literal(document.name)),
        (ox.NamedNode(DCTERMS.language), ox.Literal(document.language)),
        (ox.NamedNode(DCTERMS.title), ox.Literal(document.title, language=document.language) if document.title else None),
        (ox.NamedNode(DCTERMS.publisher), ox.Literal(document.publisher) if document.publisher else None),
        (ox.NamedNode(DCTERMS.issued), _time(document.published) if document.published else None),
        (ox.NamedNode(DCTERMS.source), ox.Literal(document.address) if document.address else None),
    ]
    return _quads(_iri(DOCUMENT, document.id), pairs, SAID)


def _of_rules(claims: Iterable[Claim]) -> Iterator[ox.Quad]:
    for rule in sorted({c.rule for c in claims} - {""}):
        yield from _quads(_iri(RULE, rule), [(TYPE, ox.NamedNode(PROV.Activity)), (LABEL, ox.Literal(rule))], SAID)


def _of_evidence(evidence: Evidence, languages: Mapping[str, str]) -> list[Pair]:
    return [
        (C["document"], _iri(DOCUMENT, evidence.document)),
        (C["start"], ox.Literal(evidence.start)),
        (C["end"], ox.Literal(evidence.end)),
        (C["passage"], ox.Literal(evidence.passage, language=languages.get(evidence.document))),
    ]


def _of_claim(claim: Claim, languages: Mapping[str, str]) -> Iterator[ox.Quad]:
    node, subject = _iri(CLAIM, claim.id), _iri(ENTITY, claim.subject)
    relation = None if claim.relation is None else _iri(ONTOLOGY_NS, claim.relation)
    thing = None if claim.object is None else _iri(ENTITY, claim.object)
    amount = claim.quantity
    pairs: list[Pair] = [
        (TYPE, C["Claim"]),
        (C["subject"], subject),
        (C["relation"], relation),
        (C["object"], thing),
        (C["measure"], None if claim.measure is None else _iri(ONTOLOGY_NS, claim.measure)),
        (C["value"], _number(amount.value) if amount else None),
        (C["maxValue"], _number(amount.high) if amount and amount.high is not None else None),
        (C["unit"], ox.Literal(amount.unit) if amount else None),
        (C["comparator"], ox.Literal(amount.comparator) if amount else None),
        (C["approximate"], ox.Literal(amount.approximate) if amount else None),
        (C["per"], ox.Literal(amount.per) if amount and amount.per is not None else None),
        *_of_period(claim.period),
        (C["speaker"], None if claim.speaker is None else _iri(ENTITY, claim.speaker)),
        (C["modality"], _iri(ONTOLOGY_NS, claim.modality.capitalize())),
        (C["negated"], ox.Literal(claim.negated)),
        (C["confidence"], _number(claim.confidence)),
        (C["review"], _iri(ONTOLOGY_NS, claim.review.capitalize())),
        (GENERATED, _iri(RULE, claim.rule) if claim.rule else None),
        *(_of_evidence(claim.evidence[0], languages) if claim.evidence else ()),
    ]
    yield from _quads(node, pairs, SAID)
    if claim.direct and relation and thing:
        yield ox.Quad(subject, relation, thing)
    for number, evidence in enumerate(claim.evidence, start=1):
        place = _iri(EVIDENCE, f"{claim.id}-{number}")
        marks = " ".join(f"{m.role}:{m.start}-{m.end}" for m in evidence.marks)
        yield ox.Quad(node, C["evidence"], place, SAID)
        marked: list[Pair] = [(TYPE, C["Evidence"]), (C["marks"], ox.Literal(marks) if marks else None)]
        yield from _quads(place, marked + _of_evidence(evidence, languages), SAID)


def _of_period(period: Period | None) -> list[Pair]:
    if period is None:
        return []
    ends = [period.start] if period.end is None else [period.start, period.end]
    times = [_time(t) for t in ends]
    if any(t.datatype == ox.Literal("").datatype for t in times):
        return [(C["period"], ox.Literal("/".join(ends)))]
    return list(zip((C["validFrom"], C["validUntil"]), times, strict=False))


def _of_ontology(ontology: Ontology) -> Iterator[ox.Quad]:
    """Write what questions, rules and checks read of the ontology; its file says more."""

    def said(term: Any, *kinds: str, **more: Iterable[str]) -> Iterator[ox.Quad]:
        pairs: list[Pair] = [(TYPE, ox.NamedNode(kind)) for kind in kinds]
        pairs += [(LABEL, ox.Literal(text, language=language)) for language, text in sorted(term.labels.items())]
        pairs += [(ox.NamedNode(AXIOMS[axiom]), _iri(ONTOLOGY_NS, name)) for axiom, names in more.items() for name in names]
        return _quads(_iri(ONTOLOGY_NS, term.name), pairs, EXPLAINED)

    for kind in ontology.classes.values():
        yield from said(kind, OWL.Class, parents=kind.parents)
    for family in ontology.families.values():
        yield from said(family, CP.Family)
    for modality in ontology.modalities.values():
        yield from said(modality, CP.Modality)
    for relation in ontology.relations.values():
        kinds = [OWL.ObjectProperty, CP.Relation, *([OWL.SymmetricProperty] if relation.symmetric else [])]
        more = {"inverse": [relation.inverse] if relation.inverse else [], "broader": relation.broader}
        yield from said(relation, *kinds, family=[relation.family], domain=relation.domain, range=relation.range, **more)
    for measure in ontology.measures.values():
        yield from said(measure, CP.Measure, family=[measure.family], domain=measure.domain, range=measure.range)
        units: list[Pair] = [(C["unitKind"], ox.Literal(unit)) for unit in measure.units]
        yield from _quads(_iri(ONTOLOGY_NS, measure.name), units, EXPLAINED)


def _one(node: Node, prop: ox.NamedNode) -> Any:
    return node[prop][0].value if prop in node else None


def _name(node: Node, prop: ox.NamedNode, namespace: str) -> str | None:
    return from_iri(namespace, node[prop][0].value) if prop in node else None


def _claim(node: Node, nodes: Mapping[str, Node]) -> Claim:
    places = sorted((int(e.value.rsplit("-", 1)[1]), e.value) for e in node.get(C["evidence"], ()))
    return Claim(
        subject=from_iri(ENTITY, node[C["subject"]][0].value),
        relation=_name(node, C["relation"], ONTOLOGY_NS),
        object=_name(node, C["object"], ENTITY),
        measure=_name(node, C["measure"], ONTOLOGY_NS),
        quantity=_quantity(node),
        period=_period(node),
        speaker=_name(node, C["speaker"], ENTITY),
        modality=cast("Any", from_iri(ONTOLOGY_NS, node[C["modality"]][0].value).lower()),
        negated=_one(node, C["negated"]) == "true",
        confidence=float(_one(node, C["confidence"])),
        review=cast("Any", from_iri(ONTOLOGY_NS, node[C["review"]][0].value).lower()),
        rule=_name(node, GENERATED, RULE) or "",
        evidence=tuple(_evidence(nodes[iri]) for _, iri in places),
    )


def _quantity(node: Node) -> Quantity | None:
    if C["value"] not in node:
        return None
    value, high = Decimal(_one(node, C["value"])), _one(node, C["maxValue"])
    approximate = _one(node, C["approximate"]) == "true"
    return Quantity(
        value, _one(node, C["unit"]), high and Decimal(high), _one(node, C["comparator"]), approximate=approximate, per=_one(node, C["per"])
    )


def _period(node: Node) -> Period | None:
    if C["period"] in node:
        start, slash, end = _one(node, C["period"]).partition("/")
        return Period(start, end if slash else None)
    return Period(_one(node, C["validFrom"]), _one(node, C["validUntil"])) if C["validFrom"] in node else None


def _evidence(node: Node) -> Evidence:
    marks = []
    for mark in (_one(node, C["marks"]) or "").split():
        role, _, place = mark.rpartition(":")
        start, _, end = place.partition("-")
        marks.append(Mark(role, int(start), int(end)))
    document = from_iri(DOCUMENT, node[C["document"]][0].value)
    return Evidence(document, int(_one(node, C["start"])), int(_one(node, C["end"])), _one(node, C["passage"]), tuple(marks))
