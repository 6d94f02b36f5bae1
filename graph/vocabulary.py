"""The few terms that code must name, and how an id becomes an IRI.

Relations, measures, classes and modalities are never named in code: they live in `ontology.ttl`, and their IRI is
`to_iri(ONTOLOGY_NS, name)`. What stands here is the form of a claim, which the ontology's terms fill.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace

ONTOLOGY_NS = Namespace("https://w3id.org/chokepoint/ontology#")
ENTITY = Namespace("https://w3id.org/chokepoint/id/")
CLAIM = Namespace("https://w3id.org/chokepoint/claim/")
EVIDENCE = Namespace("https://w3id.org/chokepoint/evidence/")
DOCUMENT = Namespace("https://w3id.org/chokepoint/document/")
RULE = Namespace("https://w3id.org/chokepoint/rule/")
INFERENCE = Namespace("https://w3id.org/chokepoint/inference/")
SHAPE = Namespace("https://w3id.org/chokepoint/shape/")
WIKIDATA = Namespace("http://www.wikidata.org/entity/")
SCHEMA = Namespace("https://schema.org/")

CLAIMS_GRAPH = URIRef("https://w3id.org/chokepoint/graph/claims")
INFERRED_GRAPH = URIRef("https://w3id.org/chokepoint/graph/inferred")
ONTOLOGY_GRAPH = URIRef("https://w3id.org/chokepoint/graph/ontology")


class CP(DefinedNamespace):
    """The structural terms. A name that is not here raises `AttributeError`, so that a typo stops the run."""

    _fail = True
    _NS = ONTOLOGY_NS

    # what there is
    Claim: URIRef
    Evidence: URIRef
    Document: URIRef
    Entity: URIRef
    Inference: URIRef
    Relation: URIRef
    Measure: URIRef
    Modality: URIRef
    Review: URIRef
    Family: URIRef

    # what a claim says
    subject: URIRef
    relation: URIRef
    object: URIRef
    measure: URIRef
    value: URIRef
    maxValue: URIRef  # noqa: N815  # RDF's own case
    unit: URIRef
    comparator: URIRef
    approximate: URIRef
    per: URIRef
    validFrom: URIRef  # noqa: N815  # RDF's own case
    validUntil: URIRef  # noqa: N815  # RDF's own case
    period: URIRef
    speaker: URIRef
    modality: URIRef
    negated: URIRef

    # how surely, and where it is read
    confidence: URIRef
    review: URIRef
    rule: URIRef
    evidence: URIRef
    document: URIRef
    start: URIRef
    end: URIRef
    passage: URIRef
    marks: URIRef

    # what is known of a document and an entity
    name: URIRef
    ticker: URIRef
    country: URIRef
    trade: URIRef
    provisional: URIRef
    contextWord: URIRef  # noqa: N815  # RDF's own case
    riskyLabel: URIRef  # noqa: N815  # RDF's own case

    # what the ontology says of its terms
    family: URIRef
    colour: URIRef
    line: URIRef
    unitKind: URIRef  # noqa: N815  # RDF's own case


@lru_cache(maxsize=65536)
def to_iri(namespace: str, name: str) -> URIRef:
    """Make the IRI of an id: letters, digits and marks of any script stay, the rest is percent-encoded.

    >>> str(to_iri(ENTITY, "臺積電-3nm")), str(to_iri(RULE, "en/orders 1"))
    ('https://w3id.org/chokepoint/id/臺積電-3nm', 'https://w3id.org/chokepoint/rule/en%2Forders%201')

    Source: RFC 3987, 2.2 (`iunreserved`).
    """
    if re.fullmatch(r"\.*", name):  # "." and ".." alone are path segments that a resolver removes
        return URIRef(namespace + name.replace(".", "%2E"))
    return URIRef(namespace + "".join(c if _stays(c) else quote(c, safe="") for c in name))


def from_iri(namespace: str, iri: str) -> str:
    """Give back the id in an IRI made by `to_iri`.

    >>> from_iri(RULE, "https://w3id.org/chokepoint/rule/en%2Forders%201")
    'en/orders 1'

    Raises:
        ValueError: the IRI is not in the namespace.
    """
    if not iri.startswith(namespace):
        raise ValueError(f"<{iri}>: not an IRI of {namespace}. An id stands after it.")
    return unquote(iri[len(namespace) :], errors="strict")


def _stays(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character in "-._~"
    return unicodedata.category(character)[0] in "LNM"
