"""Quotes of a decisions file found again in their documents, which may have changed since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.model import Document, Evidence


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands, in code points."""

    document: Document
    start: int
    end: int

    def holds(self, evidence: Evidence) -> bool:
        """Tell whether a passage shares a character with it."""
        return evidence.document == self.document.id and evidence.start < self.end and self.start < evidence.end


class Quotes:
    """Finds quotes in documents that are given by name or id."""

    def __init__(self, documents: Iterable[Document]) -> None:
        """Remember the documents by what they are called."""
        self._named: defaultdict[str, list[Document]] = defaultdict(list)
        for document in documents:
            for name in {document.name, document.id}:
                self._named[name].append(document)

    def knows(self, document: str) -> bool:
        """Tell whether a document of that name was read."""
        return document in self._named

    def find(self, document: str, quote: str, start: int | None = None) -> tuple[Place, ...]:
        """Give every place a quote stands at, or the one nearest to where it stood, if that is said."""
        found = [place for one in self._named.get(document, ()) for place in _places(one, quote)]
        if start is None or not found:
            return tuple(found)
        return (min(found, key=lambda place: (abs(place.start - start), place.start)),)


def writable(text: str) -> str:
    r"""Give a text as a file in UTF-8 can hold it, of the same length: half a surrogate pair becomes a question mark.

    >>> writable("a\ud83d")
    'a?'
    """
    return text.encode("utf-8", "replace").decode()


def _places(document: Document, quote: str) -> Iterator[Place]:
    text = writable(document.text)
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield Place(document, at, at + len(quote))
        at = text.find(quote, at + len(quote))
