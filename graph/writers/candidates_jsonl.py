"""What looked like a claim and was not accepted, as JSON Lines, each with the reason."""

from __future__ import annotations

import json
from dataclasses import asdict

from graph.writers.result import Result


def to_candidates_jsonl(result: Result) -> bytes:
    """Write rejected candidates in the order of their documents and places; offsets are code points, the end not included."""
    ordered = sorted(result.candidates, key=lambda c: (c.document, c.start, c.end, c.rule, c.reason))
    lines = (json.dumps(asdict(candidate), ensure_ascii=False) for candidate in ordered)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")
