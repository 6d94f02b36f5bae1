"""What a person types for a question's parameter → the RDF term that is asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import get_args

import pyoxigraph as ox
from rdflib import Dataset, URIRef
from rdflib.namespace import DCTERMS, OWL, RDFS, SKOS, XSD

from graph.errors import QuestionError, suggest
from graph.language.scripts import fold
from graph.model import Modality
from graph.vocabulary import CP, DOCUMENT, ENTITY, ONTOLOGY_NS, from_iri, to_iri

ANY = "any"
# The parameter types that name something: their namespace and prefix.
NAMED: Mapping[str, tuple[str, str]] = {
    "class": (ONTOLOGY_NS, "cp:"),
    "document": (DOCUMENT, "doc:"),
    "entity": (ENTITY, "ent:"),
    "measure": (ONTOLOGY_NS, "cp:"),
    "modality": (ONTOLOGY_NS, "cp:"),
    "relation": (ONTOLOGY_NS, "cp:"),
}
_NAMES = ((RDFS.label, SKOS.prefLabel, CP.name), (SKOS.altLabel, CP.ticker, DCTERMS.title))  # the first have precedence
_TYPES = {"class": OWL.Class, "document": CP.Document, "measure": CP.Measure, "relation": OWL.ObjectProperty}
_USES = {"document": CP.document, "measure": CP.measure, "relation": CP.relation}
_FEW = 40  # names that can be listed in one message


def to_term(store: Dataset, kind: str, text: str, place: str) -> str:
    """Write a parameter's value as a SPARQL term; `any` leaves a parameter that names something open.

    Raises:
        QuestionError: the text is no such value, names nothing in the store, or names several things.
    """
    if kind in VALUES:
        return VALUES[kind](text, place)
    word = text.strip()
    return "UNDEF" if word == ANY else str(ox.NamedNode(find(store, kind, word, place)))


def find(store: Dataset, kind: str, word: str, place: str) -> str:
    """Find the IRI that an id, an IRI, a label, alias, ticker or file name of any script stands for.

    An exact id wins over a label, a label over an alias.

    Raises:
        QuestionError: nothing or several things have the name.
    """
    namespace, prefix = NAMED[kind]
    name = word.removeprefix("<").removesuffix(">").removeprefix(namespace).removeprefix(prefix)
    name = name.capitalize() if kind == "modality" else name
    for iri in (namespace + name, str(to_iri(namespace, name))):
        if _there(store, kind, iri):
            return iri
    known: dict[str, str] = {}
    for predicates in _NAMES:
        labels = _labels(store, predicates, kind)
        named = sorted({iri for iri, label in labels if label == _plain(word)})
        if len(named) == 1:
            return named[0]
        if named:
            choices = ", ".join(from_iri(namespace, iri) + _kinds(store, iri) for iri in named)
            raise QuestionError(f"{place}: '{word}' names {len(named)} things: {choices}. Give one of these ids.")
        known.update((label, iri) for iri, label in labels)
    names = {iri: from_iri(namespace, iri) for iri in (*known.values(), *_typed(store, kind))}
    if kind == "modality":
        names = {iri: name.lower() for iri, name in names.items()}
    known.update((name.casefold(), iri) for iri, name in names.items())
    near = dict.fromkeys(names[known[label]] for label in get_close_matches(_plain(name), known, n=3, cutoff=0.6))
    few = suggest(word, names.values()) if 0 < len(names) <= _FEW else "Ask top-entities to see some."
    raise QuestionError(f"{place}: no {kind} '{word}' in this graph. " + (f"Did you mean {' or '.join(near)}?" if near else few))


def _typed(store: Dataset, kind: str) -> set[str]:
    """Give the terms of the ontology, or the documents, that a parameter of a kind can name."""
    if kind == "modality":
        return {ONTOLOGY_NS + name.capitalize() for name in get_args(Modality)}
    return {iri for (iri,) in _select(store, f"SELECT ?iri {{ ?iri a <{_TYPES[kind]}> }}")} if kind in _TYPES else set()


def _there(store: Dataset, kind: str, iri: str) -> bool:
    """Tell whether a term is one of its kind, or used as one in a claim; an entity, whether anything is said of it."""
    try:
        term = ox.NamedNode(iri)
    except ValueError:  # no IRI, so it stands nowhere
        return False
    uses = f"{{ {term} ?p ?o }} UNION {{ ?s ?p {term} }}" if kind == "entity" else f"?s <{_USES[kind]}> {term}" if kind in _USES else ""
    return iri in _typed(store, kind) or bool(uses and store.query(f"ASK {{ {uses} }}").askAnswer)


def _labels(store: Dataset, predicates: tuple[URIRef, ...], kind: str) -> list[tuple[str, str]]:
    """Give (IRI, label in the form that is compared); folded in one go, as folding one by one is slow."""
    namespace, typed = NAMED[kind][0], _typed(store, kind)
    among = " ".join(f"<{predicate}>" for predicate in predicates)
    pairs = _select(store, f"SELECT ?iri ?label {{ VALUES ?p {{ {among} }} ?iri ?p ?label . FILTER(STRSTARTS(STR(?iri), '{namespace}')) }}")
    found = [(iri, _spaced(label)) for iri, label in pairs if kind == "entity" or iri in typed]
    plain = fold("\n".join(label for _, label in found)).split("\n")
    return [(iri, label.casefold()) for (iri, _), label in zip(found, plain, strict=False)]


def _kinds(store: Dataset, iri: str) -> str:
    kinds = sorted(kind.rpartition("#")[2] for (kind,) in _select(store, f"SELECT ?kind {{ {ox.NamedNode(iri)} a ?kind }}"))
    return f" ({', '.join(kinds)})" if kinds else ""


def _select(store: Dataset, query: str) -> list[tuple[str, ...]]:
    result = store.query(query)
    return [tuple(str(row[variable]) for variable in result.vars or ()) for row in result.bindings]


def _spaced(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _plain(text: str) -> str:
    return fold(_spaced(text)).casefold()


def _text(text: str, place: str) -> str:
    if any(unicodedata.category(character) == "Cs" for character in text):
        raise QuestionError(f"{place}: the text holds half a character. Give it as UTF-8.")
    return str(ox.Literal(text))


def _number(text: str, place: str) -> str:
    try:
        number = Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        raise QuestionError(f"{place}: '{text}' is not a number. Write digits, as 4000000000000 or 0.8.") from None
    if not number.is_finite() or abs(number.adjusted()) > 18:  # noqa: PLR2004  # what the engine's xsd:decimal holds
        raise QuestionError(f"{place}: '{text}' is out of bounds. Numbers have up to 18 digits on either side of the point.")
    return str(ox.Literal(format(number, "f"), datatype=ox.NamedNode(XSD.decimal)))


def _date(text: str, place: str) -> str:
    if not re.fullmatch(r"(\d{4}(-Q[1-4]|-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?", text.strip(), re.ASCII):
        raise QuestionError(f"{place}: '{text}' is not a time. Write 2025, 2025-Q1, 2025-01 or 2025-01-27; nothing for any time.")
    return str(ox.Literal(text.strip()))


VALUES: Mapping[str, Callable[[str, str], str]] = {"date": _date, "number": _number, "text": _text}
