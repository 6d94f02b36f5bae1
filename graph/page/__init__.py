"""Claims → one self-contained page. pyvis draws it; template, styles, script and words are files beside this one."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import networkx as nx

from graph.coverage import Coverage
from graph.model import Claim, Document, Entity, Finding
from graph.network import LANGUAGES, to_network
from graph.ontology import Ontology
from graph.page.island import (
    describe_claims,
    describe_coverage,
    describe_documents,
    describe_entities,
    describe_findings,
    describe_ontology,
    fold_table,
    kind_of,
    pack,
    read_look,
    read_strings,
)
from graph.page.layout import place
from graph.page.lines import draw_lines
from graph.page.shell import render
from graph.page.visible import make_visible

__all__ = ["to_page"]

ROW, BREAK, LONGEST = 15, 112, 150  # of a label, page units: a line's height; in two lines beyond; cut beyond
MARGIN = 4  # around marks and labels, page units


def to_page(
    claims: Iterable[Claim],
    entities: Iterable[Entity],
    documents: Iterable[Document],
    ontology: Ontology,
    findings: Iterable[Finding] = (),
    *,
    coverage: Iterable[Coverage] = (),
) -> str:
    """Make the page, as the text of one HTML file to be written as UTF-8. The same values give the same text.

    Entities no claim names are left out; a document of which nothing is cited is still listed.

    Raises:
        ValueError: two claims have one id.
        VocabularyError: a claim's relation or measure is not in the ontology.
    """
    claims = sorted(claims, key=lambda claim: claim.id)
    documents = sorted(documents, key=lambda document: document.id)
    network = to_network(claims, entities := tuple(entities), documents, ontology)
    numbers = {name: number for number, name in enumerate(network)}
    known = {entity.id: entity for entity in entities}
    used = [known.get(name) or Entity(name, "Entity", (("en", name),), provisional=True) for name in network]
    strings = read_strings()
    described, excerpts = describe_documents(documents, claims)
    data = {
        "languages": LANGUAGES,
        "strings": strings,
        "ontology": describe_ontology(ontology),
        "documents": described,
        "entities": describe_entities(used),
        "claims": describe_claims(claims, numbers, {document.id: number for number, document in enumerate(documents)}, excerpts),
        "findings": describe_findings(findings),
        "ledger": describe_coverage(coverage, {document.id: number for number, document in enumerate(documents)}),
        "fold": fold_table(used),
    }

    def pack_all(nodes: list[Any], lines: list[Any], options: str) -> str:
        return pack({**data, "nodes": nodes, "lines": lines, "options": options})

    title = documents[0].title or documents[0].name if len(documents) == 1 else strings["title"][0]
    nodes, lines = _draw_nodes(network, numbers, ontology), draw_lines(claims, numbers, ontology)
    return render(make_visible(title), nodes, lines, pack_all, strings)


def _draw_nodes(network: nx.MultiDiGraph[str], numbers: dict[str, int], ontology: Ontology) -> list[dict[str, Any]]:
    """Give vis-network its nodes: numbered, placed (x, y; on a tall page tx, ty), with size, weight (claims) and community."""
    weights = {name: int(attributes["claims"]) for name, attributes in network.nodes(data=True)}
    heaviest = max((*weights.values(), 1))
    boxes = {name: _box(attributes, weights[name] / heaviest) for name, attributes in network.nodes(data=True)}
    placed = place(network, boxes)
    look = read_look()
    nodes = []
    for name, number in numbers.items():
        spot, size = placed[name], _size(weights[name])
        lift = round(boxes[name][1] / 2 - size - MARGIN)  # the mark stands in the upper part of its box, the label below
        shape = look["kind"][kind_of(network.nodes[name]["type"], ontology, look)]["shape"]
        wide, tall = {"x": spot.wide[0], "y": spot.wide[1] - lift}, {"tx": spot.tall[0], "ty": spot.tall[1] - lift}
        nodes.append({"id": number, "shape": shape, "size": size, **wide, **tall, "w": weights[name], "g": spot.community})
    return nodes


def _size(weight: int) -> float:
    """Reckon the radius of a mark, page units."""
    return float(round(5.5 + 2.5 * math.sqrt(min(weight, 80)), 1))


def _box(attributes: dict[str, Any], share: float) -> tuple[float, float]:
    """Reckon the width and height of a mark with its label below, in whichever language it is longest.

    `share` is its claims as a fraction of the heaviest entity's: heavier ones have larger labels.
    """
    larger = 1 + 0.5 * math.sqrt(share)
    longest = max(sum(12 if character > "\u2e80" else 6.5 for character in attributes[f"label_{language}"][:60]) for language in LANGUAGES)
    rows, width = (1, longest) if longest <= BREAK else (2, min(LONGEST, longest / 2 + 2 * ROW))
    size = _size(int(attributes["claims"]))
    return max(width * larger, 2 * size) + MARGIN, 2 * size + rows * ROW * larger + 3 * MARGIN
