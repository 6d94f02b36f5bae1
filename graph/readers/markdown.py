"""Markdown: the text without its marks, with what the front matter says of it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from graph.errors import SourceError, UnreadableTextError
from graph.readers.encoding import decode
from graph.readers.lines import glue
from graph.readers.published import read_published
from graph.readers.result import ReadResult, place, to_document

_FRONT = re.compile(r"\s*---[ \t]*\n(?P<matter>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_MATTER = re.compile(r"[^\s:#-][^:]*:(\s|$)|\s|#|-\s|$")  # what a line of front matter begins with: a key, or more of the value before
_ENTRY = re.compile(r"(?P<key>[^\s:#-][^:]*?)\s*:\s+(?P<value>\S.*?)\s*")
_FIELDS = {name: name for name in ("title", "publisher", "published", "address")} | {"date": "published", "url": "address"}
_FOLDED = frozenset((">", "|", ">-", "|-"))  # YAML's signs that the value follows below
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_DEEPEST = 100  # levels of quotes and lists; the parser's own limit of 20 would drop what is deeper without a word


def read_markdown(path: Path) -> ReadResult:
    """Read a `.md` file: headings, paragraphs, list items and table rows a line each, links as their text, pictures left out.

    Front matter between `---` lines gives `title`, `publisher`, `date` and `address`; other keys are left alone. Without a title the
    first heading of level 1 is the title.

    Raises:
        OSError: the file cannot be opened.
        SourceError: the date is not one.
        UnreadableTextError: the file holds no text.

    Source: CommonMark 0.31; tables as in GitHub Flavored Markdown, 4.10.
    """
    decoded = decode(path.read_bytes(), place(path))
    front, body = split_front(decoded.text)
    known = _metadata(front, place(path))
    tokens = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"]).parse(body)
    text = to_text(tokens)
    if not text:
        below = "below the front matter" if front else "in it, marks apart"
        raise UnreadableTextError(f"{place(path)}: no text {below}. Put the document's text there, or leave it out.")
    known.setdefault("title", _first_heading(tokens))
    return ReadResult((to_document(place(Path(path.name)), text, **known),), findings=decoded.findings)


def split_front(text: str) -> tuple[Mapping[int, str], str]:
    """Split off the front matter: its lines by their number in the file, and the text below.

    A `---` that only draws a line opens none: the text below it is text.
    """
    front = _FRONT.match(text)
    if not front or not all(_MATTER.match(line) for line in front["matter"].split("\n")):
        return {}, text
    first = text.count("\n", 0, front.start("matter")) + 1
    return dict(enumerate(front["matter"].split("\n"), first)), text[front.end() :]


def _metadata(front: Mapping[int, str], place: str) -> dict[str, str | None]:
    known: dict[str, str | None] = {}
    for number, line in front.items():
        entry = _ENTRY.fullmatch(line)
        field = _FIELDS.get(entry["key"].casefold()) if entry else None
        if not entry or not field or entry["value"] in _FOLDED:
            continue
        value = _unquote(entry["value"])
        if field == "published":
            try:
                value = read_published(value)
            except ValueError as fault:
                raise SourceError(f"{place}:{number}: {fault}.") from None
        known[field] = value
    return known


def _unquote(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _first_heading(tokens: list[Token]) -> str | None:
    for heading, inside in pairwise(tokens):
        if heading.type == "heading_open" and heading.tag == "h1":
            return _line(inside.children or ())
    return None


def to_text(tokens: Iterable[Token]) -> str:
    """Write a parsed Markdown text out plainly: a blank line between blocks, none inside a list that has none."""
    parts: list[str] = []
    cells: list[str] | None = None
    bullet = ""
    for token in tokens:
        if token.type == "list_item_open":
            bullet = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "inline" and cells is not None:
            cells.append(_line(token.children or ()))
        elif token.type in {"inline", "fence", "code_block", "html_block"}:
            parts.append(bullet + _block(token))
            bullet = ""
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            parts.append(" | ".join(cells or ()) + "\n")
            cells = None
        elif token.type in {"paragraph_close", "heading_close", "bullet_list_close", "ordered_list_close", "table_close"}:
            parts.append("\n" if token.hidden else "\n\n")
    return re.sub(r"\n{3,}", "\n\n", "".join(parts)).strip()


def _block(token: Token) -> str:
    if token.type == "inline":
        return _line(token.children or ())
    if token.type == "html_block":
        return html.unescape(_without_tags(token.content)).strip() + "\n\n"
    return token.content.rstrip("\n") + "\n\n"


def _without_tags(markup: str) -> str:
    """Take comments and tags out; a comment that never ends is text, so that nothing below it is lost."""
    end = markup.rfind("-->") + len("-->") if "-->" in markup else 0
    return _TAG.sub("", _COMMENT.sub("", markup[:end]) + markup[end:])


def _line(children: Iterable[Token]) -> str:
    line = ""
    wrapped = False
    for token in children:
        content = token.content if token.type in {"text", "code_inline"} else "\n" if _breaks(token) else ""
        if content and wrapped:
            line += glue(line, content)
            wrapped = False
        line += content
        wrapped = wrapped or token.type == "softbreak"
    return line.strip()


def _breaks(token: Token) -> bool:
    return token.type == "hardbreak" or (token.type == "html_inline" and token.content.lower().startswith("<br"))
