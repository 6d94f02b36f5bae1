"""Plain text: the file is the text, so that an offset in the document is an offset in the file."""

from __future__ import annotations

from pathlib import Path

from graph.language.datelines import find_dateline
from graph.readers.encoding import decode
from graph.readers.result import ReadResult, place, to_document


def read_text(path: Path) -> ReadResult:
    r"""Read a `.txt` file as it stands; only `\r\n` becomes `\n` and a byte order mark goes.

    Raises:
        OSError: the file cannot be opened.
        UnreadableTextError: it holds no text.
    """
    decoded = decode(path.read_bytes(), place(path))
    document = to_document(place(Path(path.name)), decoded.text, published=find_dateline(decoded.text))
    return ReadResult((document,), findings=decoded.findings)
