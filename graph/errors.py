"""The errors this package raises on purpose.

    ChokepointError
    ├── SourceError            a document that cannot be read; the others still can
    │   ├── UnknownFormatError      no reader for the suffix
    │   ├── UnreadableTextError     binary, broken or empty content
    │   └── ProtectedDocumentError  a password is needed
    ├── VocabularyError        ontology, registry, patterns or shapes say something they may not
    ├── QuestionError          no such question, a parameter missing, SPARQL that does not parse
    └── OutputError            outputs cannot be written

Data faults are not errors: they are findings and are returned together. Every message reads
`<place>: <what is wrong, with the value>. <What would be right>. <Where to change it>.`
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class ChokepointError(Exception):
    """Base of every error raised on purpose."""


class SourceError(ChokepointError):
    """A document cannot be read."""


class UnknownFormatError(SourceError):
    """No reader takes the file's suffix."""


class UnreadableTextError(SourceError):
    """The file holds no text that can be read."""


class ProtectedDocumentError(SourceError):
    """The file opens only with a password."""


class VocabularyError(ChokepointError):
    """Ontology, registry, patterns or shapes are at fault."""


class QuestionError(ChokepointError):
    """A question or a SPARQL query cannot be answered as asked."""


class OutputError(ChokepointError):
    """Outputs cannot be written."""


def suggest(word: str, available: Iterable[str]) -> str:
    """Say what the reader may have meant, or what there is.

    >>> suggest("suplies", ["supplies", "orders"])
    'Did you mean supplies?'
    >>> suggest("xyz", ["orders", "supplies"])
    'Available: orders, supplies.'
    """
    names = sorted(available)
    near = get_close_matches(word, names, n=3, cutoff=0.6)
    return f"Did you mean {' or '.join(near)}?" if near else f"Available: {', '.join(names)}."
