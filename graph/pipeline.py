"""The whole line from end to end: read → extract → merge → to_rdf → infer → check → write."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from graph.check import check
from graph.entities import REGISTRY, read_registry
from graph.errors import OutputError, SourceError
from graph.extract import Reading, build_extractor
from graph.extract.patterns import FOLDER as PATTERNS
from graph.infer import infer
from graph.merge import merge, merge_entities
from graph.model import Candidate, Claim, Document, Entity, Finding
from graph.ontology import PATH as ONTOLOGY
from graph.ontology import Ontology, read_ontology
from graph.rdf import to_rdf
from graph.readers import find_sources, gather, read
from graph.writers import WRITERS, Result
from graph.writers.claims_jsonl import write_claims as to_claims
from graph.writers.outputs import replace_folder

T = TypeVar("T")
R = TypeVar("R")
Watch = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The files that say what can be read: terms, known entities, and patterns by language."""

    ontology: Path = ONTOLOGY
    registry: Path = REGISTRY
    patterns: Path = PATTERNS


@dataclass(frozen=True, slots=True)
class Said:
    """What the sources say: documents, merged claims, the entities those use, and what was rejected or left out."""

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    candidates: tuple[Candidate, ...]
    findings: tuple[Finding, ...]
    errors: tuple[SourceError, ...]
    sentences: Mapping[str, int]
    ontology: Ontology


class Stopwatch:
    """A watch that says how long each stage took: from its first word to the first of the next."""

    def __init__(self) -> None:
        """Start."""
        self._marks = [("start", perf_counter())]

    def __call__(self, stage: str, _done: int, _total: int) -> None:
        """Note when a stage begins."""
        if stage != self._marks[-1][0]:
            self._marks.append((stage, perf_counter()))

    @property
    def total(self) -> float:
        """Seconds since the start."""
        return perf_counter() - self._marks[0][1]

    def stages(self) -> dict[str, float]:
        """Give the seconds of each stage so far, in order."""
        ends = [*(mark for _, mark in self._marks[1:]), perf_counter()]
        return {stage: end - mark for (stage, mark), end in zip(self._marks, ends, strict=True)}


def unwatched(_stage: str, _done: int, _total: int) -> None:
    """Watch nothing."""


def read_claims(paths: Iterable[Path], vocabulary: Vocabulary = Vocabulary(), watch: Watch = unwatched) -> Said:
    """Read documents and what they say: read → extract → merge. `watch` is told the stage, and how many documents of how many are done.

    Raises:
        SourceError: a path leads nowhere, or not one document could be read.
        VocabularyError: ontology, registry or patterns are at fault.
    """
    sources = find_sources(paths)
    watch("vocabulary", 0, 1)
    ontology = read_ontology(vocabulary.ontology)
    registry = read_registry(vocabulary.registry, ontology)
    extractor = build_extractor(ontology, registry, vocabulary.patterns)
    done = gather(_each(read, sources.paths, "read", watch))
    if not done.documents:
        raise SourceError("\n".join([*map(str, done.errors), "No document could be read, so nothing was built and no output was touched."]))
    readings = tuple(_each(extractor.read, done.documents, "extract", watch))
    watch("merge", 0, 1)
    claims = merge(claim for reading in readings for claim in reading.claims)
    return Said(
        documents=done.documents,
        claims=claims,
        entities=_used(claims, registry, readings),
        candidates=tuple(c for reading in readings for c in reading.candidates),
        findings=(*sources.findings, *done.findings, *map(_silent, (r for r in readings if not r.claims))),
        errors=done.errors,
        sentences={reading.document.id: reading.sentences for reading in readings},
        ontology=ontology,
    )


def build(paths: Iterable[Path], vocabulary: Vocabulary = Vocabulary(), watch: Watch = unwatched) -> Result:
    """Build the graph of documents, in memory: read_claims → to_rdf → infer → check.

    Raises:
        SourceError: a path leads nowhere, or not one document could be read.
        VocabularyError: ontology, registry, patterns or shapes are at fault.
    """
    said = read_claims(paths, vocabulary, watch)
    watch("rdf", 0, 1)
    rdf = to_rdf(said.claims, said.entities, said.documents, said.ontology)
    watch("infer", 0, 1)
    infer(rdf, said.ontology)
    watch("check", 0, 1)
    report = check(rdf)
    return Result(
        documents=said.documents,
        claims=said.claims,
        entities=said.entities,
        candidates=said.candidates,
        findings=(*said.findings, *report.findings),
        rdf=rdf,
        ontology=said.ontology,
        sentences=said.sentences,
        errors=said.errors,
    )


def write(result: Result, folder: Path, watch: Watch = unwatched) -> None:
    """Write every output, as a whole or not at all.

    Raises:
        OutputError: they cannot be written; the folder is as it was.
    """
    files: dict[str, bytes] = {}
    for name, to_bytes in WRITERS.items():
        watch(f"write {name}", len(files), len(WRITERS))
        files[name] = to_bytes(result)
    watch("replace", 0, 1)
    replace_folder(folder, files)


def write_claims(said: Said, path: Path) -> None:
    """Write claims alone, one JSON object for each claim and place.

    Raises:
        OutputError: the file cannot be written; one that was there is as it was.
    """
    replace_file(path, to_claims(said.claims, said.entities))


def write_page(result: Result, path: Path) -> None:
    """Write the page alone.

    Raises:
        OutputError: the file cannot be written; one that was there is as it was.
    """
    replace_file(path, WRITERS["graph.html"](result))


def replace_file(path: Path, content: bytes) -> None:
    """Write a file as a whole or not at all; a link stays a link, and what is no regular file (a pipe) is written to.

    Raises:
        OutputError: it cannot be written; one that was there is as it was.
    """
    target = path.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
            return
        try:
            part.write_bytes(content)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as fault:
        raise OutputError(f"{path}: cannot be written: {fault.strerror}. Give a file in a folder that can be written to.") from fault


def _each(function: Callable[[T], R], things: Sequence[T], stage: str, watch: Watch) -> Iterator[R]:
    for number, thing in enumerate(things):
        watch(stage, number, len(things))
        yield function(thing)


def _used(claims: Iterable[Claim], registry: Iterable[Entity], readings: Iterable[Reading]) -> tuple[Entity, ...]:
    """Give the entities that claims name, sorted by id; what the registry says of one goes before what a document says."""
    proposed = merge_entities(entity for reading in readings for entity in reading.entities)
    known = {entity.id: entity for entity in (*proposed, *registry)}
    names = {name for claim in claims for name in (claim.subject, claim.object, claim.speaker) if name is not None}
    return tuple(known[name] for name in sorted(names))


def _silent(reading: Reading) -> Finding:
    document = reading.document
    message = f"{document.name}: no claim in {reading.sentences:,} sentences. See candidates.jsonl for what was looked at, and why not."
    return Finding("no-claim", "warning", message, about=document.id, place=document.name)
