"""What a build made to files: one writer a file, all in one table.

A new file is one module here and one line in `WRITERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from graph.writers.candidates_jsonl import to_candidates_jsonl
from graph.writers.claims_jsonl import to_claims_jsonl
from graph.writers.coverage_jsonl import to_coverage_jsonl
from graph.writers.findings_md import to_findings_md
from graph.writers.graphml import to_graphml
from graph.writers.nquads import to_nquads
from graph.writers.page_html import to_page_html
from graph.writers.result import Result
from graph.writers.turtle import to_turtle

__all__ = ["WRITERS", "Result", "Writer"]

Writer = Callable[[Result], bytes]
WRITERS: Mapping[str, Writer] = MappingProxyType(
    {
        "graph.ttl": to_turtle,
        "graph.nq": to_nquads,
        "claims.jsonl": to_claims_jsonl,
        "candidates.jsonl": to_candidates_jsonl,
        "coverage.jsonl": to_coverage_jsonl,
        "graph.graphml": to_graphml,
        "findings.md": to_findings_md,
        "graph.html": to_page_html,
    },
)
