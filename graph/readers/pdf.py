"""PDF: the text of its pages."""

from __future__ import annotations

import io
import logging
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import DependencyError

from graph.errors import ProtectedDocumentError, SourceError, UnreadableTextError
from graph.language.datelines import find_dateline
from graph.model import Finding
from graph.readers.paragraphs import to_paragraphs
from graph.readers.result import ReadResult, place, to_document

_QUIET = logging.NullHandler()  # pypdf logs each flaw of a file it can cope with; a library must not print them
_MOST_NAMED = 10  # pages named in one finding


def read_pdf(path: Path) -> ReadResult:
    """Read a `.pdf` file; pages that hold pictures only are named in a finding.

    A PDF's own dates say when the file was made, not when the text was published, so none but the text's own dateline is taken.

    Raises:
        OSError: the file cannot be opened.
        ProtectedDocumentError: it opens only with a password.
        UnreadableTextError: it is no PDF, or holds no text.
    """
    content = path.read_bytes()
    logging.getLogger("pypdf").addHandler(_QUIET)
    try:
        pages, title = _extract(content, path)
    except SourceError:
        raise
    except DependencyError:
        raise _protected(path) from None
    except Exception as fault:  # pypdf meets a damaged file with errors of any kind
        reason = str(fault) or type(fault).__name__
        message = f"{place(path)}: not a PDF that can be read: {reason}. Open it in a viewer and print it to a new PDF."
        raise UnreadableTextError(message) from fault
    text = to_paragraphs(pages)
    if not text:
        count = f"{len(pages)} page{'s' if len(pages) != 1 else ''}"
        raise UnreadableTextError(
            f"{place(path)}: no text on its {count}: probably scanned images. Read it with an OCR program first, such as "
            f"`ocrmypdf {path.name} {path.stem}-text.pdf`, and give the result.",
        )
    empty = [number for number, page in enumerate(pages, start=1) if not page.strip()]
    document = to_document(place(Path(path.name)), text, title=title, published=find_dateline(text))
    return ReadResult((document,), findings=(_partly_read(path, empty, len(pages)),) if empty else ())


def _extract(content: bytes, path: Path) -> tuple[list[str], str | None]:
    reader = PdfReader(io.BytesIO(content))
    # Many files are locked against changes only: those open with an empty password.
    if reader.is_encrypted and not reader.decrypt(""):
        raise _protected(path)
    return [page.extract_text() for page in reader.pages], _title(reader)


def _title(reader: PdfReader) -> str | None:
    """Give the title in the file, unless it is the name a word processor puts there."""
    title = str((reader.metadata and reader.metadata.title) or "").strip()
    stray = title.startswith("Microsoft ") or title.lower().endswith((".doc", ".docx", ".pdf", ".indd")) or title.lower() == "untitled"
    return None if stray else title


def _protected(path: Path) -> ProtectedDocumentError:
    return ProtectedDocumentError(
        f"{place(path)}: locked with a password. Open it with the password and print it to a new PDF, or run "
        f"`qpdf --decrypt --password=… {path.name} open.pdf`, and give the result.",
    )


def _partly_read(path: Path, empty: list[int], count: int) -> Finding:
    named = ", ".join(map(str, empty[:_MOST_NAMED])) + (" …" if len(empty) > _MOST_NAMED else "")
    message = (
        f"{place(path)}: no text on {len(empty)} of {count} pages ({named}): pictures or blank. "
        "Read those with an OCR program if they matter."
    )
    return Finding("pages", "warning", message, about=place(Path(path.name)), place=f"{place(path)}, page {empty[0]}")
