"""Every constraint finds its fault, finds nothing in a sound graph, and agrees with pySHACL."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH, SKOS, XSD

from graph.check import CHECKS, SHAPES, CheckReport, check, check_shapes, read_checks
from graph.errors import VocabularyError
from graph.model import Claim, Document, Entity, Finding, Mark, Period, Quantity
from graph.ontology import Ontology, read_ontology
from graph.rdf import to_rdf
from graph.store import engine_of
from graph.vocabulary import CLAIM, CLAIMS_GRAPH, CP, DOCUMENT, ENTITY, EVIDENCE, ONTOLOGY_NS, SHAPE
from tests.strategies import articles, entities

SOURCE = Document("a.txt", "TSMC makes chips for Nvidia, and sells them for 5 to 6 billion dollars.", "en", published="2025-07")
FORM = sorted(path.stem for path in CHECKS.glob("form/*.rq"))


class Case:
    """The claim made for one check, in a graph with others, and what it takes to spoil it."""

    def __init__(self, rdf: Dataset, name: str) -> None:
        """Find the claim."""
        claim = sound(name)
        self.edges, self.claims = rdf.default_graph, rdf.graph(CLAIMS_GRAPH)
        self.claim, self.evidence = CLAIM[claim.id], EVIDENCE[f"{claim.id}-1"]
        self.subject, self.object = ENTITY[claim.subject], ENTITY[str(claim.object)]

    def put(self, prop: URIRef, value: URIRef | Literal, of: URIRef | None = None) -> None:
        """Put a value in place of the claim's, or of another node's."""
        self.claims.set((of or self.claim, prop, value))

    def drop(self, prop: URIRef, of: URIRef | None = None) -> None:
        """Take a property away."""
        self.claims.remove((of or self.claim, prop, None))

    def add(self, prop: URIRef, value: URIRef) -> None:
        """Give the claim one more value."""
        self.claims.add((self.claim, prop, value))

    def retype(self, entity: URIRef, name: str) -> None:
        """Give an entity another class."""
        self.edges.set((entity, RDF.type, ONTOLOGY_NS[name]))

    def reverse(self) -> None:
        """Say the same once more, the other way round."""
        other = URIRef(f"{self.claim}ff")
        for prop, value in list(self.claims.predicate_objects(self.claim)):
            self.claims.add((other, prop, value))
        self.put(CP.subject, self.object, of=other)
        self.put(CP.object, self.subject, of=other)
        self.edges.add((self.object, ONTOLOGY_NS["supplies"], self.subject))


def as_if_alone(case: Case) -> None:
    """Leave the claim its measure alone, with a second entity."""
    case.drop(CP.relation)
    case.retype(case.object, "Concept")


FAULTS: Mapping[str, Callable[[Case], None]] = {
    "claim-subject": lambda case: case.add(CP.subject, ENTITY["claim-range-maker"]),
    "claim-content": lambda case: case.drop(CP.value),
    "claim-quantity": lambda case: case.put(CP.comparator, Literal("~")),
    "claim-range": lambda case: case.put(CP.maxValue, Literal("4000000000", datatype=XSD.decimal)),
    "claim-self-loop": lambda case: case.put(CP.object, case.subject),
    "claim-modality": lambda case: case.put(CP.modality, ONTOLOGY_NS["Certain"]),
    "claim-review": lambda case: case.put(CP.review, ONTOLOGY_NS["Fact"]),
    "claim-polarity": lambda case: case.put(CP.negated, Literal("no")),
    "claim-confidence": lambda case: case.put(CP.confidence, Literal("80", datatype=XSD.decimal)),
    "claim-period": lambda case: case.put(CP.period, Literal("2025-Q5")),
    "claim-period-order": lambda case: case.put(CP.validUntil, Literal("2024", datatype=XSD.gYear)),
    "claim-evidence": lambda case: case.drop(CP.evidence),
    "evidence-place": lambda case: case.drop(CP.start, case.evidence),
    "evidence-length": lambda case: case.put(CP.passage, Literal("TSMC makes chips"), of=case.evidence),
    "evidence-document": lambda case: case.put(CP.document, DOCUMENT["b-0"], of=case.evidence),
    "relation-known": lambda case: case.put(CP.relation, ONTOLOGY_NS["suplies"]),
    "relation-domain": lambda case: case.retype(case.subject, "Event"),
    "relation-range": lambda case: case.retype(case.object, "Event"),
    "relation-both-ways": lambda case: case.reverse(),
    "edge-claimed": lambda case: case.edges.add((case.subject, ONTOLOGY_NS["owns"], case.object)) and None,
    "measure-known": lambda case: case.put(CP.measure, ONTOLOGY_NS["orderValeu"]),
    "measure-domain": lambda case: case.retype(case.subject, "Concept"),
    "measure-range": as_if_alone,
    "measure-unit": lambda case: case.put(CP.unit, Literal("percent")),
    "entity-type": lambda case: case.retype(case.subject, "Compny"),
    "entity-label": lambda case: case.edges.add((case.object, SKOS.altLabel, Literal("\u3000", lang="en"))) and None,
    "id-present": lambda case: case.put(CP.subject, URIRef(str(ENTITY))),
}


def sound(name: str) -> Claim:
    quantity = Quantity(Decimal("5e9"), "USD", Decimal("6e9"))
    evidence = (SOURCE.cite(0, 27, (Mark("subject", 0, 4),)), SOURCE.cite(33, 38))
    period = Period("2025-01", "2025-06")
    return Claim(f"{name}-maker", "supplies", f"{name}-buyer", "orderValue", quantity, period, rule="test", evidence=evidence)


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return read_ontology()


@pytest.fixture
def rdf(ontology: Ontology) -> Dataset:
    found = [sound(name) for name in FAULTS]
    names = [name for claim in found for name in (claim.subject, str(claim.object))]
    return to_rdf(found, [Entity(name, "Company", (("en", name),)) for name in names], [SOURCE], ontology)


def keys(findings: tuple[Finding, ...]) -> set[tuple[str, str, str]]:
    return {(f.check, f.severity, f.about) for f in findings if f.check in FORM}


def of(report: CheckReport, name: str) -> list[Finding]:
    return [f for f in report.findings if f.check == name]


def test_every_constraint_has_a_red_example() -> None:
    assert sorted(FAULTS) == FORM


def test_a_sound_graph_has_no_finding_and_every_constraint_looked_at_something(rdf: Dataset, root: Path) -> None:
    report = check(rdf, root / "ontology.ttl")
    assert report.findings == ()
    assert {name: report.looked_at[name] for name in FORM if not report.looked_at[name]} == {}
    assert check_shapes(rdf) == ()


@pytest.mark.parametrize("name", FORM)
def test_a_fault_is_found_and_said(rdf: Dataset, name: str) -> None:
    case = Case(rdf, name)
    FAULTS[name](case)
    report = check(rdf)
    found = of(report, name)
    assert found
    assert report.looked_at[name] > 0
    nodes = (case.claim, case.claim + "ff", case.evidence, case.subject, case.object, DOCUMENT["b-0"], ENTITY)
    assert {f.about for f in found} <= {str(node) for node in nodes}
    for finding in found:
        assert re.fullmatch(r"(a\.txt:[\d?]+-\d+|[\w-]+|https://\S+): [^{}]+\. .+\.", finding.message)


def test_the_fast_path_and_the_reference_find_the_same(rdf: Dataset, root: Path) -> None:
    for name, spoil in FAULTS.items():
        spoil(Case(rdf, name))
    fast = check(rdf)
    assert {f.check for f in fast.findings} >= set(FORM)
    assert keys(fast.findings) == keys(check_shapes(rdf))
    assert keys(check(rdf, root / "ontology.ttl", reference=True).findings) == keys(fast.findings)


# Few examples of many claims each, not shrunk and always the same: pySHACL takes its time.
@settings(deadline=None, max_examples=4, phases=[Phase.generate], derandomize=True, suppress_health_check=list(HealthCheck))
@given(article=articles(), known=st.lists(entities(), max_size=10, unique_by=lambda entity: entity.id))
def test_both_find_the_same_in_anything(ontology: Ontology, article: tuple[Document, list[Claim]], known: list[Entity]) -> None:
    document, found = article
    rdf = to_rdf(found, known, [document], ontology)
    assert keys(check(rdf).findings) == keys(check_shapes(rdf))


def test_shapes_and_files_are_the_same_constraints() -> None:
    shapes = Graph().parse(SHAPES)
    holders = {*shapes.objects(None, SH.property), *shapes.subjects(RDF.type, SH.NodeShape)}
    groups = {"claim", "evidence", "entity", "spoken-of"}
    names = {str(shape).removeprefix(SHAPE).partition(".")[0] for shape in holders if isinstance(shape, URIRef)}
    assert names - groups == set(FORM)


def test_no_shape_names_a_relation_or_a_measure(ontology: Ontology) -> None:
    words = set(re.findall(r"\bcp:(\w+)", SHAPES.read_text(encoding="utf-8") + "".join(c.query for c in read_checks() if c.name in FORM)))
    assert not words & {*ontology.relations, *ontology.measures}


def test_a_check_leaves_the_graph_as_it_was(rdf: Dataset, root: Path) -> None:
    before = set(engine_of(rdf))
    check(rdf, root / "ontology.ttl", reference=True)
    assert set(engine_of(rdf)) == before


def test_what_the_ontology_widens_is_no_fault(rdf: Dataset, root: Path) -> None:
    case = Case(rdf, "relation-range")
    case.retype(case.object, "Event")
    ontology = Graph().parse(root / "ontology.ttl")
    assert of(check(rdf, ontology), "relation-range")
    ontology.add((ONTOLOGY_NS["supplies"], URIRef("https://schema.org/rangeIncludes"), ONTOLOGY_NS["Event"]))
    assert not of(check(rdf, ontology), "relation-range")


def test_a_message_says_what_may_have_been_meant(rdf: Dataset) -> None:
    FAULTS["relation-known"](Case(rdf, "relation-known"))
    (finding,) = of(check(rdf), "relation-known")
    assert finding.place == "a.txt:0-27"
    assert finding.message == (
        "a.txt:0-27: ontology.ttl has no relation suplies. Did you mean supplies? Mend the claim, or add the relation to ontology.ttl."
    )


def test_a_check_that_asks_for_what_is_not_in_the_ontology_says_so(rdf: Dataset, root: Path) -> None:
    ontology = Graph().parse(root / "ontology.ttl")
    ontology.remove((ONTOLOGY_NS["marketShare"], None, None))
    found = of(check(rdf, ontology), "check-terms")
    assert {f.about for f in found} == {str(ONTOLOGY_NS["marketShare"])}
    assert "graph/checks/shares-add-up.rq: the ontology has no cp:marketShare, which it asks for. Did you mean marketS" in found[-1].message


def test_an_empty_graph_is_said_to_be_unchecked(ontology: Ontology) -> None:
    report = check(to_rdf([], [], [], ontology))
    assert [(f.check, f.severity) for f in report.findings] == [("nothing-checked", "info")]
    assert set(report.looked_at.values()) == {0}


def test_findings_are_sorted_by_severity(rdf: Dataset) -> None:
    for spoil in ("relation-both-ways", "claim-self-loop"):
        FAULTS[spoil](Case(rdf, spoil))
    found = [f.severity for f in check(rdf).findings]
    assert found == sorted(found, key=("violation", "warning", "info").index)
    assert set(found) >= {"violation", "warning"}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("# severity: violation\n", r"one.rq: no '# severity:'\. .* Add it on top\."),
        ("# title@zh-Hant: 一\n", r"one.rq: no '# title@zh-Hant:'\."),
    ],
)
def test_a_check_without_its_header_is_refused(tmp_path: Path, line: str, message: str) -> None:
    titles = "# title@en: One\n# title@zh-Hans: 一\n# title@zh-Hant: 一\n"
    header = f"{titles}# severity: violation\n# looked at: ?about a cp:Claim\n# message: one.\n"
    (tmp_path / "one.rq").write_text(header.replace(line, ""), encoding="utf-8")
    with pytest.raises(VocabularyError, match=message):
        read_checks(tmp_path)
    (tmp_path / "one.rq").write_text(header.replace("violation", "fatal"), encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"severity 'fatal'\. Available: info, violation, warning\."):
        read_checks(tmp_path)


def test_files_that_are_not_turtle_are_named(rdf: Dataset, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("cp:a cp:b", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"broken.ttl: not Turtle"):
        check(rdf, broken)
    with pytest.raises(VocabularyError, match=r"broken.ttl: not Turtle"):
        check_shapes(rdf, shapes=broken)
