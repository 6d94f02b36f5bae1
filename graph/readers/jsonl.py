"""JSON Lines: one document a line, for what comes out of databases and scrapers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from graph.errors import SourceError, suggest
from graph.model import Document
from graph.readers.encoding import decode
from graph.readers.published import read_published
from graph.readers.result import ReadResult, place, to_document

_FIELDS = {  # the names a field goes by, the first of them ours
    "text": ("text",),
    "name": ("name",),
    "title": ("title",),
    "publisher": ("publisher",),
    "published": ("published", "date"),
    "address": ("address", "url"),
}
_KINDS = {list: "an array", str: "a string", bool: "true or false", type(None): "null"}
_LONE = re.compile(r"[\ud800-\udfff]")


def read_jsonl(path: Path) -> ReadResult:
    """Read a `.jsonl` file; a line that is at fault becomes an error of its own, the other lines are documents.

    A line is an object with `text`, and `title`, `publisher`, `published` or `date`, `address` or `url` and `name` where known; other
    fields are left alone. Without a `name` a document is called after its file and line, `news.jsonl:3`.

    Raises:
        OSError: the file cannot be opened.
        UnreadableTextError: it holds no text.

    Source: https://jsonlines.org; RFC 8259, section 8.1 (UTF-8).
    """
    decoded = decode(path.read_bytes(), place(path))
    documents: list[Document] = []
    errors: list[SourceError] = []
    # Not splitlines(): U+2028 and the like may stand unescaped inside a JSON string.
    for number, line in enumerate(decoded.text.split("\n"), start=1):
        if line.strip():
            try:
                documents.append(_read_line(line, f"{place(Path(path.name))}:{number}"))
            except ValueError as fault:
                errors.append(SourceError(f"{place(path)}:{number}: {fault}."))
    return ReadResult(tuple(documents), tuple(errors), decoded.findings)


def _read_line(line: str, name: str) -> Document:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as fault:
        raise ValueError(f"not JSON: {fault.msg} at character {fault.pos + 1}. Write one object a line, with its text in 'text'") from None
    except RecursionError:
        raise ValueError("nested too deeply. Write one flat object a line, with its text in 'text'") from None
    if not isinstance(record, dict):
        kind = _KINDS.get(type(record), "a number")
        raise ValueError(f"{kind}, not an object. Write one object a line, with its text in 'text'")  # noqa: TRY004 - a fault of data
    values = {field: _value(record, aliases) for field, aliases in _FIELDS.items()}
    text = values.pop("text")
    if not text or not text.strip():
        raise ValueError(_without_text(record))
    if values["published"]:
        values["published"] = read_published(values["published"])
    return to_document(values.pop("name") or name, text, **values)


def _without_text(record: dict[str, Any]) -> str:
    if "text" in record:
        return "'text' is blank. Put the document's text in it, or leave the line out"
    hint = suggest("text", record) if record else "The object is empty."
    return f"no field 'text'. {hint} Put the document's text in 'text'"


def _value(record: dict[str, Any], aliases: tuple[str, ...]) -> str | None:
    """Give the first field that is there as text, with U+FFFD for halves of surrogate pairs, which no file can hold."""
    for alias in aliases:
        value = record.get(alias)
        if isinstance(value, str):
            return _LONE.sub("\ufffd", value)
        if alias in {"published", "date"} and isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if value is not None:
            raise ValueError(f"'{alias}' is {json.dumps(value, ensure_ascii=False)[:40]}, not text. Write it in quotes")
    return None
