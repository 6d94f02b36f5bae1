"""The extractor as it ships, and short ways to ask what it reads in a text."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

from graph.entities import REGISTRY, read_registry
from graph.extract import Extractor, Reading, build_extractor
from graph.extract.calibration import Calibration
from graph.extract.grounding import ground
from graph.extract.patterns import FOLDER
from graph.extract.reader import LanguageReader
from graph.extract.scene import Noun, Scene
from graph.extract.topics import Memory, find_themes
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
    """The extractor, uncalibrated: a test is of what a pattern reads, not of how often that was right elsewhere."""
    made = build_extractor(ontology(), registry())
    for each in made._readers.values():
        each._calibration = Calibration()
    return made


def document(text: str, published: str | None = None) -> Document:
    """A document of a text in whatever language it is in."""
    return Document("text.txt", text, detect_language(text), published=published)


def read(text: str, published: str | None = None) -> Reading:
    """What is read in a text."""
    return extractor().read(document(text, published))


def proposed(reading: Reading) -> list[Claim]:
    """The claims of a reading, and what was only not sure enough to be one: how sure a rule is is counted, not written."""
    offered = (ground(replace(offer, confidence=1.0), reading.document, ontology()) for offer in reading.offers if offer)
    return [*reading.claims, *(claim for claim in offered if isinstance(claim, Claim))]


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


def newcomers(text: str) -> dict[str, Entity]:
    """The names of a text that no registry lists, as they are written, with their entities."""
    source = document(text)
    found = reader("en" if source.language == "en" else "zh")._find(source)
    return {text[n.start : n.end]: found.newcomers[n.value] for n in found.names if n.value in found.newcomers}


def stand_ins(text: str) -> dict[str, str]:
    """The words of a text that stand for something named before, with what each stands for."""
    source = document(text)
    reading = reader("en" if source.language == "en" else "zh")
    found = reading._find(source)
    memory = Memory(themes=find_themes(n.value for n in found.names if found.known[n.value].type in reading._firms))
    stand: dict[str, str] = {}
    for sentence in split_sentences(found.text):
        scene, _ = reading._scene(sentence, found, memory, source)
        stand |= {text[n.start : n.end]: n.entity for n in scene.nouns if n.carried}
        memory.note(scene)
    return stand


def reads_with(folder: Path, pattern: str, text: str) -> list[tuple[str, str | None]]:
    """What one more Chinese pattern, called `extra`, reads in a text, as (subject, object). `folder` is where it may be written."""
    patterns = folder / "patterns"
    if not patterns.exists():
        shutil.copytree(FOLDER, patterns)
    (patterns / "zh" / "extra.toml").write_text(f'[[pattern]]\nid = "extra"\n{pattern}', "utf-8")
    reading = build_extractor(ontology(), registry(), patterns).read(document(text))
    return [(c.subject, c.object) for c in proposed(reading) if c.rule == "extra"]
