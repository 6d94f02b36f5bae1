"""GraphML, for Gephi, yEd, Cytoscape, igraph and networkx."""

from __future__ import annotations

import io
import re
from typing import TypeVar

import networkx as nx
from networkx.readwrite.graphml import GraphMLWriter

from graph.network import to_network
from graph.writers.result import Result

# Source: XML 1.0 (Fifth Edition), 2.2, production Char.
_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_T = TypeVar("_T")


def to_graphml(result: Result) -> bytes:
    """Write the network: entities as nodes, claims as parallel edges under their ids.

    Characters that XML forbids become U+FFFD.

    Source: The GraphML File Format, graphml.graphdrawing.org.
    """
    network = to_network(result.claims, result.entities, result.documents, result.ontology)
    writer = GraphMLWriter(_clean_network(network), prettyprint=True, named_key_ids=False)
    booleans = {key.get("id") for key in writer.xml.iter("key") if key.get("attr.type") == "boolean"}
    for data in writer.xml.iter("data"):
        if data.get("key") in booleans:
            data.text = str(data.text).lower()  # `True`, as Python writes it, is no boolean of XML Schema
    stream = io.BytesIO()
    writer.dump(stream)
    return stream.getvalue() + b"\n"


def _clean_network(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    clean: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, attributes in network.nodes(data=True):
        clean.add_node(_clean(node), **{name: _clean(value) for name, value in attributes.items()})
    for subject, target, key, attributes in network.edges(keys=True, data=True):
        clean.add_edge(_clean(subject), _clean(target), key=key, **{name: _clean(value) for name, value in attributes.items()})
    return clean


def _clean(value: _T) -> _T:
    return _FORBIDDEN.sub("\ufffd", value) if isinstance(value, str) else value  # type: ignore[return-value]
