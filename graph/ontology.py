"""What the graph may say: `ontology.ttl` as values.

The file is the only list of classes, relations, measures, modalities and families. Whoever edits it is told every fault
with its line: broken Turtle, a misspelt name, a class nobody declared, a language or a family that is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from graph.errors import VocabularyError, suggest
from graph.hygiene import LANGUAGES, find_faults, terms_of
from graph.turtle import TYPE, Turtle, read_turtle

PATH = Path(__file__).parent.parent / "ontology.ttl"
T = TypeVar("T", bound="Term")


@dataclass(frozen=True, slots=True)
class Term:
    """A term with what is said of it, by language. `cues` come as written, longest first; matching folds them."""

    name: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    cues: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Class(Term):
    """A kind of entity. Its cues are nouns that head names of such entities: `export controls`, `晶片`."""

    parents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation(Term):
    """How a first entity stands to a second. Its cues stand between the two. `domain` and `range` are classes.

    What is `decided` by its subject is a plan where it is still to come; anything else is a forecast.
    """

    family: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    inverse: str | None
    symmetric: bool
    broader: tuple[str, ...]
    quantified_by: tuple[str, ...] = ()
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Measure(Term):
    """What an amount tells of an entity. Its cues name it.

    `units` are `currency`, for any ISO 4217 code, or units as a quantity has them. `range` is what a second entity may
    be, empty where there is none. `signed` marks a change: a fall is below zero.
    """

    family: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    units: tuple[str, ...]
    signed: bool
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Modality(Term):
    """How sure a document makes something out to be. Its cues show it."""


@dataclass(frozen=True, slots=True)
class Family(Term):
    """What relations and measures are grouped and drawn by: `colour` as `#rrggbb`, `line` as `solid` or `wavy`."""

    colour: str
    line: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """All terms by name, in the order of the file."""

    classes: Mapping[str, Class]
    relations: Mapping[str, Relation]
    measures: Mapping[str, Measure]
    modalities: Mapping[str, Modality]
    families: Mapping[str, Family]
    version: str
    _above: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out once what stands above each class."""
        object.__setattr__(self, "_above", {name: frozenset(_lineage(name, self.classes)) for name in self.classes})

    def is_a(self, type: str, ancestor: str) -> bool:  # noqa: A002 - an entity's class is its type
        """Tell whether a class is another or stands below it.

        Raises:
            VocabularyError: there is no class `type`.
        """
        return ancestor in (self._above.get(type) or self.class_(type).name)

    def class_(self, name: str) -> Class:
        """Give a class.

        Raises:
            VocabularyError: there is none of this name; says which may be meant.
        """
        return _find(name, self.classes, "class")

    def relation(self, name: str) -> Relation:
        """Give a relation.

        Raises:
            VocabularyError: there is none of this name; says which may be meant.
        """
        return _find(name, self.relations, "relation")

    def measure(self, name: str) -> Measure:
        """Give a measure.

        Raises:
            VocabularyError: there is none of this name; says which may be meant.
        """
        return _find(name, self.measures, "measure")

    def allows(self, relation: str, subject_type: str, object_type: str) -> bool:
        """Tell whether a relation may link entities of these classes. Classes inherit; no domain or range means any.

        The ends of a symmetric relation are alike: organisations compete with organisations and products with products.

        Raises:
            VocabularyError: there is no such relation or class.
        """
        term = self.relation(relation)
        if term.symmetric and term.domain:
            return any(self.is_a(subject_type, alike) and self.is_a(object_type, alike) for alike in term.domain)
        ends = ((subject_type, term.domain), (object_type, term.range))
        return all(not allowed or any(self.is_a(kind, ancestor) for ancestor in allowed) for kind, allowed in ends)


