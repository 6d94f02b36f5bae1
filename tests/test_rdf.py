"""Claims come back from RDF as they went in."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Dataset, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS

from graph.errors import SourceError
from graph.model import Claim, Document, Entity, Evidence, Mark, Period, Quantity
from graph.ontology import Ontology, read_ontology
from graph.rdf import from_rdf, to_rdf
from graph.store import engine_of, from_rdflib, open_store
from graph.vocabulary import CLAIM, CLAIMS_GRAPH, CP, DOCUMENT, ENTITY, EVIDENCE, ONTOLOGY_NS, RULE, from_iri, to_iri
from tests.strategies import articles, claims, entities, ids, merged

unhurried = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
SUPPLIES = Claim("tsmc", "supplies", "nvidia", rule="en/supplies")


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return read_ontology()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rdf")


def said(rdf: Dataset, subject: URIRef, prop: URIRef) -> list[str]:
    return sorted(str(q.object) for q in engine_of(rdf).quads_for_pattern(from_rdflib(subject), from_rdflib(prop), None, None))


def of(claim: Claim) -> URIRef:
    return URIRef(CLAIM + claim.id)


@unhurried
@given(found=st.lists(claims(), max_size=4).map(merged), known=st.lists(entities(), max_size=3))
def test_claims_come_back(ontology: Ontology, found: list[Claim], known: list[Entity]) -> None:
    assert set(from_rdf(to_rdf(found, known, [], ontology))) == set(found)


@unhurried
@given(article=articles())
def test_claims_with_documents_come_back_through_a_file(ontology: Ontology, folder: Path, article: tuple[Document, list[Claim]]) -> None:
    document, found = article
    path = folder / "graph.nq"
    to_rdf(found, [], [document], ontology).serialize(path, format="ox-nq")
    assert set(from_rdf(open_store(path))) == set(found)


@given(name=ids)
def test_any_id_makes_an_iri_and_comes_back(name: str) -> None:
    iri = to_iri(ENTITY, name)
    assert from_iri(ENTITY, iri) == name
    assert not set(iri) & set('<>"{}|^`\\ \n')


def test_claims_are_sorted_by_id(ontology: Ontology) -> None:
    found = [Claim("tsmc", "supplies", name) for name in ("nvidia", "apple", "amd", "broadcom")]
    ordered = [c.id for c in from_rdf(to_rdf(found, [], [], ontology))]
    assert ordered == sorted(c.id for c in found)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period("2025"), {CP.validFrom: '"2025"^^<http://www.w3.org/2001/XMLSchema#gYear>'}),
        (Period("2025-07"), {CP.validFrom: '"2025-07"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'}),
        (Period("2025-07-09"), {CP.validFrom: '"2025-07-09"^^<http://www.w3.org/2001/XMLSchema#date>'}),
        (
            Period("2025-07", "2026"),
            {
                CP.validFrom: '"2025-07"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>',
                CP.validUntil: '"2026"^^<http://www.w3.org/2001/XMLSchema#gYear>',
            },
        ),
        (Period("2025-Q3"), {CP.period: '"2025-Q3"'}),
        (Period("2025-Q3", "2026-Q1"), {CP.period: '"2025-Q3/2026-Q1"'}),
        (Period("2025-Q3", "2026"), {CP.period: '"2025-Q3/2026"'}),
        (None, {}),
    ],
)
def test_a_period_keeps_its_precision(ontology: Ontology, period: Period | None, expected: dict[URIRef, str]) -> None:
    claim = Claim("nvidia", measure="revenue", quantity=Quantity(Decimal(1), "USD"), period=period)
    rdf = to_rdf([claim], [], [], ontology)
    found = {p: said(rdf, of(claim), p) for p in (CP.validFrom, CP.validUntil, CP.period)}
    assert {p: terms[0] for p, terms in found.items() if terms} == expected


@pytest.mark.parametrize("value", ["1e21", "0.0000000000000000001", "1.5e-20", "170141183460469231731", "1234567890123456789012345"])
def test_numbers_beyond_the_engines_decimals_come_back(ontology: Ontology, value: str) -> None:
    claim = Claim("lab", measure="powerCapacity", quantity=Quantity(Decimal(value), "W"))
    assert from_rdf(to_rdf([claim], [], [], ontology)) == (claim,)


def test_a_zettaflops_can_be_counted_with(ontology: Ontology) -> None:
    claim = Claim("lab", measure="capacity", quantity=Quantity(Decimal("4e21"), "FLOPS"))
    rdf = to_rdf([claim], [], [], ontology)
    assert rdf.query("ASK { ?claim cp:value ?value . FILTER (?value > 3e21 && ?value < 5e21) }").askAnswer is True


def test_numbers_have_no_exponent(ontology: Ontology) -> None:
    claim = Claim("nvidia", measure="marketCap", quantity=Quantity(Decimal("4E+12"), "USD"), confidence=1e-7)
    rdf = to_rdf([claim], [], [], ontology)
    assert said(rdf, of(claim), CP.value) == ['"4000000000000"^^<http://www.w3.org/2001/XMLSchema#decimal>']
    assert said(rdf, of(claim), CP.confidence) == ['"0.0000001"^^<http://www.w3.org/2001/XMLSchema#decimal>']


@pytest.mark.parametrize(
    ("changed", "direct"),
    [
        ({}, True),
        ({"review": "accepted"}, True),
        ({"review": "rejected"}, False),
        ({"negated": True}, False),
        *(({"modality": m}, False) for m in ("plan", "forecast", "opinion", "hypothetical", "rumour")),
    ],
)
def test_only_facts_stand_as_direct_edges(ontology: Ontology, changed: dict[str, str], direct: bool) -> None:  # noqa: FBT001  # a case's outcome
    claim = Claim("tsmc", "supplies", "nvidia", **changed)  # type: ignore[arg-type]  # one field a case
    edge = (ENTITY["tsmc"], ONTOLOGY_NS["supplies"], ENTITY["nvidia"])
    assert (edge in to_rdf([claim], [], [], ontology).default_graph) is direct


def test_the_first_evidence_stands_on_the_claim_and_each_has_a_node(ontology: Ontology) -> None:
    document = Document(
        "a.txt", "臺積電為輝達代工。", "zh-Hant", title="晶片", publisher="某報", published="2025-07", address="https://example.org/a"
    )
    first, second = document.cite(0, 3, (Mark("subject", 0, 3), Mark("trigger", 3, 3))), document.cite(4, 6)
    claim = Claim("tsmc", "manufacturesFor", "nvidia", evidence=(first, second))
    rdf = to_rdf([claim], [], [document], ontology)
    assert said(rdf, of(claim), CP.start) == ['"0"^^<http://www.w3.org/2001/XMLSchema#integer>']
    assert said(rdf, of(claim), CP.passage) == ['"臺積電"@zh-hant']
    nodes = [EVIDENCE[f"{claim.id}-{n}"] for n in (1, 2)]
    assert said(rdf, of(claim), CP.evidence) == [n.n3() for n in nodes]
    assert said(rdf, nodes[0], CP.marks) == ['"subject:0-3 trigger:3-3"']
    assert said(rdf, nodes[1], CP.passage) == ['"輝達"@zh-hant']
    node = to_iri(DOCUMENT, document.id)
    assert said(rdf, node, DCTERMS.issued) == ['"2025-07"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>']
    assert said(rdf, node, DCTERMS.title) == ['"晶片"@zh-hant']
    assert said(rdf, node, DCTERMS.source) == ['"https://example.org/a"']
    assert said(rdf, node, CP.name) == ['"a.txt"']


def test_ten_evidences_keep_their_order(ontology: Ontology) -> None:
    document = Document("a.txt", "0123456789ab", "en")
    claim = Claim("tsmc", "supplies", "nvidia", evidence=tuple(document.cite(n, n + 1) for n in reversed(range(12))))
    assert from_rdf(to_rdf([claim], [], [document], ontology)) == (claim,)


def test_rules_are_shared_nodes_with_a_label(ontology: Ontology) -> None:
    rdf = to_rdf([SUPPLIES, Claim("tsmc", "supplies", "amd", rule="en/supplies")], [], [], ontology)
    assert said(rdf, to_iri(RULE, "en/supplies"), RDFS.label) == ['"en/supplies"']


def test_entities_carry_what_is_known_of_them(ontology: Ontology) -> None:
    known = Entity("臺積電-3nm", "Technology", (("en", "TSMC N3"), ("zh-Hant", "臺積電3奈米")), aliases=(("en", "3 nm"),), provisional=True)
    rdf = to_rdf([], [known], [], ontology)
    node = URIRef("https://w3id.org/chokepoint/id/臺積電-3nm")
    assert said(rdf, node, RDF.type) == ["<https://w3id.org/chokepoint/ontology#Technology>"]
    assert said(rdf, node, RDFS.label) == ['"TSMC N3"@en', '"臺積電3奈米"@zh-hant']
    assert said(rdf, node, CP.provisional) == ['"true"^^<http://www.w3.org/2001/XMLSchema#boolean>']


def test_no_blank_node_is_written(ontology: Ontology) -> None:
    document = Document("a.txt", "TSMC supplies Nvidia.", "en")
    claim = Claim("tsmc", "supplies", "nvidia", evidence=(document.cite(0, 4),))
    assert "_:" not in str(to_rdf([claim], [], [document], ontology).serialize(format="ox-nq"))


def test_a_claim_said_twice_is_misuse(ontology: Ontology) -> None:
    with pytest.raises(ValueError, match=r"said twice, by rules 'en/supplies' and 'other'\. Merge"):
        to_rdf([SUPPLIES, Claim("tsmc", "supplies", "nvidia", rule="other")], [], [], ontology)
    assert from_rdf(to_rdf([SUPPLIES, SUPPLIES], [], [], ontology)) == (SUPPLIES,)


def test_a_claim_without_a_subject_is_named(ontology: Ontology) -> None:
    rdf = to_rdf([SUPPLIES], [], [], ontology)
    rdf.graph(CLAIMS_GRAPH).remove((of(SUPPLIES), CP.subject, None))
    with pytest.raises(SourceError, match=f"{SUPPLIES.id}>: not a whole claim"):
        from_rdf(rdf)


def test_claims_come_back_from_another_store(ontology: Ontology) -> None:
    quoted = Claim("citi", measure="marketSize", quantity=Quantity(Decimal("1.50"), "USD"), speaker="citi", modality="forecast")
    document = Document("a.txt", "TSMC", "en")
    claim = Claim("tsmc", "supplies", "nvidia", evidence=(Evidence(document.id, 0, 4, "TSMC"),))
    rdf = to_rdf([quoted, claim], [], [document], ontology)
    memory = Dataset()
    for s, p, o, g in rdf.quads():
        memory.add((s, p, o, memory.graph(g)) if g else (s, p, o))
    assert set(from_rdf(memory)) == {quoted, claim}
    assert len(engine_of(memory)) == len(engine_of(rdf))
