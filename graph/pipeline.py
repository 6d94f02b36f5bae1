"""The whole line from end to end: read → extract → merge → to_rdf → infer → check → write."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from graph.apart import keep_apart
from graph.check import check
from graph.coverage import Coverage, account
from graph.entities import REGISTRY, read_registry
from graph.errors import OutputError, SourceError
from graph.extract import Reading, build_extractor
from graph.extract.patterns import FOLDER as PATTERNS
from graph.infer import infer
from graph.llm.read import Model, ModelReader, ModelReading, answers_to
from graph.merge import merge, merge_entities
from graph.model import Candidate, Claim, Document, Entity, Finding
from graph.ontology import PATH as ONTOLOGY
from graph.ontology import Ontology, read_ontology
from graph.rdf import to_rdf
from graph.readers import find_sources, gather, read
from graph.readers.result import place
from graph.review import Decision, Reviewed, extend, parse_decisions, read_decisions, review
from graph.review.offers import Offer
from graph.review.provenance import record
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
    """What the sources say: documents, merged claims, the entities those use, and what was rejected or left out.

    `decisions` have been carried out on it; `reviewed` says how. `offers` are what was rejected, with what it would have said.
    """

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    candidates: tuple[Candidate, ...]
    findings: tuple[Finding, ...]
    errors: tuple[SourceError, ...]
    sentences: Mapping[str, int]
    ontology: Ontology
    coverage: tuple[Coverage, ...]
    decisions: tuple[Decision, ...]
    reviewed: Reviewed
    offers: tuple[Offer, ...]


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


def read_vocabulary(vocabulary: Vocabulary) -> tuple[Ontology, tuple[Entity, ...]]:
    """Read the ontology and the registry.

    Raises:
        VocabularyError: one of them is at fault.
    """
    ontology = read_ontology(vocabulary.ontology)
    return ontology, read_registry(vocabulary.registry, ontology)


def read_claims(
    paths: Iterable[Path],
    vocabulary: Vocabulary = Vocabulary(),
    watch: Watch = unwatched,
    decisions: Path | None = None,
    model: Model | None = None,
) -> Said:
    """Read documents and what they say: read → extract → merge → review.

    A language `model` proposes further claims, which pass the same gate.

    `watch` is told the stage, and how many documents of how many are done. `decisions` is the file of those to carry out.

    Raises:
        DecisionError: the file of decisions is at fault.
        SourceError: a path leads nowhere, or not one document could be read.
        VocabularyError: ontology, registry or patterns are at fault.
    """
    decided = () if decisions is None else read_decisions(decisions)
    sources = find_sources(paths)
    watch("vocabulary", 0, 1)
    ontology, registry = read_vocabulary(vocabulary)
    extractor = build_extractor(ontology, registry, vocabulary.patterns)
    done = gather(_each(read, sources.paths, "read", watch))
    if not done.documents:
        raise SourceError("\n".join([*map(str, done.errors), "No document could be read, so nothing was built and no output was touched."]))
    readings = keep_apart(tuple(_each(extractor.read, done.documents, "extract", watch)), ontology)
    asked = _ask(done.documents, (ontology, registry), vocabulary, model, watch) if model else ()
    watch("merge", 0, 1)
    claims = merge([*(c for reading in readings for c in reading.claims), *(c for reading in asked for c in reading.claims)])
    offers = tuple(offer for reading in readings for offer in zip(reading.candidates, reading.offers, strict=True))
    offers += tuple((candidate, None) for reading in asked for candidate in reading.candidates)
    proposed = [*(e for reading in readings for e in reading.entities), *(e for reading in asked for e in reading.entities)]
    known = {e.id: e for e in (*merge_entities(proposed), *registry)}
    reviewed = review(claims, known, decided, offers=offers, documents=done.documents, ontology=ontology)
    remarks = (finding for reading in asked for finding in reading.findings)
    silent = (_silent(reading) for reading in readings if not reading.claims)
    return Said(
        documents=done.documents,
        claims=reviewed.claims,
        entities=_used(reviewed.claims, reviewed.entities),
        candidates=reviewed.candidates,
        findings=(*_but(sources.findings, decisions), *done.findings, *silent, *remarks, *reviewed.findings),
        errors=done.errors,
        sentences={reading.document.id: reading.sentences for reading in readings},
        ontology=ontology,
        coverage=account(readings, reviewed.claims, reviewed.candidates),
        decisions=decided,
        reviewed=reviewed,
        offers=offers,
    )


def build(
    paths: Iterable[Path],
    vocabulary: Vocabulary = Vocabulary(),
    watch: Watch = unwatched,
    decisions: Path | None = None,
    model: Model | None = None,
) -> Result:
    """Build the graph of documents, in memory: read_claims → to_rdf → infer → check.

    Raises:
        DecisionError: the file of decisions is at fault.
        SourceError: a path leads nowhere, or not one document could be read.
        VocabularyError: ontology, registry, patterns or shapes are at fault.
    """
    said = read_claims(paths, vocabulary, watch, decisions, model)
    watch("rdf", 0, 1)
    rdf = to_rdf(said.claims, said.entities, said.documents, said.ontology)
    strangers = [entity.id for entity in said.entities if entity.provisional or entity.id in said.reviewed.confirmed]
    record(rdf, said.reviewed.changes, said.claims, strangers)
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
        coverage=said.coverage,
        confirmed=said.reviewed.confirmed,
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


def write_decisions(said: Said, path: Path, *, everything: bool = False) -> tuple[int, int]:
    """Add to a file of decisions what it has no entry for, and say how many entries it had and how many are new.

    What stands in it stays as it is; without anything new it is not touched.

    Raises:
        OutputError: the file cannot be written; one that was there is as it was.
    """
    before = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n") if path.is_file() else ""
    after = extend(before, said.decisions, said, everything=everything)
    if after != before:
        replace_file(path, after.encode())
    return len(said.decisions), len(parse_decisions(after, str(path))) - len(said.decisions)


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


def _ask(
    documents: Sequence[Document], known: tuple[Ontology, tuple[Entity, ...]], vocabulary: Vocabulary, model: Model, watch: Watch
) -> tuple[ModelReading, ...]:
    """Ask a model about each document, or take its recorded answers, and hold them against the text."""
    ontology, registry = known
    reader = ModelReader(ontology, registry, vocabulary.patterns)
    return tuple(_each(lambda document: reader.read(document, answers_to(document, ontology, model)), documents, "model", watch))


def _each(function: Callable[[T], R], things: Sequence[T], stage: str, watch: Watch) -> Iterator[R]:
    for number, thing in enumerate(things):
        watch(stage, number, len(things))
        yield function(thing)


def _used(claims: Iterable[Claim], entities: Mapping[str, Entity]) -> tuple[Entity, ...]:
    """Give the entities that claims name, sorted by id."""
    names = {name for claim in claims for name in (claim.subject, claim.object, claim.speaker) if name is not None}
    return tuple(entities[name] for name in sorted(names))


def _but(findings: Iterable[Finding], decisions: Path | None) -> Iterator[Finding]:
    """Leave out that the decisions beside the sources are no document."""
    own = None if decisions is None else place(decisions)
    return (finding for finding in findings if finding.place != own)


def _silent(reading: Reading) -> Finding:
    document = reading.document
    message = f"{document.name}: no claim in {reading.sentences:,} sentences. See candidates.jsonl for what was looked at, and why not."
    return Finding("no-claim", "warning", message, about=document.id, place=document.name)
