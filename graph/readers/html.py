"""Web pages: the article without what stands around it, with what the page says of itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import trafilatura
from trafilatura.settings import Document as Page

from graph.errors import UnreadableTextError
from graph.readers.encoding import decode
from graph.readers.lines import close_wide_breaks
from graph.readers.published import read_published
from graph.readers.result import ReadResult, place, to_document

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEAD = 4096  # bytes; the standard asks for the declaration in the first 1,024, pages are not all that good
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_TABLE_RULE = re.compile(r"^\|[|\s:-]*(?:\n|\Z)", re.MULTILINE)
# The places where a page states its own date. What guessers find beyond them may be a date the article speaks of, or a copyright line's.
_DATES = (
    "//meta[@property='article:published_time' or @itemprop='datePublished']/@content",
    "//meta[@name='date' or @name='pubdate' or @name='publishdate' or @name='DC.date' or @name='DC.date.issued']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//article//time/@datetime",
)
_JSON_LD = "//script[@type='application/ld+json']/text()"
_JSON_DATE = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]+)\"")
_DATE_LINES = "//*[contains(@class, 'date') or contains(@class, 'time') or contains(@class, 'publish')]//text()"
_DATE_LINE = re.compile(r"\s*(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*", re.ASCII)


def read_html(path: Path) -> ReadResult:
    """Read a `.html` or `.htm` file: its main text, headings, list items and table rows a line each, with what it says of itself.

    That is its title, publisher, date and address. The date is one the page states as its own, or none.

    Raises:
        OSError: the file cannot be opened.
        UnreadableTextError: the page holds no text.

    Source: trafilatura (Barbaresi 2021, ACL demo) for what is main text.
    """
    content = path.read_bytes()
    charset = _CHARSET.search(content, 0, _HEAD)
    decoded = decode(content, place(path), charset[1].decode("ascii") if charset else None)
    markup = close_wide_breaks(_DECLARATION.sub("", decoded.text, count=1))
    tree = trafilatura.load_html(markup)
    page = trafilatura.bare_extraction(markup, with_metadata=True, include_comments=False) if tree is not None else None
    text = _TABLE_RULE.sub("", page.text or "").strip() if isinstance(page, Page) else ""
    if not isinstance(page, Page) or not text:
        raise UnreadableTextError(
            f"{place(path)}: no article text in the page; a script may put it there. Save the page from the browser once it has loaded.",
        )
    document = to_document(
        place(Path(path.name)),
        _with_heading(text, page.title, tree),
        title=page.title,
        publisher=page.sitename,
        published=published(tree),
        address=page.url,
    )
    return ReadResult((document,), findings=decoded.findings)


def _with_heading(text: str, title: str | None, tree: Any) -> str:
    """Put the headline back on top where it stands in the page and was taken for a mere title."""
    headings = {" ".join(heading.text_content().split()) for heading in tree.iter("h1")}
    return f"{title}\n{text}" if title in headings and title not in text else text


def published(tree: Any) -> str | None:
    """Find the date a page states as its own, at the precision it is given in."""
    stated = [str(value) for path in _DATES[:1] for value in tree.xpath(path)]
    stated += [date for script in tree.xpath(_JSON_LD) for date in _JSON_DATE.findall(str(script))]
    stated += [str(value) for path in _DATES[1:] for value in tree.xpath(path)]
    for value in stated:
        try:
            return read_published(value)
        except ValueError:
            continue
    lines = {line.groups() for text in tree.xpath(_DATE_LINES) if (line := _DATE_LINE.fullmatch(str(text)))}
    if len(lines) != 1:  # several: some of them are other articles'
        return None
    year, month, day = map(int, lines.pop())
    try:
        return read_published(f"{year:04}-{month:02}-{day:02}")
    except ValueError:
        return None
