"""A second look at a folder of outputs, beside the documents it was built from: can every edge be believed?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rdflib import Dataset, URIRef

from graph.answers import shorten
from graph.check import CheckReport, check
from graph.model import Claim, Document, Evidence, Finding
from graph.rdf import from_rdf
from graph.readers import find_sources, read_all
from graph.store import open_store
from graph.vocabulary import CP, ENTITY, ONTOLOGY_NS, to_iri

Edge = tuple[str, str, str]
STRUCTURAL = frozenset(str(CP[name]) for name in CP.__annotations__)


@dataclass(frozen=True, slots=True)
class Audit:
    """How much was looked at, and what is wrong.

    `cited` counts the edges that have a passage, `equal` the passages that stand at their place in their document.
    """

    edges: int
    cited: int
    passages: int
    equal: int
    report: CheckReport
    findings: tuple[Finding, ...]


def audit(folder: Path, sources: Sequence[Path]) -> Audit:
    """Look at a folder of outputs again.

    Every direct edge must have a claim with a passage, every passage must equal `text[start:end]` of its document, and the shapes and
    checks must hold.

    Raises:
        SourceError: there is no graph in the folder, or a source leads nowhere.
    """
    rdf = open_store(folder / "graph.nq")
    claims = from_rdf(rdf)
    edges, cited = _edges(rdf), set(_cited(claims))
    passages = tuple(evidence for claim in claims for evidence in claim.evidence)
    documents = {document.id: document for document in read_all(find_sources(sources).paths).documents}
    wrong = tuple(e for e in passages if e.document in documents and not _stands(e, documents[e.document]))
    absent = Counter(e.document for e in passages if e.document not in documents)
    report = check(rdf)
    findings = (*map(_uncited, sorted(edges - cited)), *(_unequal(e, documents) for e in wrong), *map(_absent, sorted(absent.items())))
    equal = len(passages) - len(wrong) - absent.total()
    return Audit(len(edges), len(edges & cited), len(passages), equal, report, (*findings, *report.findings))


def _edges(rdf: Dataset) -> set[Edge]:
    """Give the direct edges: what stands in the default graph from one entity to another and is no structural term such as `cp:country`."""
    named = ((str(s), str(p), str(o)) for s, p, o in rdf.default_graph if isinstance(o, URIRef))
    return {(s, p, o) for s, p, o in named if p.startswith(ONTOLOGY_NS) and o.startswith(ENTITY) and p not in STRUCTURAL}


def _cited(claims: Iterable[Claim]) -> Iterator[Edge]:
    for claim in claims:
        if claim.direct and claim.relation and claim.object and any(e.passage for e in claim.evidence):
            yield str(to_iri(ENTITY, claim.subject)), str(to_iri(ONTOLOGY_NS, claim.relation)), str(to_iri(ENTITY, claim.object))


def _stands(evidence: Evidence, document: Document) -> bool:
    return bool(evidence.passage) and document.text[evidence.start : evidence.end] == evidence.passage


def _uncited(edge: Edge) -> Finding:
    subject, relation, thing = (shorten(iri) for iri in edge)
    message = f"{subject} {relation} {thing}: an edge that no claim with a passage backs. Build the graph again."
    return Finding("edge-without-passage", "violation", message, about=edge[0])


def _unequal(evidence: Evidence, documents: Mapping[str, Document]) -> Finding:
    place = f"{documents[evidence.document].name}:{evidence.start}-{evidence.end}"
    there = documents[evidence.document].text[evidence.start : evidence.end]
    message = f"{place}: the passage is '{evidence.passage}', but the text says '{there}'. Build the graph again."
    return Finding("passage-not-in-text", "violation", message, about=evidence.document, place=place)


def _absent(document: tuple[str, int]) -> Finding:
    name, count = document
    message = f"{name}: {count:,} passages could not be compared, as no source has this text. Name the document with --sources."
    return Finding("document-not-given", "violation", message, about=name)
