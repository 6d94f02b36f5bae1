"""Claims become edges and nobody gets lost."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from decimal import Decimal

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import VocabularyError
from graph.model import Claim, Quantity
from graph.network import to_network
from graph.ontology import Ontology, read_ontology
from tests import strategies
from tests.page.example import CLAIMS, DOCUMENTS, ENTITIES

MAKES, ORDER, GROWTH = CLAIMS[:3]
ONTOLOGY = read_ontology()


@pytest.fixture
def ontology() -> Ontology:
    return ONTOLOGY


def test_an_edge_is_a_claim_with_all_that_is_said(ontology: Ontology) -> None:
    network = to_network(CLAIMS, ENTITIES, DOCUMENTS, ontology)
    edge = network.edges["lantern", "glow-chip", ORDER.id]
    assert edge["relation"] == "orders"
    assert edge["family"] == ontology.relation("orders").family
    assert (edge["measure"], edge["value"], edge["unit"], edge["approximate"]) == ("orderValue", "3500000000", "USD", True)
    assert (edge["modality"], edge["negated"], edge["document"]) == ("fact", False, "orchid.txt")
    assert DOCUMENTS[0].text[edge["start"] : edge["end"]] == edge["passage"]
    assert "speaker" not in edge


def test_a_node_has_labels_type_and_the_claims_about_it_alone(ontology: Ontology) -> None:
    node = to_network(CLAIMS, ENTITIES, DOCUMENTS, ontology).nodes["lantern"]
    assert (node["type"], node["label_en"], node["label_zh-Hans"], node["claims"]) == ("Company", "Lantern Devices", "灯笼装置", 6)
    assert {said["measure"]: said["value"] for said in json.loads(node["measures"])} == {"revenueGrowth": "2", "marketCap": "1000000000000"}
    assert set(node["families"].split()) >= {ontology.relation("manufacturesFor").family}


def test_what_two_say_of_one_pair_stays_apart(ontology: Ontology) -> None:
    claims = [MAKES, replace(MAKES, modality="forecast"), replace(MAKES, relation="supplies"), replace(MAKES, negated=True)]
    network = to_network(claims, ENTITIES, DOCUMENTS, ontology)
    assert set(network["orchid"]["lantern"]) == {claim.id for claim in claims}


def test_a_measure_with_a_second_entity_is_an_edge(ontology: Ontology) -> None:
    claim = Claim("orchid", measure="marketCapMultipleOf", object="lantern", quantity=Quantity(Decimal(3), "ratio"))
    network = to_network([claim], ENTITIES, DOCUMENTS, ontology)
    assert network.edges["orchid", "lantern", claim.id]["measure"] == "marketCapMultipleOf"


def test_speakers_and_unknown_entities_are_nodes_and_the_unused_are_not(ontology: Ontology) -> None:
    network = to_network([replace(GROWTH, subject="stranger")], ENTITIES, DOCUMENTS, ontology)
    assert list(network) == ["mira-vale", "stranger"]
    assert network.nodes["stranger"]["label_zh-Hant"] == "stranger"
    assert network.nodes["stranger"]["provisional"] is True


def test_a_claim_given_twice_is_refused_because_one_would_hide_the_other(ontology: Ontology) -> None:
    with pytest.raises(ValueError, match=f"claim {MAKES.id}: given twice"):
        to_network([MAKES, MAKES], ENTITIES, DOCUMENTS, ontology)
    with pytest.raises(ValueError, match="given twice"):
        to_network([GROWTH, GROWTH], ENTITIES, DOCUMENTS, ontology)


def test_a_relation_that_is_not_in_the_ontology_is_named(ontology: Ontology) -> None:
    with pytest.raises(VocabularyError, match=r"suplies.*Did you mean.*supplies"):
        to_network([replace(MAKES, relation="suplies")], ENTITIES, DOCUMENTS, ontology)


def test_the_order_of_claims_and_entities_changes_nothing(ontology: Ontology) -> None:
    one = to_network(CLAIMS, ENTITIES, DOCUMENTS, ontology)
    other = to_network(CLAIMS[::-1], ENTITIES[::-1], DOCUMENTS[::-1], ontology)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


def test_graphml_can_hold_it(ontology: Ontology) -> None:
    written = io.BytesIO()
    nx.write_graphml(to_network(CLAIMS, ENTITIES, DOCUMENTS, ontology), written)
    written.seek(0)
    read: nx.MultiDiGraph[str] = nx.read_graphml(written, force_multigraph=True)  # type: ignore[assignment]
    assert read.edges["lantern", "glow-chip", ORDER.id]["value"] == "3500000000"


@given(st.lists(strategies.claims(), max_size=6).map(strategies.merged))
def test_no_claim_is_lost(claims: list[Claim]) -> None:
    network = to_network(claims, (), (), ONTOLOGY)
    alone = [said["claim"] for _, measures in network.nodes(data="measures") for said in json.loads(str(measures or "[]"))]
    assert sorted([*alone, *(key for _, _, key in network.edges(keys=True))]) == sorted(claim.id for claim in claims)
