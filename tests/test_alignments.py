"""How our terms are said to stand to those of others."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, SKOS, URIRef

from graph.turtle import TYPE, Turtle, read_turtle


@pytest.fixture(scope="module")
def turtle(root: Path) -> Turtle:
    return read_turtle(root / "ontology.ttl")


def test_alignments_speak_of_declared_terms(root: Path, turtle: Turtle) -> None:
    aligned = read_turtle(root / "alignments.ttl")
    ours = [term for term in aligned.terms if term.startswith("cp:")]
    assert len(ours) > 30
    assert [term for term in ours if term not in turtle.terms] == []
    allowed = {"rdfs:subClassOf", "rdfs:subPropertyOf", "skos:closeMatch", "skos:narrowMatch", "skos:relatedMatch"}
    assert {prop for term in ours for prop in aligned.terms[term]} <= allowed


def test_alignments_declare_what_they_reason_with(root: Path) -> None:
    aligned = read_turtle(root / "alignments.ttl")
    heads = {name for term in aligned.terms for prop in ("rdfs:subClassOf", "rdfs:subPropertyOf") for name in aligned.names(term, prop)}
    assert heads
    assert [name for name in heads if not aligned.names(name, TYPE)] == []


def test_alignments_reach_every_vocabulary(root: Path) -> None:
    aligned = rdflib.Graph().parse(root / "alignments.ttl")
    reached = " ".join(map(str, aligned.objects()))
    for home in ("/ns/prov#", "schema.org/", "skos/core#", "/ns/oa#", "edmcouncil.org/fibo", "wikidata.org/prop/direct/P"):
        assert home in reached
    assert aligned.value(predicate=RDF.type, object=rdflib.OWL.Ontology) == URIRef("https://w3id.org/chokepoint/alignments")
    assert SKOS.exactMatch not in set(aligned.predicates())
