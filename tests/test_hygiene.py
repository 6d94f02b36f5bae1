"""The ontology file's hygiene, and how its faults are told."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import opencc
import pytest
import rdflib
from rdflib import RDF, RDFS, URIRef

from graph.errors import VocabularyError
from graph.language.scripts import simplify
from graph.ontology import Ontology, read_ontology
from graph.turtle import TYPE, Turtle, read_turtle

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
ORDER = [
    "rdfs:label", "skos:definition", "skos:example", "schema:domainIncludes", "schema:rangeIncludes", "rdfs:subClassOf", "owl:inverseOf",
    "rdfs:subPropertyOf", "cp:decided", "cp:family", "cp:quantifiedBy", "cp:unitKind", "cp:signed", "cp:colour", "cp:line",
    "skos:hiddenLabel", "rdfs:isDefinedBy",
]  # fmt: skip
TAIWAN = set("群占布吃")  # what Taiwan writes where older usage has 羣佔佈喫


@pytest.fixture(scope="module")
def ontology(root: Path) -> Ontology:
    return read_ontology(root / "ontology.ttl")


@pytest.fixture(scope="module")
def turtle(root: Path) -> Turtle:
    return read_turtle(root / "ontology.ttl")


@pytest.fixture(scope="module")
def rdf(root: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(root / "ontology.ttl")


def own(turtle: Turtle) -> list[str]:
    return [term for term in turtle.terms if term.startswith("cp:")]


def test_header_has_licence_version_and_three_languages(rdf: rdflib.Graph) -> None:
    head = URIRef("https://w3id.org/chokepoint/ontology")
    assert rdf.value(head, RDF.type) == rdflib.OWL.Ontology
    version = rdf.value(head, rdflib.OWL.versionInfo)
    assert rdf.value(head, rdflib.OWL.versionIRI) == URIRef(f"{head}/{version}")
    assert rdf.value(head, rdflib.DCTERMS.license)
    for prop in (rdflib.DCTERMS.title, rdflib.DCTERMS.description):
        assert sorted(str(o.language) for o in rdf.objects(head, prop) if isinstance(o, rdflib.Literal)) == sorted(LANGUAGES)


def test_every_term_speaks_three_languages(turtle: Turtle) -> None:
    assert len(own(turtle)) > 100
    for term in own(turtle):
        for prop in ("rdfs:label", "skos:definition"):
            assert [text.language for text in turtle.texts(term, prop)] == list(LANGUAGES), f"{term} {prop}"
            assert all(text.value.strip() == text.value != "" for text in turtle.texts(term, prop)), f"{term} {prop}"


def test_chinese_texts_are_in_their_own_script(turtle: Turtle) -> None:
    traditional = opencc.OpenCC("s2t")
    for term in own(turtle):
        texts = [text for prop in turtle.terms[term] for text in turtle.texts(term, prop)]
        assert all(simplify(text.value) == text.value for text in texts if text.language == "zh-Hans"), term
        hant = "".join(text.value for text in texts if text.language == "zh-Hant")
        assert {c for c in hant if traditional.convert(c) != c} <= TAIWAN, term


def test_every_term_has_an_example_and_a_home(turtle: Turtle) -> None:
    for term in own(turtle):
        assert turtle.texts(term, "skos:example"), term
        assert turtle.names(term, "rdfs:isDefinedBy") == ("https://w3id.org/chokepoint/ontology",), term


def test_no_definition_is_circular(turtle: Turtle) -> None:
    for term in own(turtle):
        labels = {text.language: text.value for text in turtle.texts(term, "rdfs:label")}
        for definition in turtle.texts(term, "skos:definition"):
            assert not is_circular(labels[definition.language], definition.value), f"{term}: {definition.value}"


def is_circular(label: str, definition: str) -> bool:
    return bool(re.search(rf"\b{re.escape(label)}\b" if label.isascii() else re.escape(label), definition, re.IGNORECASE))


def test_a_circular_definition_is_seen() -> None:
    assert is_circular("supplies", "Supplies goods to")
    assert is_circular("供应", "向对方供应商品")
    assert not is_circular("system", "what ecosystems are made of")


def test_definitions_are_partial_sentences(turtle: Turtle) -> None:
    for term in own(turtle):
        for definition in turtle.texts(term, "skos:definition"):
            assert not definition.value.endswith((".", "。")), f"{term}: {definition.value}"
            assert definition.value[0].islower() or not definition.value[0].isascii() or definition.value.startswith(("ISO", "Unicode"))


def test_no_two_terms_of_a_kind_share_label_or_definition(turtle: Turtle, ontology: Ontology) -> None:
    kinds = (ontology.classes, ontology.relations, ontology.measures, ontology.modalities, ontology.families)
    for language, terms in itertools.product(LANGUAGES, kinds):
        labels = [term.labels[language] for term in terms.values()]
        assert len(set(labels)) == len(labels), language
    definitions = [text.value for term in own(turtle) for text in turtle.texts(term, "skos:definition")[:1]]
    assert len(set(definitions)) == len(definitions)


def test_statements_stand_in_one_order(turtle: Turtle) -> None:
    for term in own(turtle):
        props = [prop for prop in turtle.terms[term] if prop != TYPE]
        assert props == sorted(props, key=ORDER.index), term


def test_types_name_one_kind(turtle: Turtle) -> None:
    """OWL 2 DL, 5.8.1 and 5.9: no name is two kinds of property, none is a class and a datatype."""
    kinds = {"owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty", "owl:Class", "owl:NamedIndividual", "owl:Ontology"}
    for term in turtle.terms:
        assert len(kinds & set(turtle.names(term, TYPE))) == 1, term


def test_every_foreign_property_is_declared(rdf: rdflib.Graph) -> None:
    built_in = (str(RDF), str(RDFS), str(rdflib.OWL))
    kinds = (rdflib.OWL.ObjectProperty, rdflib.OWL.DatatypeProperty, rdflib.OWL.AnnotationProperty)
    declared = {term for kind in kinds for term in rdf.subjects(RDF.type, kind)}
    assert {p for p in rdf.predicates() if not str(p).startswith(built_in)} <= declared


def test_nothing_is_inferred_from_domain_and_range(rdf: rdflib.Graph) -> None:
    assert not list(rdf.triples((None, RDFS.domain, None)))
    assert not list(rdf.triples((None, RDFS.range, None)))


def test_there_are_no_blank_nodes(rdf: rdflib.Graph) -> None:
    assert not [node for node in rdf.all_nodes() if isinstance(node, rdflib.BNode)]


def test_inverse_pairs_turn_domain_and_range_round(ontology: Ontology) -> None:
    pairs = [(r, ontology.relation(r.inverse)) for r in ontology.relations.values() if r.inverse]
    assert len(pairs) == 4
    assert all((b.domain, b.range, b.inverse, b.family) == (a.range, a.domain, a.name, a.family) for a, b in pairs)


def test_every_measure_that_quantifies_a_relation_can_be_reached(ontology: Ontology) -> None:
    quantified = [relation for relation in ontology.relations.values() if relation.quantified_by]
    assert quantified
    for relation in quantified:
        taken: set[str] = set()
        for measure in map(ontology.measure, relation.quantified_by):
            assert set(measure.units) - taken, f"{relation.name} {measure.name}: an earlier measure takes every unit"
            taken |= set(measure.units)


def test_symmetric_relations_have_one_end(ontology: Ontology) -> None:
    assert all(r.domain == r.range for r in ontology.relations.values() if r.symmetric)


def test_a_narrower_relation_links_nothing_the_broader_does_not(ontology: Ontology) -> None:
    for narrow in ontology.relations.values():
        for broad in map(ontology.relation, narrow.broader):
            assert all(ontology.allows(broad.name, s, o) for s, o in itertools.product(narrow.domain, narrow.range)), narrow.name


FAULTS = {
    "an undeclared class": (
        "schema:domainIncludes cp:Organisation ;\n    schema:rangeIncludes cp:Organisation , cp:AgentGroup",
        "schema:domainIncludes cp:Organistion ;\n    schema:rangeIncludes cp:Organisation , cp:AgentGroup",
        "cp:Organistion",
        "cp:supplies has schema:domainIncludes cp:Organistion, and no class has this name. Did you mean cp:Organisation",
    ),
    "an undeclared family": (
        "cp:family cp:DemandFamily",
        "cp:family cp:DemandFamly",
        "cp:DemandFamly",
        "no family has this name. Did you mean cp:DemandFamily",
    ),
    "no family": ("    cp:family cp:DemandFamily ;\n", "", "cp:orders a", "cp:orders has no cp:family. A relation needs one. Add it in"),
    "a label too few": (
        '"orders"@en , "订购"@zh-Hans',
        '"orders"@en',
        '"orders"@en',
        "cp:orders has 0 rdfs:label in zh-Hans. Give it one in each of en,",
    ),
    "a label too many": ('"orders"@en , ', '"orders"@en , "buys"@en , ', '"buys"@en', "cp:orders has 2 rdfs:label in en."),
    "a mistyped property": (
        "cp:family cp:DemandFamily",
        "cp:famly cp:DemandFamily",
        "cp:famly",
        "cp:orders has cp:famly, a property that is not declared. Did you mean cp:family",
    ),
    "a mistyped kind": (
        "cp:orders a owl:ObjectProperty , cp:Relation",
        "cp:orders a owl:ObjectProperty , cp:Relaton",
        "cp:Relaton",
        "no class has this name. Did you mean cp:Relation",
    ),
    "a kind forgotten": (
        "cp:orders a owl:ObjectProperty , cp:Relation",
        "cp:orders a owl:ObjectProperty",
        "    cp:family cp:DemandFamily",
        "cp:orders has a family, but is no relation or measure.",
    ),
    "no type": ("cp:Chip a owl:Class ;\n", "cp:Chip\n", "cp:Chip", "cp:Chip has no type."),
    "a colour in words": ('cp:colour "#1f77c8"', 'cp:colour "blue"', "cp:colour", "cp:SupplyFamily has colour 'blue'. Write it as #rrggbb"),
    "a language unknown": (
        '"GPU"@zh-Hans',
        '"GPU"@de',
        '"GPU"@de',
        "cp:Chip has cue 'GPU' in language 'de'. Available: en, zh-Hans, zh-Hant.",
    ),
    "a unit forgotten": ('    cp:unitKind "currency" ;\n', "", "cp:marketCap a", "cp:marketCap has no cp:unitKind. A measure needs one."),
    "an inverse that does not agree": (
        "owl:inverseOf cp:supplies",
        "owl:inverseOf cp:orders",
        "owl:inverseOf",
        "cp:supplies is inverse of cp:buysFrom, which is inverse of another.",
    ),
    "a mistyped inverse": (
        "owl:inverseOf cp:buysFrom",
        "owl:inverseOf cp:buysForm",
        "cp:buysForm",
        "no relation has this name. Did you mean cp:buysFrom",
    ),
    "a ring of classes": ("rdfs:subClassOf cp:Entity", "rdfs:subClassOf cp:Company", "", "cp:Agent stands below itself."),
    "two families": (
        "cp:family cp:DemandFamily",
        "cp:family cp:DemandFamily , cp:RiskFamily",
        "cp:family cp:DemandFamily , cp:RiskFamily",
        "cp:orders has 2 families. Keep one.",
    ),
    "a semicolon forgotten": ("cp:family cp:DemandFamily ;", "cp:family cp:DemandFamily", "", "not Turtle:"),
    "a prefix unknown": (
        "cp:family cp:DemandFamily ;",
        "cq:family cp:DemandFamily ;",
        "cq:family",
        "not Turtle: The prefix cq: has not been declared",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_line(root: Path, tmp_path: Path, fault: str) -> None:
    right, wrong, mark, message = FAULTS[fault]
    text = (root / "ontology.ttl").read_text(encoding="utf-8")
    assert right in text
    path = tmp_path / "ontology.ttl"
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(VocabularyError) as caught:
        read_ontology(path)
    told = next(line for line in str(caught.value).splitlines() if message in line)
    number = int(re.match(r"ontology\.ttl:(\d+): ", told)[1])  # type: ignore[index]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert not mark or mark in lines[number - 1], f"{told}\n{lines[number - 1]}"


def test_all_faults_are_told_at_once(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "ontology.ttl"
    text = (root / "ontology.ttl").read_text(encoding="utf-8")
    path.write_text(text.replace("cp:family cp:RiskFamily", "cp:family cp:RiskFamly"), encoding="utf-8")
    with pytest.raises(VocabularyError) as caught:
        read_ontology(path)
    assert len(str(caught.value).splitlines()) == text.count("cp:family cp:RiskFamily")
