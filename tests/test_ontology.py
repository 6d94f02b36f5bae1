"""The ontology as values: what the domain vocabulary fixes, and how it is asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import VocabularyError
from graph.ontology import Ontology, Relation, read_ontology
from graph.turtle import TYPE, Turtle, read_turtle
from graph.vocabulary import CP

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
ANY = "Entity"
WANTED = "Product Technology Organisation Market Concept"
# relation: family, domain, range, marks
RELATIONS = {
    "supplies": ("Supply", "Organisation", "Organisation AgentGroup Place", "inverse buysFrom"),
    "buysFrom": ("Supply", "Organisation AgentGroup Place", "Organisation", "inverse supplies"),
    "manufacturesFor": ("Supply", "Organisation", "Organisation", "broader supplies"),
    "produces": ("Supply", "Organisation Facility", "Product Technology", ""),
    "deploys": ("Supply", "Organisation AgentGroup Facility Place", "Product Technology Facility", ""),
    "operates": ("Supply", "Organisation Place", "Facility", ""),
    "componentOf": ("Supply", "Product Technology", "Product Facility", ""),
    "locatedIn": ("Supply", ANY, "Place", ""),
    "enables": ("Supply", ANY, "Product Technology Facility Concept", ""),
    "supplyState": ("Supply", "Product Technology Market Concept", "Concept", ""),
    "consumes": ("Supply", "Facility Product Technology", "Material Service Concept", ""),
    "orders": ("Demand", "Agent Place", "Product Facility Service", ""),
    "dependsOn": ("Demand", ANY, ANY, ""),
    "drivesDemandFor": ("Demand", ANY, WANTED, ""),
    "cancels": ("Demand", "Agent", "Product Service Facility", ""),
    "reducesDemandFor": ("Demand", ANY, WANTED, ""),
    "imposes": ("Risk", "Government Country", "Policy", ""),
    "restricts": ("Risk", "Policy Government Country", "Organisation Product Place Technology", ""),
    "tightens": ("Risk", "Government Country Event", "Policy", ""),
    "eases": ("Risk", "Government Country Event", "Policy", ""),
    "threatens": ("Risk", ANY, ANY, "inverse exposedTo"),
    "exposedTo": ("Risk", ANY, ANY, "inverse threatens"),
    "disrupts": ("Risk", ANY, ANY, ""),
    "substitutes": ("Risk", ANY, ANY, ""),
    "mitigates": ("Risk", ANY, ANY, ""),
    "exits": ("Risk", "Organisation AgentGroup", "Market Event", ""),
    "causesLossTo": ("Risk", ANY, "Organisation AgentGroup", ""),
    "competesWith": ("Competition", "Organisation Product", "Organisation Product", "symmetric"),
    "dominates": ("Competition", "Organisation Product", "Market Concept", ""),
    "investsIn": ("Capital", "Agent", "Organisation AgentGroup Market Place Facility Technology", ""),
    "acquires": ("Capital", "Organisation", "Organisation", ""),
    "owns": ("Capital", "Agent", "Organisation Facility", ""),
    "partnersWith": ("Capital", "Organisation", "Organisation", "symmetric"),
    "raisesValueOf": ("Market", ANY, "Organisation Product", ""),
    "lowersValueOf": ("Market", ANY, "Organisation Product", ""),
    "leads": ("People", "Person", "Organisation", ""),
    "worksFor": ("People", "Person", "Organisation", ""),
    "memberOf": ("Structure", ANY, "AgentGroup Organisation Product", ""),
    "launches": ("Product", "Organisation Person", "Product Technology Facility", ""),
    "succeeds": ("Product", "Product Technology", "Product Technology", ""),
}
# class: what it stands directly below
CLASSES = {
    "Organisation": "Agent", "Person": "Agent", "AgentGroup": "Agent", "Company": "Organisation", "Government": "Organisation",
    "Institution": "Organisation", "Chip": "Product", "System": "Product", "Software": "Product", "Service": "Product",
    "Material": "Product", "Equipment": "Product", "Country": "Place", "Region": "Place",
    "Agent": ANY, "Product": ANY, "Technology": ANY, "Facility": ANY, "Place": ANY,
    "Market": ANY, "Policy": ANY, "Event": ANY, "Concept": ANY, "Document": "", "Claim": "",
}  # fmt: skip
# measure: its units
MEASURES = {
    "marketCap": "currency", "sharePrice": "currency", "sharePriceChange": "percent ratio", "peRatio": "ratio", "revenue": "currency",
    "revenueGrowth": "percent ratio", "netProfit": "currency", "grossMargin": "percent", "capitalExpenditure": "currency",
    "marketShare": "percent", "revenueShareOf": "percent", "marketSize": "currency count", "orderValue": "currency",
    "investmentValue": "currency", "unitPrice": "currency",
    "capacity": "wafer/month wafer/year count/month count/year rack/month t/year count FLOPS"
        " W/year wafer/week wafer/day count/week count/day count/quarter"
        " m/month m/year m2/month m2/year sheet/month sheet/year t/month ratio",
    "utilisationRate": "percent", "inOperation": "count percent", "demandGrowth": "percent ratio", "lossValue": "currency",
    "forecastRevision": "percent", "marketCapMultipleOf": "ratio", "marketCapPerEmployee": "currency", "employeeCount": "count",
    "memberCount": "count", "unitCount": "count", "performanceGain": "percent ratio", "powerDensity": "W/rack", "powerCapacity": "W",
}  # fmt: skip


@pytest.fixture(scope="module")
def ontology(root: Path) -> Ontology:
    return read_ontology(root / "ontology.ttl")


@pytest.fixture(scope="module")
def turtle(root: Path) -> Turtle:
    return read_turtle(root / "ontology.ttl")


def test_relations_are_those_of_the_domain_vocabulary(ontology: Ontology) -> None:
    def marks(relation: Relation) -> str:
        inverse = [f"inverse {relation.inverse}"] if relation.inverse else []
        return " ".join([*inverse, *(["symmetric"] if relation.symmetric else []), *(f"broader {b}" for b in relation.broader)])

    for name, expected in RELATIONS.items():
        relation = ontology.relation(name)
        ends = " ".join(relation.domain), " ".join(relation.range)
        assert (relation.family.removesuffix("Family"), *ends, marks(relation)) == expected, name
    assert list(ontology.relations) == list(RELATIONS)


def test_classes_are_those_of_the_domain_vocabulary(ontology: Ontology) -> None:
    assert {name: " ".join(ontology.classes[name].parents) for name in CLASSES} == CLASSES


def test_measures_are_those_of_the_domain_vocabulary(ontology: Ontology) -> None:
    assert {name: " ".join(measure.units) for name, measure in ontology.measures.items()} == MEASURES


def test_modalities_are_those_of_a_claim(ontology: Ontology) -> None:
    assert [name.lower() for name in ontology.modalities] == ["fact", "plan", "forecast", "opinion", "hypothetical", "rumour"]


def test_changes_are_signed(ontology: Ontology) -> None:
    signed = [measure.name for measure in ontology.measures.values() if measure.signed]
    assert signed == ["sharePriceChange", "revenueGrowth", "forecastRevision", "demandGrowth", "performanceGain"]


def test_review_states_are_declared(turtle: Turtle) -> None:
    states = [term for term in turtle.terms if "cp:Review" in turtle.names(term, TYPE)]
    assert states == ["cp:Extracted", "cp:Accepted", "cp:Rejected", "cp:Added"]


def test_every_structural_term_of_the_code_is_declared(turtle: Turtle) -> None:
    names = [name for name in CP.__annotations__ if not name.startswith("_")]
    assert names
    assert [name for name in names if f"cp:{name}" not in turtle.terms] == []


def test_gold_claims_are_allowed(ontology: Ontology, shared: Path) -> None:
    gold = json.loads((shared / "gold" / "nvidia-4-trillion.gold.json").read_text(encoding="utf-8"))
    types = {entity["id"]: entity["type"] for entity in gold["entities"]}
    for claim in gold["claims"]:
        ends = types[claim["subject"]], types.get(claim["object"], "")
        if claim["relation"]:
            assert ontology.allows(claim["relation"], *ends), claim["id"]
        if claim["measure"]:
            measure = ontology.measure(claim["measure"])
            kind = "currency" if len(claim["unit"]) == 3 else claim["unit"]
            assert kind in measure.units, claim["id"]
            assert claim["relation"] or any(ontology.is_a(ends[0], c) for c in measure.domain), claim["id"]


def test_order_is_that_of_the_file(ontology: Ontology) -> None:
    assert list(ontology.modalities) == ["Fact", "Plan", "Forecast", "Opinion", "Hypothetical", "Rumour"]
    assert list(ontology.families)[:3] == ["SupplyFamily", "DemandFamily", "RiskFamily"]
    assert ontology.version == "0.1.0"


def test_is_a_climbs(ontology: Ontology) -> None:
    assert ontology.is_a("Company", "Company")
    assert ontology.is_a("Company", "Entity")
    assert not ontology.is_a("Agent", "Company")
    assert not ontology.is_a("Document", "Entity")
    with pytest.raises(VocabularyError, match=r"ontology.ttl has no class cp:Compny. Did you mean cp:Company"):
        ontology.is_a("Compny", "Entity")


def test_allows_looks_at_inherited_classes(ontology: Ontology) -> None:
    assert ontology.allows("supplies", "Company", "AgentGroup")
    assert ontology.allows("threatens", "Concept", "Country")
    assert not ontology.allows("supplies", "Chip", "Company")
    assert not ontology.allows("supplies", "Company", "Chip")
    with pytest.raises(VocabularyError, match=r"no relation cp:suplies. Did you mean cp:supplies"):
        ontology.allows("suplies", "Company", "Company")


def test_a_missing_measure_is_named(ontology: Ontology) -> None:
    assert ontology.measure("marketCap").units == ("currency",)
    with pytest.raises(VocabularyError, match=r"no measure cp:marketCup. Did you mean cp:marketCap"):
        ontology.measure("marketCup")


def test_an_inverse_said_once_holds_both_ways(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "ontology.ttl"
    text = (root / "ontology.ttl").read_text(encoding="utf-8")
    path.write_text(text.replace("    owl:inverseOf cp:supplies ;\n", ""), encoding="utf-8")
    assert read_ontology(path).relation("buysFrom").inverse == "supplies"


def test_a_new_relation_needs_the_file_alone(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "ontology.ttl"
    labels, definitions = (" , ".join(f'"{text}"@{language}' for language in LANGUAGES) for text in ("lobbies", "tries to sway"))
    added = f"""
cp:lobbies a owl:ObjectProperty , cp:Relation ;
    rdfs:label {labels} ;
    skos:definition {definitions} ;
    schema:domainIncludes cp:Organisation ;
    schema:rangeIncludes cp:Government ;
    cp:family cp:RiskFamily ;
    skos:hiddenLabel "lobbies"@en , "lobbied hard"@en .
"""
    path.write_text((root / "ontology.ttl").read_text(encoding="utf-8") + added, encoding="utf-8")
    ontology = read_ontology(path)
    assert ontology.relation("lobbies").cues == {"en": ("lobbied hard", "lobbies")}
    assert ontology.allows("lobbies", "Company", "Government")
