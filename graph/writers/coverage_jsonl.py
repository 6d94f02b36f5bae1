"""The ledger as JSON Lines: one line for each sentence, with what became of it and of every number in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from graph.coverage import Coverage, Number
from graph.model import Quantity, plain
from graph.writers.result import Result


def to_coverage_jsonl(result: Result) -> bytes:
    """Write every sentence in the order of documents and places; offsets are code points from 0, the end not included."""
    lines = (json.dumps(record, ensure_ascii=False) for coverage in result.coverage for record in _records(coverage))
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def _records(coverage: Coverage) -> Iterator[dict[str, Any]]:
    for line in coverage.lines:
        yield {
            "document": coverage.document,
            "start": line.start,
            "end": line.end,
            "became": line.fate,
            "claims": list(line.claims),
            "candidates": [asdict(rejection) for rejection in line.rejections],
            "numbers": [_number(number) for number in line.numbers],
        }


def _number(number: Number) -> dict[str, Any]:
    reasons = {"candidates": [asdict(rejection) for rejection in number.rejections]} if number.fate == "rejected" else {}
    place = {"start": number.start, "end": number.end, "text": number.text}
    return place | _said(number) | {"became": number.fate, "claims": list(number.claims)} | reasons


def _said(number: Number) -> dict[str, Any]:
    """Give what was read in the words: an amount with its unit, or a time."""
    if isinstance(value := number.value, Quantity):
        return {"value": plain(value.value), "value_max": None if value.high is None else plain(value.high), "unit": value.unit}
    return {"time": value.start, "time_end": value.end}
