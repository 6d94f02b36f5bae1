"""A document read with a language model: it is asked for claims, and the gate decides which of them the document bears out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.extract.patterns import FOLDER as PATTERNS
from graph.llm.answers import Answer, read_items
from graph.llm.endpoint import Endpoint, EndpointError, Reply, ask
from graph.llm.gate import Gate, beginning
from graph.llm.offers import OfferError, read_offer
from graph.llm.prompt import CHUNK, Prompt, write_prompt, write_prompts
from graph.llm.sight import Observer, Sight
from graph.model import Candidate, Claim, Document, Entity, Finding, Severity, Span
from graph.ontology import Ontology

RULE = "llm:"  # what the rule of a claim begins with that a model proposed; its name follows
Asker = Callable[[Endpoint, Prompt], Reply]


@dataclass(frozen=True, slots=True)
class Model:
    """Where answers come from: those `recorded`, and for documents without any an `endpoint`, where there is one."""

    endpoint: Endpoint | None = None
    recorded: tuple[Answer, ...] = ()
    size: int = CHUNK


@dataclass(frozen=True, slots=True)
class ModelReading:
    """What a model's answers to one document gave.

    `entities` are the provisional ones the claims use, `candidates` all that was offered and did not pass, each with the reason.
    """

    document: Document
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    candidates: tuple[Candidate, ...]
    findings: tuple[Finding, ...]


class ModelReader:
    """Holds answers to documents of any supported language against those documents."""

    def __init__(self, ontology: Ontology, registry: Sequence[Entity], patterns: Path = PATTERNS) -> None:
        """Prepare the gates and our own readers of both languages once.

        Raises:
            VocabularyError: patterns or the gate's words name what the ontology has not.
        """
        self._ontology = ontology
        self._gates = {language: Gate(language, ontology, registry, patterns) for language in ("zh", "en")}
        self._observers = {language: Observer(language, ontology, registry, patterns) for language in ("zh", "en")}

    def read(self, document: Document, answers: Iterable[Answer]) -> ModelReading:
        """Read the answers to one document; those to others are passed over."""
        language = "en" if document.language == "en" else "zh"
        own = [answer for answer in answers if answer.document == document.id]
        sight = self._observers[language].observe(document)
        claims: dict[tuple[object, ...], Claim] = {}
        entities: dict[str, Entity] = {}
        candidates: list[Candidate] = []
        for answer in own:
            for passed in self._judge(answer, sight, self._gates[language]):
                if isinstance(passed, Candidate):
                    candidates.append(passed)
                else:
                    claim, new = passed
                    claims.setdefault((claim.content, claim.evidence), claim)
                    entities.update((entity.id, entity) for entity in new)
        return ModelReading(
            document,
            tuple(claims.values()),
            tuple(entities[name] for name in sorted(entities)),
            tuple(dict.fromkeys(candidates)),
            tuple(self._remarks(document, own)),
        )

    def _judge(self, answer: Answer, sight: Sight, gate: Gate) -> Iterable[Candidate | tuple[Claim, tuple[Entity, ...]]]:
        """Pass every item of an answer through the gate."""
        rule = RULE + answer.model
        found = read_items(answer)
        for item in found.items:
            try:
                offer = read_offer(item, self._ontology)
            except OfferError as fault:
                yield _whole(answer, str(fault), sight)
                continue
            passed = gate.judge(offer, Span(answer.start, answer.end), sight, rule)
            yield from passed.candidates
            if passed.claim:
                yield passed.claim, passed.entities
        if found.fault:
            yield _whole(answer, found.fault, sight)

    def _remarks(self, document: Document, answers: Sequence[Answer]) -> Iterable[Finding]:
        """Say where answers are missing, incomplete, or to another prompt than would be sent today."""
        if not answers:
            yield _finding("warning", document, "no answer of a model. Ask one with --llm, or record answers for this text")
        if any(answer.prompt != self._digest(document, answer) for answer in answers):
            yield _finding("info", document, "the answers are to another prompt than would be sent now. Ask again to renew them")
        for answer in answers:
            if answer.finish == "none":
                yield _finding("warning", document, f"no answer for characters {answer.start}-{answer.end}: {answer.text}")

    def _digest(self, document: Document, answer: Answer) -> str:
        return write_prompt(document, Span(answer.start, answer.end), self._ontology).digest


def propose(
    document: Document, ontology: Ontology, endpoint: Endpoint, *, size: int = CHUNK, asker: Asker = ask,
) -> tuple[Answer, ...]:
    """Ask a model for the claims of a document, stretch by stretch of at most `size` characters, and give its answers as they came.

    A stretch that gets no answer although the server is there (too many questions, a timeout) has one that says so.

    Raises:
        EndpointError: asking is no use: the server is not there, or takes neither key nor model; or the extra is not installed.
    """
    return tuple(_answer(document, prompt, endpoint, asker) for prompt in write_prompts(document, ontology, size))


def answers_to(document: Document, ontology: Ontology, model: Model, *, asker: Asker = ask) -> tuple[Answer, ...]:
    """Give the recorded answers to a document, else ask for them, else none.

    Raises:
        EndpointError: see `propose`.
    """
    if known := tuple(answer for answer in model.recorded if answer.document == document.id):
        return known
    return propose(document, ontology, model.endpoint, size=model.size, asker=asker) if model.endpoint else ()


def read_with_model(document: Document, ontology: Ontology, registry: Sequence[Entity], answers: Iterable[Answer]) -> ModelReading:
    """Read the answers to one document; a `ModelReader` reads those to many without preparing again."""
    return ModelReader(ontology, registry).read(document, answers)


def _answer(document: Document, prompt: Prompt, endpoint: Endpoint, asker: Asker) -> Answer:
    try:
        reply = asker(endpoint, prompt)
    except EndpointError as fault:
        if not fault.passing:
            raise
        reply = Reply(str(fault), "none")
    return Answer(document.id, prompt.span.start, prompt.span.end, prompt.digest, endpoint.model, reply.finish, reply.text)


def _whole(answer: Answer, reason: str, sight: Sight) -> Candidate:
    """Make the candidate of something without a place of its own: it is told where the stretch begins that was asked about."""
    place = beginning(Span(answer.start, answer.end), sight)
    return Candidate(sight.document.id, place.start, place.end, RULE + answer.model, reason, sight.document.text[place.start : place.end])


def _finding(severity: Severity, document: Document, message: str) -> Finding:
    return Finding("language-model", severity, f"{document.name}: {message}.", about=document.id, place=document.name)
