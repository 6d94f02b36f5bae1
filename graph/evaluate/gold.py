"""Gold files: what a person reads in a text, in the form of the domain vocabulary, with its text beside it.

A gold file is JSON: `document` (`file`, and `published` where known), `entities` (`id`, `labels` by language, `forms` in the text),
`claims` (fields as in `claims.jsonl`, entities by id, `evidence` as [start, end) in code points, `tier`), and `distractors`, pairs of
entities that stand together in the text and have nothing to do with each other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from graph.model import Document
from graph.readers import read

SUFFIX = ".gold.json"


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold file with its text. `forms` are the names of each entity by id; `claims` are as the file has them."""

    name: str
    document: Document
    forms: Mapping[str, tuple[str, ...]]
    claims: tuple[Mapping[str, Any], ...]
    distractors: tuple[tuple[str, str], ...]


def find_gold(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Find gold files: those named, and in folders all that end in `.gold.json`.

    Raises:
        SourceError: a path leads nowhere, or a folder holds none.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        files = sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path]
        if not files or not files[0].is_file():
            wrong = f"no file ending in {SUFFIX} in this folder" if path.is_dir() else "no such file or folder"
            raise SourceError(f"{path}: {wrong}. Give gold files, or a folder that holds some.")
        for file in files:
            found.setdefault(file.resolve(), file)
    return tuple(found.values())


def read_gold(path: Path, texts: Path | None = None) -> Gold:
    """Read a gold file, and its text in the folder `texts`, or else beside it.

    Where the text does not say when it was published, the gold file does.

    Raises:
        SourceError: one of the two cannot be read, or the gold file is not of the form it should be.
    """
    try:
        raw = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as fault:
        raise SourceError(f"{path}: no gold file can be read there: {fault}. Give JSON in the form docs/review.md shows.") from fault
    try:
        head = raw["document"]
        document = _read_text(path, (texts or path.parent) / head["file"])
        document = document if document.published else replace(document, published=head.get("published"))
        forms = {e["id"]: (*e.get("labels", {}).values(), *e.get("forms", ())) for e in raw["entities"]}
        distractors = tuple((d["subject"], d["object"]) for d in raw.get("distractors", ()))
        gold = Gold(head["file"], document, forms, tuple(raw["claims"]), distractors)
        wrong = [found for claim in gold.claims if (found := _fault(claim, gold))]
    except (KeyError, TypeError, AttributeError) as fault:
        raise SourceError(f"{path}: not a gold file: {fault!r}. It has document, entities and claims; docs/review.md shows one.") from fault
    if wrong:
        raise SourceError("\n".join(f"{path}: {found}" for found in wrong))
    return gold


def _read_text(path: Path, file: Path) -> Document:
    if not file.is_file():
        raise SourceError(f"{path}: its text {file} is not there. Put it beside the gold file, or name its folder with --text.")
    done = read(file)
    if done.errors or len(done.documents) != 1:
        raise done.errors[0] if done.errors else SourceError(f"{file}: {len(done.documents)} documents. A gold file is of one.")
    return done.documents[0]


def _fault(claim: Mapping[str, Any], gold: Gold) -> str | None:
    """Say what is wrong with a gold claim."""
    named = [claim[role] for role in ("subject", "object", "speaker") if claim.get(role) is not None]
    if unknown := [name for name in named if name not in gold.forms]:
        return f"claim {claim['id']} names the entity {unknown[0]!r}, which is not among the entities. Add it there."
    start, end = claim["evidence"]
    if not 0 <= start < end <= len(gold.document.text):
        return f"claim {claim['id']} has its evidence at {start}-{end}. The text has {len(gold.document.text)} characters."
    return None
