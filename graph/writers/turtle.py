"""Turtle to read and to compare: entities with their direct edges, documents, and each claim with its evidence.

One order everywhere, one object a line, no blank nodes: a change of one claim is a change of its lines only. What is inferred and
what the ontology says is left to `graph.nq` and `ontology.ttl`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache

import pyoxigraph as ox
from rdflib.namespace import RDF, RDFS, SKOS, XSD

from graph.store import PREFIXES, engine_of
from graph.vocabulary import CLAIM, CLAIMS_GRAPH, CP, DOCUMENT, ENTITY, EVIDENCE, RULE
from graph.writers.result import Result

_SECTIONS = ((ENTITY,), (DOCUMENT,), (RULE,), (CLAIM, EVIDENCE))  # evidence bears its claim's id and so stands after it
_FIRST = {str(term): place for place, term in enumerate((RDF.type, RDFS.label, SKOS.altLabel, *(CP[name] for name in CP.__annotations__)))}
_LETTER = (
    r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
    r"\U00010000-\U000effff"
)
# Source: RDF 1.1 Turtle, 6.5, production PN_LOCAL; without the escapes, names that need them are written whole.
_LOCAL = re.compile(rf"(?:[{_LETTER}0-9_]|%[0-9A-F]{{2}})(?:(?:[{_LETTER}0-9_.\-]|%[0-9A-F]{{2}})*(?:[{_LETTER}0-9_\-]|%[0-9A-F]{{2}}))?")
# Source: RDF 1.1 Turtle, 2.5.2 and 2.5.3: numbers and booleans as they stand.
_BARE = {
    str(XSD.integer): re.compile(r"[+-]?[0-9]+"),
    str(XSD.decimal): re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    str(XSD.boolean): re.compile(r"true|false"),
}
_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def to_turtle(result: Result) -> bytes:
    """Write the default graph and the claims as Turtle; equal datasets give equal bytes.

    Source: RDF 1.1 Turtle.
    """
    engine = engine_of(result.rdf)
    triples: defaultdict[str, defaultdict[str, list[_Term]]] = defaultdict(lambda: defaultdict(list))
    for graph in (ox.DefaultGraph(), ox.NamedNode(CLAIMS_GRAPH)):
        for quad in engine.quads_for_pattern(None, None, None, graph):
            triples[_name(quad.subject)][quad.predicate.value].append(quad.object)
    shorten = cache(_shorten)
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(PREFIXES.items()))
    blocks = (_block(subject, triples[subject], shorten) for subject in sorted(triples, key=_section))
    return "\n".join((head, *blocks)).encode()


def _name(subject: object) -> str:
    if not isinstance(subject, ox.NamedNode):
        raise TypeError(f"{subject}: not an IRI. What is written has no blank nodes; give it an IRI in graph/rdf.py.")
    return subject.value


def _section(iri: str) -> tuple[int, str, str]:
    for number, namespaces in enumerate(_SECTIONS):
        for namespace in namespaces:
            if iri.startswith(namespace):
                return number, iri[len(namespace) :], namespace
    return len(_SECTIONS), iri, ""


def _block(subject: str, said: dict[str, list[_Term]], shorten: Callable[[str], str]) -> str:
    last = len(_FIRST)
    lines = (
        f"{'a' if predicate == str(RDF.type) else shorten(predicate)} {_objects(said[predicate], shorten)}"
        for predicate in sorted(said, key=lambda iri: (_FIRST.get(iri, last), iri))
    )
    return shorten(subject) + " " + " ;\n    ".join(lines) + " .\n"


def _objects(objects: Iterable[_Term], shorten: Callable[[str], str]) -> str:
    # One triple may stand in both graphs.
    return " ,\n        ".join(sorted({_term(term, shorten) for term in objects}))


def _term(term: _Term, shorten: Callable[[str], str]) -> str:
    if isinstance(term, ox.NamedNode):
        return shorten(term.value)
    if not isinstance(term, ox.Literal):
        raise TypeError(f"{term}: neither an IRI nor a literal. What is written has no blank nodes; give it an IRI in graph/rdf.py.")
    datatype = term.datatype.value
    if datatype in _BARE and _BARE[datatype].fullmatch(term.value):
        return term.value
    written = str(term)
    return written.removesuffix(f"<{datatype}>") + shorten(datatype) if written.endswith(f"^^<{datatype}>") else written


def _shorten(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(local := iri[len(namespace) :]):
            return f"{prefix}:{local}"
    return str(ox.NamedNode(iri))
