"""Measure the language-model path: what a model's answers keep behind the gate, and what passes when they are turned round.

    python bench/llm.py prompt DOCUMENT…                              what a model is sent, a stretch a line, as JSON
    python bench/llm.py ask DOCUMENT… --llm URL --model NAME --record FILE [--tokens N]   ask, and record the answers
    python bench/llm.py record DOCUMENT ANSWER.json… --model NAME --record FILE           record answers written elsewhere, a file a stretch
    python bench/llm.py read DOCUMENT… --recorded FILE [--claims OUT.jsonl]               pass recorded answers through the gate

`read` prints how much was offered and kept, how much of it turned round would have passed (it should be nothing), and the reasons
of the rest; `--claims` writes what was kept in the form of `build.py extract --claims`, `--reasons` shows each rejected offer.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from graph.entities import REGISTRY, read_registry
from graph.llm.answers import Answer, read_answers, read_items, to_jsonl
from graph.llm.endpoint import Endpoint, read_key
from graph.llm.prompt import CHUNK, write_prompts
from graph.llm.read import ModelReader, ModelReading, propose
from graph.merge import merge, merge_entities
from graph.model import Document
from graph.ontology import read_ontology
from graph.pipeline import replace_file
from graph.readers import find_sources, read_all
from graph.writers.claims_jsonl import write_claims

ONTOLOGY = read_ontology()
KNOWN = read_registry(REGISTRY, ONTOLOGY)


def read_documents(paths: Sequence[Path]) -> list[Document]:
    """Read the documents of some paths."""
    return list(read_all(find_sources(paths).paths).documents)


def write_out_prompts(options: argparse.Namespace) -> None:
    """Print the prompts of documents."""
    for document in read_documents(options.paths):
        for prompt in write_prompts(document, ONTOLOGY, options.size):
            line = {"document": document.id, **asdict(prompt.span), "prompt": prompt.digest}
            print(json.dumps(line | {"system": prompt.system, "user": prompt.user, "schema": prompt.schema}, ensure_ascii=False))


def ask(options: argparse.Namespace) -> None:
    """Ask a model about documents and record what it answers."""
    endpoint = Endpoint(options.llm, options.model, read_key(os.environ), timeout=options.timeout, tokens=options.tokens)
    answers = [a for document in read_documents(options.paths) for a in propose(document, ONTOLOGY, endpoint, size=options.size)]
    replace_file(options.record, to_jsonl(answers))
    print(f"{options.record}: {len(answers)} answers, {Counter(answer.finish for answer in answers)}")


def record(options: argparse.Namespace) -> None:
    """Record answers to one document that were written elsewhere, adding to what the file holds."""
    (document,), texts = read_documents(options.paths[:1]), [path.read_text("utf-8") for path in options.paths[1:]]
    prompts = write_prompts(document, ONTOLOGY, options.size)
    if len(prompts) != len(texts):
        raise SystemExit(f"{document.name} is asked about in {len(prompts)} stretches, and {len(texts)} answers are given.")
    old = read_answers(options.record) if options.record.is_file() else ()
    new = [
        Answer(document.id, prompt.span.start, prompt.span.end, prompt.digest, options.model, "stop", text)
        for prompt, text in zip(prompts, texts, strict=True)
    ]
    replace_file(options.record, to_jsonl([*(answer for answer in old if answer.document != document.id), *new]))
    print(f"{options.record}: {len(new)} answers to {document.id}")


def turn(answer: Answer) -> Answer:
    """Turn every item of an answer round that has two ends and is not symmetric."""
    items = [_turned(item) for item in read_items(answer).items if _has_two_ends(item)]
    return replace(answer, finish="stop", text=json.dumps({"claims": items}, default=float))


def _has_two_ends(item: Any) -> bool:
    symmetric = {name for name, relation in ONTOLOGY.relations.items() if relation.symmetric}
    return isinstance(item, dict) and isinstance(item.get("object"), dict) and item.get("relation") not in symmetric


def _turned(item: dict[str, Any]) -> dict[str, Any]:
    return item | {"subject": item["object"], "object": item["subject"]}


def read(options: argparse.Namespace) -> None:
    """Pass recorded answers through the gate, as they are and turned round."""
    documents, answers = read_documents(options.paths), read_answers(options.recorded)
    reader = ModelReader(ONTOLOGY, KNOWN)
    readings = [reader.read(document, answers) for document in documents]
    turned = [turn(answer) for answer in answers]
    for reading in readings:
        _report(reading, answers, turned, reader)
    candidates = [candidate for reading in readings for candidate in reading.candidates]
    reasons = Counter(candidate.reason.split(": ", 1)[-1].split("'")[0][:60] for candidate in candidates)
    print("\n".join(f"{count:5} {reason}" for reason, count in reasons.most_common(25)))
    for candidate in candidates if options.reasons else ():
        print(f"{candidate.document}:{candidate.start}-{candidate.end} {candidate.reason}\n    {candidate.passage[:160]}")
    if options.claims:
        entities = merge_entities([*(e for reading in readings for e in reading.entities), *KNOWN])
        replace_file(options.claims, write_claims(merge(c for reading in readings for c in reading.claims), entities))


def _report(reading: ModelReading, answers: Sequence[Answer], turned: Sequence[Answer], reader: ModelReader) -> None:
    document = reading.document
    items = [item for answer in answers if answer.document == document.id for item in read_items(answer).items]
    relations = [item for item in items if isinstance(item, dict) and item.get("relation")]
    kept = sum(claim.relation is not None for claim in reading.claims)
    right = {claim.content for claim in reading.claims}
    wrong = [claim for claim in reader.read(document, turned).claims if claim.content not in right]
    offered = sum(len(read_items(answer).items) for answer in turned if answer.document == document.id)
    print(f"{document.name}: kept {len(reading.claims)} of {len(items)}, relations {kept} of {len(relations)};", end=" ")
    print(f"turned round, {len(wrong)} of {offered} pass")
    for finding in reading.findings:
        print(f"    {finding.message}")


def main() -> None:
    """Run one command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = {"prompt": write_out_prompts, "ask": ask, "record": record, "read": read}
    parser.add_argument("command", choices=commands)
    parser.add_argument("paths", nargs="+", type=Path)
    for name in ("--recorded", "--record", "--claims"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--llm", metavar="URL")
    parser.add_argument("--model", default="recorded")
    parser.add_argument("--tokens", type=int)
    parser.add_argument("--timeout", type=float, default=120.0)
    parser.add_argument("--size", type=int, default=CHUNK)
    parser.add_argument("--reasons", action="store_true")
    options = parser.parse_args()
    commands[options.command](options)


if __name__ == "__main__":
    main()
