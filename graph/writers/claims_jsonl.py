"""Claims as JSON Lines: one line for each claim and place it is found in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from graph.model import Claim, Entity, Evidence
from graph.writers.result import Result


def to_claims_jsonl(result: Result) -> bytes:
    """Write claims in the order of their ids, their evidence in the order it is given in.

    Offsets are code points from 0, the end not included. `null` stands for what a claim does not say.

    Source: https://jsonlines.org.
    """
    return write_claims(result.claims, result.entities)


def write_claims(claims: Iterable[Claim], entities: Iterable[Entity]) -> bytes:
    """Write claims of known entities, whatever build they are of; see `to_claims_jsonl`."""
    named = {entity.id: _entity(entity) for entity in entities}
    lines = (json.dumps(record, ensure_ascii=False) for claim in sorted(claims, key=lambda c: c.id) for record in _records(claim, named))
    # A lone surrogate cannot be written in UTF-8; JSON has its own escape for it.
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def _entity(entity: Entity) -> dict[str, Any]:
    labels = dict.fromkeys(text for _, text in (*entity.labels, *entity.aliases))
    return {"id": entity.id, "type": entity.type, "labels": list(labels)}


def _records(claim: Claim, named: Mapping[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    places: tuple[Evidence | None, ...] = claim.evidence or (None,)
    for place in places:
        yield _said(claim, named) | {
            "document": place and place.document,
            "start": place and place.start,
            "end": place and place.end,
            "passage": place and place.passage,
        }


def _said(claim: Claim, named: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    quantity, period = claim.quantity, claim.period
    return {
        "claim": claim.id,
        "subject": _named(claim.subject, named),
        "relation": claim.relation,
        "object": _named(claim.object, named),
        "measure": claim.measure,
        "value": quantity and _number(quantity.value),
        "value_max": quantity and _number(quantity.high),
        "unit": quantity and quantity.unit,
        "comparator": quantity and quantity.comparator,
        "approximate": quantity and quantity.approximate,
        "per": quantity and quantity.per,
        "time": period and period.start,
        "time_end": period and period.end,
        "speaker": _named(claim.speaker, named),
        "modality": claim.modality,
        "negated": claim.negated,
        "confidence": claim.confidence,
        "review": claim.review,
        "rule": claim.rule,
    }


def _named(entity: str | None, named: Mapping[str, dict[str, Any]]) -> dict[str, Any] | None:
    return None if entity is None else named.get(entity, {"id": entity, "type": None, "labels": [entity]})


def _number(value: Decimal | None) -> int | float | None:
    """Give a whole number as one, so that an amount of money stays exact, any other as the nearest double."""
    return None if value is None else int(value) if value == value.to_integral_value() else float(value)
