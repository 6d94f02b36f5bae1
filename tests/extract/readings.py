"""The extractor as it ships, and short ways to ask what it reads in a text."""

from __future__ import annotations

from functools import cache

from graph.entities import REGISTRY, read_registry
from graph.extract import Extractor, Reading, build_extractor
from graph.extract.reader import LanguageReader
from graph.extract.scene import Noun, Scene
from graph.extract.topics import Memory
from graph.language.scripts import detect_language
from graph.language.sentences import split_sentences
from graph.model import Claim, Document, Entity
from graph.ontology import Ontology, read_ontology


@cache
def ontology() -> Ontology:
    """The ontology."""
    return read_ontology()


@cache
def registry() -> tuple[Entity, ...]:
    """The registry."""
    return read_registry(REGISTRY, ontology())


@cache
def extractor() -> Extractor:
    """The extractor."""
    return build_extractor(ontology(), registry())


def document(text: str, published: str | None = None) -> Document:
    """A document of a text in whatever language it is in."""
    return Document("text.txt", text, detect_language(text), published=published)


def read(text: str, published: str | None = None) -> Reading:
    """What is read in a text."""
    return extractor().read(document(text, published))


def related(text: str) -> set[tuple[str, str, str]]:
    """The relations a text states, as (subject, relation, object)."""
    return {(c.subject, c.relation, c.object) for c in read(text).claims if c.relation and c.object}


def measured(text: str) -> set[tuple[str, str, str, str]]:
    """The measures a text states, as (subject, measure, value, unit)."""
    return {(c.subject, c.measure, f"{c.quantity.value:f}", c.quantity.unit) for c in read(text).claims if c.measure and c.quantity}


def one(text: str, relation: str | None = None, measure: str | None = None, published: str | None = None) -> Claim:
    """The only claim of a text with a relation or a measure."""
    found = [c for c in read(text, published).claims if (c.relation == relation if relation else c.measure == measure)]
    assert len(found) == 1, [(c.subject, c.relation, c.object, c.measure, c.quantity) for c in found]
    return found[0]


def reader(language: str) -> LanguageReader:
    """What reads a language, `zh` or `en`."""
    return extractor()._readers[language]


def set_scene(text: str) -> Scene:
    """The scene of a text of one sentence."""
    source = document(text)
    reading = reader("en" if source.language == "en" else "zh")
    found = reading._find(source)
    (sentence,) = split_sentences(found.text)
    return reading._scene(sentence, found, Memory(), source)[0]


def nouns(text: str) -> dict[str, Noun]:
    """The nouns of a sentence, by the words they are written in."""
    return {text[n.start : n.end]: n for n in set_scene(text).nouns}
