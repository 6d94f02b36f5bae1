"""GraphML: read back by networkx, valid for others."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from dataclasses import replace

import networkx as nx
from hypothesis import HealthCheck, given, settings

from graph.model import Claim, Entity
from graph.network import to_network
from graph.writers import Result
from graph.writers.graphml import to_graphml
from tests.writers.results import CLAIMS, NOTE, make_result, results


def test_networkx_reads_back_what_the_network_is() -> None:
    result = make_result()
    network = nx.read_graphml(io.BytesIO(to_graphml(result)), force_multigraph=True)
    expected = to_network(result.claims, result.entities, result.documents, result.ontology)
    assert {node: network.nodes[node] for node in network} == {node: expected.nodes[node] for node in expected}
    edges = {(subject, target, claim["claim"]): claim for subject, target, claim in network.edges(data=True)}
    assert edges.keys() == {("tsmc", "nvidia", CLAIMS[0].id), ("nvidia", "tsmc", CLAIMS[1].id)}
    assert edges["nvidia", "tsmc", CLAIMS[1].id]["negated"] is True
    assert edges["tsmc", "nvidia", CLAIMS[0].id]["passage"] == NOTE.text[:8]


def test_booleans_are_those_of_xml_schema() -> None:
    written = to_graphml(make_result()).decode()
    assert ">true<" in written
    assert "True" not in written


def test_characters_xml_forbids_are_replaced() -> None:
    entity = Entity("a", "Company", (("en", "A\x00B\x1b\ud83dC\ufffe\u202e"),))
    result = replace(make_result(), claims=(Claim("a", "supplies", "b"),), entities=(entity,))
    written = to_graphml(result).decode()
    assert "A\ufffdB\ufffd\ufffdC\ufffd\u202e" in written


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(result=results())
def test_any_result_gives_well_formed_xml_with_every_edge(result: Result) -> None:
    written = to_graphml(result)
    root = ET.fromstring(written)  # noqa: S314 - our own output
    assert sum(element.tag.endswith("}edge") for element in root.iter()) == sum(claim.object is not None for claim in result.claims)
    assert to_graphml(result) == written
