"""What follows from stated facts: rules as SPARQL CONSTRUCT files beside this one, run until nothing new follows.

A rule names no relation: which are inverse, symmetric or kinds of one another, the ontology says. Only facts are its
premises. Every inferred edge comes with a node that holds its subject, relation and object, the rules that gave it
(`cp:rule`) and the claims it follows from (`prov:wasDerivedFrom`). A new rule is a new file and nothing else.

Source: OWL 2 Profiles, 4.3, rules prp-inv1, prp-inv2, prp-symp, prp-spo1.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import pyoxigraph as ox
from rdflib import Dataset, Graph
from rdflib.namespace import PROV, RDF, RDFS

from graph.ontology import Ontology
from graph.store import PREFIXES, ClaimStore, engine_of, merge_graphs
from graph.vocabulary import CP, INFERRED_GRAPH, RULE

RULES = Path(__file__).parent
INFERRED = ox.NamedNode(INFERRED_GRAPH)
_TITLE = re.compile(r"^# title@(en|zh-Hans|zh-Hant): (.+)$", re.MULTILINE)


def infer(rdf: Dataset, ontology: Ontology | Graph | Path | None = None, folder: Path = RULES) -> int:
    """Write into `INFERRED_GRAPH` what follows, in place of what stood there, and return the number of edges.

    `ontology` is needed where the dataset does not carry its own: one that `to_rdf` made does.

    Raises:
        TypeError: the dataset is not one of `to_rdf` or `open_store`.
        VocabularyError: the ontology's file is not Turtle.
    """
    if not isinstance(rdf.store, ClaimStore):
        raise TypeError(f"infer: the dataset is kept in {type(rdf.store).__name__}. Give it to open_store first.")
    merged = merge_graphs(rdf, None if isinstance(ontology, Ontology) else ontology)
    rules = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.rq"))}
    known = -1
    while known < (known := len(merged)):
        for text in rules.values():
            found = cast("ox.QueryTriples", merged.query(text, prefixes=dict(PREFIXES)))
            merged.extend([ox.Quad(t.subject, t.predicate, t.object, INFERRED) for t in found])
    for name, text in rules.items():
        rule = ox.NamedNode(f"{RULE}infer-{name}")
        if any(merged.quads_for_pattern(None, ox.NamedNode(CP.rule), rule, INFERRED)):
            merged.add(ox.Quad(rule, ox.NamedNode(RDF.type), ox.NamedNode(PROV.Activity), INFERRED))
            for language, title in _TITLE.findall(text):
                merged.add(ox.Quad(rule, ox.NamedNode(RDFS.label), ox.Literal(title, language=language), INFERRED))
    engine_of(rdf).remove_graph(INFERRED)
    engine_of(rdf).bulk_extend(merged.quads_for_pattern(None, None, None, INFERRED))
    return sum(1 for _ in merged.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(CP.Inference), INFERRED))
