"""Claims → one directed network in which no claim is merged away.

A node is an entity, an edge is a claim between two of them, and the edge's key is the claim's id: parallel claims stay
parallel. A claim about one entity alone (its revenue, say) is no edge; it stands in the node's `measures`.
Attributes are flat and scalar, so that every format networkx writes can hold them; what is not known is not there.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import networkx as nx

from graph.model import Claim, Document, Entity
from graph.ontology import Ontology

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
Attributes = dict[str, str | int | float | bool]


def to_network(
    claims: Iterable[Claim], entities: Iterable[Entity], documents: Iterable[Document], ontology: Ontology
) -> nx.MultiDiGraph[str]:
    """Build the network: a node for every entity that a claim speaks of or that speaks, an edge for every claim between two.

    Nodes and edges stand in the order of their ids. A node has `type`, a `label_…` for each language, `claims` (how many
    name it as subject or object), `families` (theirs, joined by spaces) and `measures` (a JSON list of the claims about
    it alone, attributes as on edges). An entity that claims name but nobody describes is a node with its id for a label.

    Raises:
        ValueError: two claims have one id; merge them first.
        VocabularyError: a claim's relation or measure is not in the ontology.
    """
    ordered = sorted(claims, key=lambda claim: claim.id)
    known = {entity.id: entity for entity in entities}
    names = {document.id: document.name for document in documents}
    counts: Counter[str] = Counter()
    families: defaultdict[str, set[str]] = defaultdict(set)
    alone: defaultdict[str, list[Attributes]] = defaultdict(list)
    between: dict[str, tuple[str, str, Attributes]] = {}
    used: set[str] = set()
    seen: set[str] = set()
    for claim in ordered:
        said = describe_claim(claim, ontology, names)
        if claim.id in seen:
            raise ValueError(f"claim {claim.id}: given twice. Give each claim once, with all its evidence. Call graph.merge.merge first.")
        seen.add(claim.id)
        if claim.object is None:
            alone[claim.subject].append(said)
        else:
            between[claim.id] = (claim.subject, claim.object, said)
        for entity in {claim.subject, claim.object} - {None}:
            counts[str(entity)] += 1
            families[str(entity)].add(family_of(claim, ontology))
        used |= {name for name in (claim.subject, claim.object, claim.speaker) if name is not None}
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name in sorted(used):
        described = describe_entity(known.get(name) or Entity(name, "Entity", (("en", name),), provisional=True))
        network.add_node(name, **described, claims=counts[name], families=" ".join(sorted(families[name])))
        if alone[name]:
            network.nodes[name]["measures"] = json.dumps(alone[name], ensure_ascii=False, sort_keys=True)
    for key, (subject, target, said) in between.items():
        network.add_edge(subject, target, key=key, **said)
    return network


def family_of(claim: Claim, ontology: Ontology) -> str:
    """Name the family a claim is drawn in: its relation's, or else its measure's; "" for a claim with neither."""
    if claim.relation:
        return ontology.relation(claim.relation).family
    return ontology.measure(claim.measure).family if claim.measure else ""


def describe_entity(entity: Entity) -> Attributes:
    """Flatten an entity: type, a label for each language, trades, outside identifiers."""
    labels = {f"label_{language}": entity.label(language) for language in LANGUAGES}
    trades = " ".join(entity.trades) or None
    outside = _known({"wikidata": entity.wikidata, "ticker": entity.ticker, "country": entity.country, "trades": trades})
    return {"type": entity.type, **labels, **outside, "provisional": entity.provisional}


def describe_claim(claim: Claim, ontology: Ontology, names: Mapping[str, str]) -> Attributes:
    """Flatten a claim: what is said, how surely, and where its first evidence stands (code points).

    `names` gives the file name of a document's id. Decimal values are written out, never in exponents.
    """
    said = {"relation": claim.relation, "measure": claim.measure, "family": family_of(claim, ontology), "speaker": claim.speaker}
    sure = {"modality": claim.modality, "negated": claim.negated, "confidence": claim.confidence, "review": claim.review}
    return _known({"claim": claim.id, **said, **sure, "rule": claim.rule, **dict(_amount(claim)), **dict(_place(claim, names))})


def _amount(claim: Claim) -> Iterator[tuple[str, str | bool | None]]:
    if claim.quantity:
        amount = claim.quantity
        yield from (("value", f"{amount.value:f}"), ("value_max", None if amount.high is None else f"{amount.high:f}"))
        yield from (("unit", amount.unit), ("comparator", amount.comparator), ("approximate", amount.approximate), ("per", amount.per))
    if claim.period:
        yield from (("time", claim.period.start), ("time_end", claim.period.end))


def _place(claim: Claim, names: Mapping[str, str]) -> Iterator[tuple[str, str | int]]:
    if claim.evidence:
        first = claim.evidence[0]
        yield from (("document", names.get(first.document, first.document)), ("start", first.start), ("end", first.end))
        yield from (("passage", first.passage), ("evidences", len(claim.evidence)))


def _known(attributes: Mapping[str, str | float | None]) -> Attributes:
    return {name: value for name, value in attributes.items() if value is not None}
