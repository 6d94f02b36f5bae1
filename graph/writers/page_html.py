"""The interactive page, as one HTML file."""

from __future__ import annotations

from graph.page import to_page
from graph.writers.result import Result


def to_page_html(result: Result) -> bytes:
    """Write the page; half a surrogate pair, which no file can hold, becomes a question mark."""
    page = to_page(result.claims, result.entities, result.documents, result.ontology, result.findings, coverage=result.coverage)
    return page.encode("utf-8", "replace")
