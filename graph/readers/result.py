"""What reading gives: the documents, the files that could not be read, and remarks on those that could."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from graph.language.scripts import detect_language
from graph.model import Document, Finding


@dataclass(frozen=True, slots=True)
class ReadResult:
    """Documents read, errors met on the way, and findings about what was read; each in the order of the source."""

    documents: tuple[Document, ...] = ()
    errors: tuple[SourceError, ...] = ()
    findings: tuple[Finding, ...] = ()


def to_document(name: str, text: str, **known: str | None) -> Document:
    """Make a document of a text; `known` holds title, publisher, published and address, blank ones counting as unknown."""
    metadata: dict[str, Any] = {field: value.strip() for field, value in known.items() if value and value.strip()}
    return Document(name, text, detect_language(text), **metadata)


def place(path: Path) -> str:
    """Name a file in messages, ids and outputs; bytes of the name that are not UTF-8 show as `?`.

    >>> place(Path("notes/nvda.txt"))
    'notes/nvda.txt'
    """
    return str(path).encode("utf-8", "replace").decode("utf-8")


def gather(results: Iterable[ReadResult]) -> ReadResult:
    """Put results together. Of documents with one and the same text the first is kept, the others become findings."""
    documents: dict[str, Document] = {}
    errors: list[SourceError] = []
    findings: list[Finding] = []
    for result in results:
        errors.extend(result.errors)
        findings.extend(result.findings)
        for document in result.documents:
            first = documents.setdefault(document.text, document)
            if first is not document:
                findings.append(_repeated(document, first))
    return ReadResult(tuple(documents.values()), tuple(errors), tuple(findings))


def _repeated(document: Document, first: Document) -> Finding:
    message = f"{document.name}: the same text as {first.name}. It is read once, as {first.name}. Remove one of the two."
    return Finding("duplicate", "info", message, about=document.id, place=document.name)
