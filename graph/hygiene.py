"""What is wrong with an ontology file, and on which line.

Reading stops at these; what only a careful author minds (examples, circular definitions) is for the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.errors import suggest
from graph.turtle import TYPE, Turtle

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
KINDS = {"owl:Class": "class", "cp:Relation": "relation", "cp:Measure": "measure", "cp:Modality": "modality", "cp:Family": "family"}
POINTERS = {  # property: the kind of term it names
    "schema:domainIncludes": "class",
    "schema:rangeIncludes": "class",
    "rdfs:subClassOf": "class",
    "rdfs:subPropertyOf": "relation",
    "owl:inverseOf": "relation",
    "cp:family": "family",
    "cp:quantifiedBy": "measure",
}
NEEDED = {  # kind: what each of its terms has at least one of
    "class": (),
    "relation": ("cp:family", "schema:domainIncludes", "schema:rangeIncludes"),
    "measure": ("cp:family", "cp:unitKind", "schema:domainIncludes"),
    "modality": (),
    "family": ("cp:colour", "cp:line"),
}
BUILT_IN = frozenset(
    {
        *(TYPE, "rdfs:label", "rdfs:comment", "rdfs:seeAlso", "rdfs:isDefinedBy", "rdfs:subClassOf", "rdfs:subPropertyOf"),
        *("owl:inverseOf", "owl:disjointWith", "owl:equivalentClass", "owl:equivalentProperty", "owl:imports", "owl:deprecated"),
        *("owl:versionIRI", "owl:versionInfo"),
    }
)
_COLOUR = re.compile(r"#[0-9a-f]{6}")


def terms_of(turtle: Turtle, kind: str) -> list[str]:
    """Give the terms of a kind, as `class` or `relation`, in the order of the file."""
    return [term for term in turtle.terms if _kind(turtle, term) == kind]


def find_faults(turtle: Turtle) -> Iterator[str]:
    """Say everything that is wrong, in the order of the file."""
    known = BUILT_IN | {term for term in turtle.terms if any(name.endswith("Property") for name in turtle.names(term, TYPE))}
    for term, said in turtle.terms.items():
        for prop in said:
            if prop not in known:
                yield f"{turtle.place(term, prop)}: {term} has {prop}, a property that is not declared. {suggest(prop, known)}"
        if not said.get(TYPE):
            yield f"{turtle.place(term)}: {term} has no type. {suggest(term, set(turtle.terms) - {term})} Say what it is with 'a'."
        yield from _pointer_faults(turtle, term)
        if kind := _kind(turtle, term):
            yield from _text_faults(turtle, term)
            yield from _need_faults(turtle, term, kind)
        if "cp:family" in said and kind not in {"relation", "measure"}:
            yield f"{turtle.place(term, 'cp:family')}: {term} has a family, but is no relation or measure. Say so after 'a'."


def _pointer_faults(turtle: Turtle, term: str) -> Iterator[str]:
    """Say which terms it names that are not there, or not of the right kind."""
    for name in turtle.names(term, TYPE):
        if name.startswith("cp:") and _kind(turtle, name) != "class":
            yield f"{turtle.place(term, name)}: {term} is a {name}, and no class has this name. {suggest(name, terms_of(turtle, 'class'))}"
    for prop, kind in POINTERS.items():
        for name in turtle.names(term, prop):
            if name.startswith("cp:") and _kind(turtle, name) != kind:
                available = suggest(name, terms_of(turtle, kind))
                yield f"{turtle.place(term, name)}: {term} has {prop} {name}, and no {kind} has this name. {available}"
    for other in turtle.names(term, "owl:inverseOf"):
        if turtle.names(other, "owl:inverseOf") not in {(), (term,)}:
            yield f"{turtle.place(term, 'owl:inverseOf')}: {term} is inverse of {other}, which is inverse of another. Make the two agree."
    if term in _climb(turtle, term):
        yield f"{turtle.place(term, 'rdfs:subClassOf')}: {term} stands below itself. Take one rdfs:subClassOf of the ring away."


def _text_faults(turtle: Turtle, term: str) -> Iterator[str]:
    """Say which languages are missing, doubled or unknown."""
    available = ", ".join(LANGUAGES)
    for prop in ("rdfs:label", "skos:definition"):
        given = [text.language for text in turtle.texts(term, prop)]
        for language in LANGUAGES:
            if (count := given.count(language)) != 1:
                yield f"{turtle.place(term, prop)}: {term} has {count} {prop} in {language}. Give it one in each of {available}."
    for cue in turtle.texts(term, "skos:hiddenLabel"):
        if cue.language not in LANGUAGES:
            place = turtle.place(term, f'"{cue.value}"@{cue.language}')
            yield f"{place}: {term} has cue {cue.value!r} in language {cue.language!r}. Available: {available}."


def _need_faults(turtle: Turtle, term: str, kind: str) -> Iterator[str]:
    """Say what a term of its kind must have and has not, or has more than one of."""
    for prop in NEEDED[kind]:
        if prop not in turtle.terms[term]:
            yield f"{turtle.place(term)}: {term} has no {prop}. A {kind} needs one. Add it in {turtle.file}."
    if len(families := turtle.names(term, "cp:family")) > 1:
        yield f"{turtle.place(term, 'cp:family')}: {term} has {len(families)} families. Keep one."
    if kind == "family" and not _COLOUR.fullmatch(colour := turtle.text(term, "cp:colour")):
        yield f"{turtle.place(term, 'cp:colour')}: {term} has colour {colour!r}. Write it as #rrggbb in lower case."


def _climb(turtle: Turtle, term: str) -> set[str]:
    """Give every class above a term."""
    above: set[str] = set()
    todo = list(turtle.names(term, "rdfs:subClassOf"))
    while todo:
        if (name := todo.pop()) not in above:
            above.add(name)
            todo += turtle.names(name, "rdfs:subClassOf")
    return above


def _kind(turtle: Turtle, term: str) -> str | None:
    """Give the kind of one of our own terms; classes of others are only named, not described."""
    if not term.startswith("cp:"):
        return None
    return next((KINDS[name] for name in turtle.names(term, TYPE) if name in KINDS), None)
