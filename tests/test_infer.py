"""What follows from facts, and from nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Dataset, Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS

from graph.infer import RULES, infer
from graph.model import Claim
from graph.ontology import Ontology, read_ontology
from graph.rdf import to_rdf
from graph.store import engine_of
from graph.vocabulary import CP, ENTITY, INFERRED_GRAPH, ONTOLOGY_NS

MADE = Claim("tsmc", "manufacturesFor", "nvidia")
RIVALS = Claim("amd", "competesWith", "nvidia")


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return read_ontology()


def edges(rdf: Dataset) -> set[tuple[str, str, str]]:
    nodes = "?inference cp:subject ?s ; cp:relation ?p ; cp:object ?o"
    found = rdf.query(f"SELECT ?s ?p ?o WHERE {{ GRAPH <{INFERRED_GRAPH}> {{ {nodes} . ?s ?p ?o }} }}")
    return {(str(s).removeprefix(ENTITY), str(p).removeprefix(ONTOLOGY_NS), str(o).removeprefix(ENTITY)) for s, p, o in found}  # type: ignore[misc]  # rows


def sources(rdf: Dataset, subject: str, relation: str, thing: str) -> set[tuple[str, str]]:
    node = f"?i cp:subject ent:{subject} ; cp:relation cp:{relation} ; cp:object ent:{thing} ; cp:rule ?rule ; prov:wasDerivedFrom ?claim"
    found = rdf.query(f"SELECT ?rule ?claim WHERE {{ GRAPH <{INFERRED_GRAPH}> {{ {node} }} }}")
    return {(str(rule).rpartition("/")[2], str(claim).rpartition("/")[2]) for rule, claim in found}  # type: ignore[misc]  # rows


def test_inverses_kinds_and_symmetry_follow(ontology: Ontology) -> None:
    rdf = to_rdf([MADE, RIVALS], [], [], ontology)
    expected = {("tsmc", "supplies", "nvidia"), ("nvidia", "buysFrom", "tsmc"), ("nvidia", "competesWith", "amd")}
    assert infer(rdf) == len(expected)
    assert edges(rdf) == expected


def test_every_inferred_edge_says_what_it_follows_from(ontology: Ontology) -> None:
    again = Claim("tsmc", "manufacturesFor", "nvidia", speaker="tsmc")
    rdf = to_rdf([MADE, again, RIVALS], [], [], ontology)
    infer(rdf)
    assert sources(rdf, "tsmc", "supplies", "nvidia") == {("infer-broader", MADE.id), ("infer-broader", again.id)}
    assert sources(rdf, "nvidia", "buysFrom", "tsmc") == {("infer-inverse", MADE.id), ("infer-inverse", again.id)}
    assert sources(rdf, "nvidia", "competesWith", "amd") == {("infer-symmetric", RIVALS.id)}


def test_inferring_by_plain_python_gives_the_same(ontology: Ontology) -> None:
    names = ("a", "b", "c")
    found = [Claim(s, r, o) for r in ontology.relations for s in names for o in names if s < o or (s > o and r < "m")]
    rdf = to_rdf(found, [], [], ontology)
    stated = {(c.subject, str(c.relation), str(c.object)) for c in found}
    known = set(stated)
    while True:
        new = set()
        for s, r, o in known:
            term = ontology.relation(r)
            backwards = {r} if term.symmetric else set()
            backwards |= {term.inverse} if term.inverse else set()
            backwards |= {other.name for other in ontology.relations.values() if other.inverse == r}
            new |= {(o, back, s) for back in backwards} | {(s, wide, o) for wide in term.broader}
        if new <= known:
            break
        known |= new
    assert infer(rdf) == len(known - stated)
    assert edges(rdf) == known - stated


@pytest.mark.parametrize("changed", [{"modality": "plan"}, {"modality": "forecast"}, {"negated": True}, {"review": "rejected"}])
def test_nothing_follows_from_what_is_no_fact(ontology: Ontology, changed: dict[str, str]) -> None:
    rdf = to_rdf([Claim("tsmc", "manufacturesFor", "nvidia", **changed)], [], [], ontology)  # type: ignore[arg-type]  # one field a case
    assert infer(rdf) == 0


def test_what_is_stated_is_not_inferred(ontology: Ontology) -> None:
    rdf = to_rdf([MADE, Claim("tsmc", "supplies", "nvidia")], [], [], ontology)
    assert infer(rdf) == 1
    assert edges(rdf) == {("nvidia", "buysFrom", "tsmc")}


def test_inferring_twice_changes_nothing_and_facts_stay(ontology: Ontology) -> None:
    rdf = to_rdf([MADE, RIVALS], [], [], ontology)
    stated = set(engine_of(rdf))
    assert infer(rdf) == 3
    once = set(engine_of(rdf))
    assert infer(rdf, ontology) == 3
    assert set(engine_of(rdf)) == once
    assert once > stated


def test_another_ontology_gives_other_edges(ontology: Ontology, tmp_path: Path) -> None:
    rdf = to_rdf([MADE], [], [], ontology)
    other = Graph()
    other.add((ONTOLOGY_NS["supplies"], RDF.type, CP.Relation))
    other.add((ONTOLOGY_NS["manufacturesFor"], RDFS.subPropertyOf, ONTOLOGY_NS["supplies"]))
    other.add((ONTOLOGY_NS["manufacturesFor"], RDF.type, OWL.SymmetricProperty))
    expected = {("tsmc", "supplies", "nvidia"), ("nvidia", "manufacturesFor", "tsmc"), ("nvidia", "supplies", "tsmc")}
    assert infer(rdf, other) == len(expected)
    assert edges(rdf) == expected
    path = tmp_path / "other.ttl"
    other.serialize(path, format="turtle")
    assert infer(rdf, path) == len(expected)


def test_rules_are_named_in_three_languages(ontology: Ontology) -> None:
    rdf = to_rdf([MADE, RIVALS], [], [], ontology)
    infer(rdf)
    for path in RULES.glob("*.rq"):
        rule = URIRef(f"https://w3id.org/chokepoint/rule/infer-{path.stem}")
        languages = {str(label.language) for label in rdf.graph(INFERRED_GRAPH).objects(rule, RDFS.label)}  # type: ignore[attr-defined]  # literals
        assert languages == {"en", "zh-hans", "zh-hant"}


def test_no_rule_names_a_relation(ontology: Ontology) -> None:
    words = {word for path in RULES.glob("*.rq") for word in re.findall(r"\bcp:(\w+)", path.read_text(encoding="utf-8"))}
    assert not words & set(ontology.relations)
    assert "relation" in words


def test_a_dataset_kept_elsewhere_is_misuse() -> None:
    with pytest.raises(TypeError, match=r"infer: the dataset is kept in Memory\. Give it to open_store first\."):
        infer(Dataset())
