"""Turtle and N-Quads: the same graph, in the same bytes, for every reader."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from rdflib import Dataset, Graph

from graph.rdf import from_rdf
from graph.store import engine_of, open_store
from graph.vocabulary import CLAIMS_GRAPH, INFERRED_GRAPH
from graph.writers import Result
from graph.writers.nquads import to_nquads
from graph.writers.turtle import to_turtle
from tests.writers.results import CLAIMS, make_result, results


def triples(result_rdf: Dataset) -> set[ox.Triple]:
    graphs = (ox.DefaultGraph(), ox.NamedNode(CLAIMS_GRAPH))
    return {quad.triple for graph in graphs for quad in engine_of(result_rdf).quads_for_pattern(None, None, None, graph)}


def test_claims_come_back_from_nquads(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    path.write_bytes(to_nquads(make_result()))
    assert set(from_rdf(open_store(path))) == set(CLAIMS)


def test_nquads_hold_every_graph_in_sorted_lines() -> None:
    result = make_result()
    inferred = ox.Quad(ox.NamedNode("x:a"), ox.NamedNode("x:b"), ox.NamedNode("x:c"), ox.NamedNode(INFERRED_GRAPH))
    engine_of(result.rdf).add(inferred)
    lines = to_nquads(result).splitlines()
    assert lines == sorted(lines)
    assert set(ox.parse(to_nquads(result), format=ox.RdfFormat.N_QUADS)) == set(engine_of(result.rdf))
    assert f"<x:a> <x:b> <x:c> <{INFERRED_GRAPH}> .".encode() in lines


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(result=results())
def test_turtle_says_what_the_graph_says(result: Result) -> None:
    written = to_turtle(result)
    assert {quad.triple for quad in ox.parse(written, format=ox.RdfFormat.TURTLE)} == triples(result.rdf)


def test_rdflib_reads_the_same_turtle() -> None:
    result = make_result()
    assert len(Graph().parse(data=to_turtle(result), format="turtle")) == len(triples(result.rdf))


def test_turtle_to_the_letter() -> None:
    text = to_turtle(make_result()).decode()
    assert (
        "ent:nvidia a cp:Company ;\n"
        '    rdfs:label "Nvidia"@en ,\n'
        '        "輝達"@zh-hant ;\n'
        '    skos:altLabel "Nvidia"@en ,\n'
        '        "英伟达"@zh-hans ;\n'
        '    cp:ticker "NVDA" .\n'
    ) in text
    assert f"\nclaim:{CLAIMS[1].id} a cp:Claim ;\n    cp:subject ent:nvidia ;\n    cp:relation cp:supplies ;\n    cp:object" in text
    assert "    cp:value 3500000000 ;\n" in text or '    cp:value "3500000000"^^xsd:decimal ;\n' in text
    assert "    cp:negated true ;\n" in text
    assert "ent:tsmc a cp:Company" in text
    assert "cp:manufacturesFor ent:nvidia" in text
    order = [text.index(start) for start in ("ent:nvidia a", "ent:tsmc a", "doc:note-", f"claim:{CLAIMS[0].id} a")]
    assert order == sorted(order)
    assert "[" not in text.split("@prefix xsd", 1)[1].replace('"[', "")


def test_what_is_inferred_is_not_in_turtle() -> None:
    result = make_result()
    engine_of(result.rdf).add(ox.Quad(ox.NamedNode("x:a"), ox.NamedNode("x:b"), ox.NamedNode("x:c"), ox.NamedNode(INFERRED_GRAPH)))
    assert b"x:a" not in to_turtle(result)


def test_the_order_of_input_does_not_matter() -> None:
    one, other = make_result(), make_result(CLAIMS[::-1], make_result().entities[::-1])
    assert to_turtle(one) == to_turtle(other)
    assert to_nquads(one) == to_nquads(other)


def test_a_new_claim_changes_its_own_lines_only() -> None:
    before = to_turtle(make_result(CLAIMS[:1])).decode().split("\n")
    after = to_turtle(make_result(CLAIMS)).decode().split("\n")
    assert set(before) - set(after) == set()


def test_a_blank_node_is_refused() -> None:
    result = make_result()
    engine_of(result.rdf).add(ox.Quad(ox.BlankNode("b"), ox.NamedNode("x:b"), ox.NamedNode("x:c")))
    with pytest.raises(TypeError, match="_:b: not an IRI"):
        to_turtle(result)
    other = make_result()
    engine_of(other.rdf).add(ox.Quad(ox.NamedNode("x:a"), ox.NamedNode("x:b"), ox.BlankNode("b")))
    with pytest.raises(TypeError, match="_:b: neither an IRI nor a literal"):
        to_turtle(other)
