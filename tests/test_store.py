"""What plain questions see, and files that cannot be opened."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from rdflib import Dataset, URIRef
from rdflib.query import ResultRow

from graph.errors import SourceError
from graph.infer import infer
from graph.model import Claim, Entity, Quantity
from graph.ontology import read_ontology
from graph.rdf import to_rdf
from graph.store import engine_of, open_store
from graph.vocabulary import CLAIMS_GRAPH, ENTITY, INFERRED_GRAPH, ONTOLOGY_NS

MADE = Claim("tsmc", "manufacturesFor", "nvidia")
PLANNED = Claim("samsung", "manufacturesFor", "nvidia", modality="plan")
VALUED = Claim("nvidia", measure="marketCap", quantity=Quantity(Decimal("4e12"), "USD"))
EDGES = "SELECT ?subject ?relation WHERE { ?subject ?relation ent:nvidia . ?relation a cp:Relation } ORDER BY ?subject ?relation"


@pytest.fixture
def rdf() -> Dataset:
    known = [Entity("nvidia", "Company", (("en", "Nvidia"), ("zh-Hant", "輝達"))), Entity("tsmc", "Company", (("en", "TSMC"),))]
    written = to_rdf([MADE, PLANNED, VALUED], known, [], read_ontology())
    infer(written)
    return written


def rows(rdf: Dataset, query: str) -> list[tuple[str, ...]]:
    return [tuple(str(term).rpartition("/")[2].rpartition("#")[2] for term in row) for row in cast("Iterable[ResultRow]", rdf.query(query))]


def test_a_plain_question_sees_claims_and_entities_at_once(rdf: Dataset) -> None:
    question = "SELECT ?label WHERE { ?claim cp:relation cp:manufacturesFor ; cp:modality cp:Fact ; cp:subject ?s . ?s rdfs:label ?label }"
    assert rows(rdf, question) == [("TSMC",)]


def test_a_plain_question_sees_the_vocabulary(rdf: Dataset) -> None:
    question = "SELECT DISTINCT ?s WHERE { ?s a/rdfs:subClassOf+ cp:Agent } ORDER BY ?s"
    assert rows(rdf, question) == [("nvidia",), ("tsmc",)]


def test_a_plain_question_sees_neither_plans_nor_deductions_as_edges(rdf: Dataset) -> None:
    assert rows(rdf, EDGES) == [("tsmc", "manufacturesFor")]
    assert rows(open_store(rdf, inferred=True), EDGES) == [("tsmc", "manufacturesFor"), ("tsmc", "supplies")]
    assert rows(rdf, f"SELECT ?o WHERE {{ GRAPH <{INFERRED_GRAPH}> {{ ent:tsmc cp:supplies ?o }} }}") == [("nvidia",)]


def test_bindings_and_other_kinds_of_question(rdf: Dataset) -> None:
    bound = rdf.query("SELECT ?s ?o WHERE { ?s cp:manufacturesFor ?o }", initBindings={"s": ENTITY["tsmc"]})
    assert list(bound) == [(ENTITY["tsmc"], ENTITY["nvidia"])]
    assert rdf.query("ASK { ent:tsmc cp:manufacturesFor ent:nvidia }").askAnswer is True
    made = rdf.query("CONSTRUCT { ?o cp:buysFrom ?s } WHERE { ?s cp:manufacturesFor ?o }").graph
    assert made is not None
    assert list(made) == [(ENTITY["nvidia"], ONTOLOGY_NS["buysFrom"], ENTITY["tsmc"])]


def test_a_question_to_one_graph_sees_that_graph(rdf: Dataset) -> None:
    claims = rdf.graph(URIRef(CLAIMS_GRAPH))
    assert not list(claims.query("SELECT ?s WHERE { ?s a cp:Company }"))
    assert len(list(claims.query("SELECT ?s WHERE { ?s a cp:Claim }"))) == 3


@pytest.mark.parametrize("form", ["ox-nq", "ox-trig"])
def test_a_file_holds_the_same(rdf: Dataset, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"graph.{form[3:]}"
    rdf.serialize(path, format=form)
    assert set(engine_of(open_store(path))) == set(engine_of(rdf))


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"graph.nq: no such file\. Build"):
        open_store(tmp_path / "graph.nq")
    other = tmp_path / "graph.xml"
    other.write_text("<rdf/>", encoding="utf-8")
    with pytest.raises(SourceError, match=r"graph.xml: '.xml' is not RDF\. Formats: .nq, .nt, .trig, .ttl"):
        open_store(other)
    broken = tmp_path / "graph.nq"
    broken.write_bytes(b"<a> <b>\n\xff")
    with pytest.raises(SourceError, match=r"graph.nq: not nq: .*line 1"):
        open_store(broken)


def test_only_the_projects_prefixes_are_bound(rdf: Dataset) -> None:
    assert {prefix for prefix, _ in rdf.namespaces()} == {
        *("claim", "cp", "dcterms", "doc", "ent", "evidence", "inference", "owl"),
        *("prov", "rdf", "rdfs", "rule", "schema", "skos", "wd", "xsd"),
    }
