"""Where the RDF lives: Oxigraph in memory, behind rdflib's `Dataset`.

A plain query sees what was said and what stands as a fact: the default graph (entities, direct edges), the claims and
the ontology, merged. Inferred edges are seen only by who asks for them, by `GRAPH <…/graph/inferred> { … }` or by
`open_store(…, inferred=True)`: each follows from facts alone, but nobody has written it, and a count over plain edges
must not count an edge and its inverse. So no query mistakes a forecast for a fact, nor a deduction for a finding.

Oxigraph writes language tags in lower case (`zh-hant`), as RDF 1.1 Concepts 3.3 allows: ask with `LANGMATCHES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import BNode, Dataset, Graph, Literal, URIRef, Variable
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD, NamespaceManager
from rdflib.query import Result
from rdflib.term import Identifier

from graph.errors import SourceError, VocabularyError
from graph.vocabulary import (
    CLAIM,
    CLAIMS_GRAPH,
    DOCUMENT,
    ENTITY,
    EVIDENCE,
    INFERENCE,
    INFERRED_GRAPH,
    ONTOLOGY_GRAPH,
    ONTOLOGY_NS,
    RULE,
    SCHEMA,
    WIKIDATA,
)

PREFIXES: Mapping[str, str] = {
    "claim": str(CLAIM),
    "cp": str(ONTOLOGY_NS),
    "dcterms": str(DCTERMS),
    "doc": str(DOCUMENT),
    "ent": str(ENTITY),
    "evidence": str(EVIDENCE),
    "inference": str(INFERENCE),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "rule": str(RULE),
    "schema": str(SCHEMA),
    "skos": str(SKOS),
    "wd": str(WIKIDATA),
    "xsd": str(XSD),
}
PLAIN: tuple[ox.NamedNode | ox.DefaultGraph, ...] = (ox.DefaultGraph(), ox.NamedNode(CLAIMS_GRAPH), ox.NamedNode(ONTOLOGY_GRAPH))
FORMATS: Mapping[str, ox.RdfFormat] = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
}


class ClaimStore(OxigraphStore):
    """Oxigraph whose default graph, for queries, is the merge of `seen`."""

    def __init__(self, engine: ox.Store, seen: tuple[ox.NamedNode | ox.DefaultGraph, ...] = PLAIN) -> None:
        """Stand in front of an engine."""
        super().__init__(store=engine)
        self.seen = seen

    @property
    def engine(self) -> ox.Store:
        """The engine itself: bulk loading and queries without rdflib's terms in between."""
        return self._inner

    def query(self, query: Any, initNs: Mapping[str, Any], initBindings: Mapping[str, Any], queryGraph: Any, **kwargs: Any) -> Result:  # noqa: N803
        """Answer a query; one on the dataset sees `seen`, one on a single graph of it that graph."""
        if queryGraph != DATASET_DEFAULT_GRAPH_ID or kwargs:
            return super().query(query, initNs, initBindings, queryGraph, **kwargs)
        found = self._inner.query(
            query,
            default_graph=list(self.seen),
            prefixes={**dict(self.namespaces()), **initNs},
            substitutions={ox.Variable(name): from_rdflib(term) for name, term in initBindings.items()},
        )
        if isinstance(found, ox.QueryBoolean):
            answer = Result("ASK")
            answer.askAnswer = bool(found)
        elif isinstance(found, ox.QueryTriples):
            answer = Result("CONSTRUCT")
            answer.graph = Graph()
            for triple in found:
                answer.graph.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))
        else:
            names = [Variable(v.value) for v in found.variables]
            answer = Result("SELECT")
            answer.vars = names
            answer.bindings = ({n: to_rdflib(t) for n, t in zip(names, row, strict=True) if t is not None} for row in found)
        return answer


class ClaimDataset(Dataset):
    """rdflib's dataset, whose own `query` asks for a property that rdflib warns against."""

    @property  # type: ignore[misc]  # rdflib lets it be set
    def default_context(self) -> Graph:
        """The default graph."""
        return cast("Graph", self.default_graph)