def read_ontology(path: Path = PATH) -> Ontology:
    """Read the ontology and check it.

    Raises:
        VocabularyError: the file cannot be read, is not Turtle, or has faults. All faults are told, a line each.
    """
    turtle = read_turtle(path)
    if faults := tuple(dict.fromkeys(find_faults(turtle))):
        raise VocabularyError("\n".join(faults))
    relations = {r.name: r for r in (_relation(turtle, term) for term in terms_of(turtle, "relation"))}
    turned = {relation.inverse: name for name, relation in relations.items() if relation.inverse}
    return Ontology(
        classes={c.name: c for c in (_class(turtle, term) for term in terms_of(turtle, "class"))},
        relations={name: replace(r, inverse=r.inverse or turned.get(name)) for name, r in relations.items()},
        measures={m.name: m for m in (_measure(turtle, term) for term in terms_of(turtle, "measure"))},
        modalities={m.name: m for m in (Modality(**_common(turtle, term)) for term in terms_of(turtle, "modality"))},
        families={f.name: f for f in (_family(turtle, term) for term in terms_of(turtle, "family"))},
        version=next((turtle.text(term, "owl:versionInfo") for term in turtle.terms if turtle.text(term, "owl:versionInfo")), ""),
    )


def _locals(turtle: Turtle, term: str, prop: str) -> tuple[str, ...]:
    return tuple(name.removeprefix("cp:") for name in turtle.names(term, prop))


def _common(turtle: Turtle, term: str) -> dict[str, Any]:
    cues: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for cue in turtle.texts(term, "skos:hiddenLabel"):
        cues[cue.language].append(cue.value)
    return {
        "name": term.removeprefix("cp:"),
        "labels": {text.language: text.value for text in turtle.texts(term, "rdfs:label")},
        "definitions": {text.language: text.value for text in turtle.texts(term, "skos:definition")},
        "cues": {language: tuple(sorted(words, key=lambda w: (-len(w), w))) for language, words in cues.items() if words},
    }


def _ends(turtle: Turtle, term: str) -> dict[str, Any]:
    return {
        "family": _locals(turtle, term, "cp:family")[0],
        "domain": _locals(turtle, term, "schema:domainIncludes"),
        "range": _locals(turtle, term, "schema:rangeIncludes"),
    }


def _class(turtle: Turtle, term: str) -> Class:
    return Class(**_common(turtle, term), parents=_locals(turtle, term, "rdfs:subClassOf"))


def _relation(turtle: Turtle, term: str) -> Relation:
    return Relation(
        **_common(turtle, term),
        **_ends(turtle, term),
        inverse=next(iter(_locals(turtle, term, "owl:inverseOf")), None),
        symmetric="owl:SymmetricProperty" in turtle.names(term, TYPE),
        broader=_locals(turtle, term, "rdfs:subPropertyOf"),
        quantified_by=_locals(turtle, term, "cp:quantifiedBy"),
        decided=turtle.text(term, "cp:decided") == "true",
    )


def _measure(turtle: Turtle, term: str) -> Measure:
    units = tuple(text.value for text in turtle.texts(term, "cp:unitKind"))
    signed, decided = (turtle.text(term, mark) == "true" for mark in ("cp:signed", "cp:decided"))
    return Measure(**_common(turtle, term), **_ends(turtle, term), units=units, signed=signed, decided=decided)


def _family(turtle: Turtle, term: str) -> Family:
    return Family(**_common(turtle, term), colour=turtle.text(term, "cp:colour"), line=turtle.text(term, "cp:line"))


def _lineage(name: str, classes: Mapping[str, Class]) -> Iterator[str]:
    """Give a class and everything above it."""
    yield name
    for parent in classes[name].parents if name in classes else ():
        yield from _lineage(parent, classes)


def _find(name: str, terms: Mapping[str, T], kind: str) -> T:
    if name not in terms:
        raise VocabularyError(f"ontology.ttl has no {kind} cp:{name}. {suggest(f'cp:{name}', (f'cp:{n}' for n in terms))}")
    return terms[name]
