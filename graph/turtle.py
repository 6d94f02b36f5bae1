"""Turtle written by hand: what it says, and on which line.

Terms are read by their short names, `cp:supplies`, in the order of the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph.errors import VocabularyError

TYPE = "rdf:type"  # what Turtle writes as "a"
_PREFIX = re.compile(r"^@prefix\s+(\S+)\s*<([^>]*)>", re.MULTILINE)
_KNOWN = {  # however a file calls them, and whether it does
    "https://w3id.org/chokepoint/ontology#": "cp:",
    "http://www.w3.org/2002/07/owl#": "owl:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs:",
    "https://schema.org/": "schema:",
    "http://www.w3.org/2004/02/skos/core#": "skos:",
}
_TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}  # the parser writes language tags in lower case


@dataclass(frozen=True, slots=True)
class Text:
    """A literal; `language` is empty where the file gives none."""

    value: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Turtle:
    """A file: `terms["cp:supplies"]["cp:family"]` holds what is said, short names as `str` and literals as `Text`."""

    file: str
    source: str
    terms: Mapping[str, Mapping[str, tuple[str | Text, ...]]]

    def names(self, term: str, prop: str) -> tuple[str, ...]:
        """Give the terms that a property of a term names."""
        return tuple(said for said in self.terms.get(term, {}).get(prop, ()) if isinstance(said, str))

    def texts(self, term: str, prop: str) -> tuple[Text, ...]:
        """Give the literals that a property of a term has."""
        return tuple(said for said in self.terms.get(term, {}).get(prop, ()) if isinstance(said, Text))

    def text(self, term: str, prop: str) -> str:
        """Give the first literal of a property, or nothing."""
        return next((text.value for text in self.texts(term, prop)), "")

    def place(self, term: str, word: str = "") -> str:
        """Say where a word first stands in what is said of a term, or where the term stands: `ontology.ttl:812`."""
        block = re.search(rf"^{re.escape(term)}(?![\w-]).*?(?=^\S|\Z)", self.source, re.MULTILINE | re.DOTALL)
        at = block.start() if block else 0
        if block and word and (found := re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", block[0])):
            at += found.start()
        return f"{self.file}:{self.source.count(chr(10), 0, at) + 1}"


def read_turtle(path: Path) -> Turtle:
    """Read a Turtle file.

    Raises:
        VocabularyError: the file cannot be read, is not UTF-8, or is not Turtle; says the line.
    """
    try:
        source = path.read_text(encoding="utf-8")
        triples = list(ox.parse(source, format=ox.RdfFormat.TURTLE))
    except OSError as error:
        raise VocabularyError(f"{path.name}: cannot be read: {error.strerror}. Give the path of a Turtle file.") from error
    except UnicodeDecodeError as error:
        raise VocabularyError(f"{path.name}: byte {error.start} is not UTF-8. Save the file as UTF-8.") from error
    except SyntaxError as error:
        reason = re.sub(r"^Parser error .*?: ", "", error.msg)
        raise VocabularyError(f"{path.name}:{error.lineno}: not Turtle: {reason}. Mend this line or the end of the one before.") from error
    prefixes = {iri: prefix for prefix, iri in _PREFIX.findall(source)} | _KNOWN
    terms: dict[str, dict[str, tuple[str | Text, ...]]] = {}
    for triple in triples:
        said, prop, thing = terms.setdefault(_short(triple.subject, prefixes), {}), _short(triple.predicate, prefixes), triple.object
        said[prop] = (*said.get(prop, ()), _text(thing) if isinstance(thing, ox.Literal) else _short(thing, prefixes))
    return Turtle(path.name, source, terms)


def _text(literal: ox.Literal) -> Text:
    tag = literal.language or ""
    return Text(literal.value, _TAGS.get(tag, tag))


def _short(node: object, prefixes: Mapping[str, str]) -> str:
    iri = node.value if isinstance(node, ox.NamedNode) else str(node)
    stem = iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
    return prefixes[stem] + iri[len(stem) :] if stem in prefixes else iri