def open_store(source: Dataset | Path, *, inferred: bool = False) -> Dataset:
    """Open RDF for questions: a dataset, or the `.nq`, `.trig`, `.ttl` or `.nt` file it was written to.

    `inferred` lets plain queries see inferred edges beside the stated ones.

    Raises:
        SourceError: there is no such file, or it is not RDF.
    """
    engine = _load(source) if isinstance(source, Path) else engine_of(source)
    return dataset_of(engine, inferred=inferred)


def dataset_of(engine: ox.Store, *, inferred: bool = False) -> Dataset:
    """Put rdflib's interface before an engine, with the project's prefixes and no others."""
    rdf = ClaimDataset(store=ClaimStore(engine, (*PLAIN, ox.NamedNode(INFERRED_GRAPH)) if inferred else PLAIN))
    rdf.namespace_manager = NamespaceManager(rdf, bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        rdf.bind(prefix, namespace)
    return rdf


def engine_of(rdf: Dataset) -> ox.Store:
    """Give the engine behind a dataset; a dataset kept elsewhere is copied into a new one."""
    if isinstance(rdf.store, ClaimStore):
        return rdf.store.engine
    engine = ox.Store()
    for s, p, o, g in rdf.quads():
        graph = ox.DefaultGraph() if g in {None, DATASET_DEFAULT_GRAPH_ID} else from_rdflib(g)
        engine.add(ox.Quad(from_rdflib(s), from_rdflib(p), from_rdflib(o), graph))
    return engine


def merge_graphs(rdf: Dataset, ontology: Graph | Path | None = None) -> ox.Store:
    """Copy what is stated, the claims and the ontology into the one graph of a new store, where rules and checks see all at once.

    Inferred edges are left out. `ontology` takes the place of the one that the dataset carries.

    Raises:
        VocabularyError: the ontology's file is not Turtle; the message says where.
    """
    engine, merged = engine_of(rdf), ox.Store()
    for graph in PLAIN if ontology is None else PLAIN[:2]:
        merged.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in engine.quads_for_pattern(None, None, None, graph))
    if isinstance(ontology, Path):
        try:
            merged.bulk_load(path=ontology, format=ox.RdfFormat.TURTLE)
        except SyntaxError as error:
            raise VocabularyError(f"{ontology.name}: not Turtle: {error}. Mend it there.") from error
    elif ontology is not None:
        merged.extend(ox.Quad(from_rdflib(s), from_rdflib(p), from_rdflib(o)) for s, p, o in ontology)
    return merged


def from_rdflib(term: Any) -> Any:
    """Turn a term of rdflib into one of Oxigraph."""
    if isinstance(term, URIRef):
        return ox.NamedNode(term)
    if isinstance(term, Literal):
        return ox.Literal(str(term), language=term.language, datatype=ox.NamedNode(term.datatype) if term.datatype else None)
    return ox.BlankNode(str(term))


def to_rdflib(term: Any) -> Identifier:
    """Turn a term of Oxigraph into one of rdflib, its lexical form as it stands."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        if term.datatype.value == str(XSD.string):  # rdflib takes "a" and "a"^^xsd:string for two
            return Literal(term.value)
        return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    return BNode(term.value)


def _load(path: Path) -> ox.Store:
    if not path.is_file():
        raise SourceError(f"{path}: no such file. Build the graph first, or name the graph.nq of a build.")
    if path.suffix not in FORMATS:
        raise SourceError(f"{path}: '{path.suffix}' is not RDF. Formats: {', '.join(FORMATS)}.")
    engine = ox.Store()
    try:
        engine.bulk_load(path=path, format=FORMATS[path.suffix])
    except (SyntaxError, UnicodeDecodeError, OSError) as error:
        raise SourceError(f"{path}: not {path.suffix[1:]}: {error}. Build the graph again.") from error
    return engine
