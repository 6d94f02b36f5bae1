"""Files to documents: one reader a format, all in one table.

A new format is one file here and one line in `READERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from graph.errors import SourceError
from graph.readers.html import read_html
from graph.readers.jsonl import read_jsonl
from graph.readers.markdown import read_markdown
from graph.readers.pdf import read_pdf
from graph.readers.result import ReadResult, gather, place
from graph.readers.sources import Sources, find, unknown_format
from graph.readers.text import read_text

__all__ = ["READERS", "ReadResult", "Reader", "Sources", "find_sources", "gather", "read", "read_all"]

Reader = Callable[[Path], ReadResult]
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".htm": read_html,
        ".html": read_html,
        ".jsonl": read_jsonl,
        ".md": read_markdown,
        ".pdf": read_pdf,
        ".txt": read_text,
    },
)


def read(path: Path) -> ReadResult:
    """Read one file. Nothing is raised for a fault of the file: that is in `errors`, and the other files can still be read."""
    try:
        reader = READERS.get(path.suffix.lower())
        if reader is None:
            raise unknown_format(path, READERS)
        return reader(path)
    except SourceError as fault:
        return ReadResult(errors=(fault,))
    except OSError as fault:
        reason = fault.strerror or type(fault).__name__
        message = f"{place(path)}: cannot be read: {reason}. Check that it is there and that you may read it."
        return ReadResult(errors=(SourceError(message),))


def read_all(paths: Iterable[Path]) -> ReadResult:
    """Read files, in order; of documents with the same text only the first is kept."""
    return gather(map(read, paths))


def find_sources(paths: Iterable[Path]) -> Sources:
    """Find the files to read under files and folders; see `graph.readers.sources`."""
    return find(paths, READERS)
