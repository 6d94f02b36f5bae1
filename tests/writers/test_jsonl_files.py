"""Claims and candidates as JSON Lines."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings

from graph.model import Candidate, Claim
from graph.writers import Result
from graph.writers.candidates_jsonl import to_candidates_jsonl
from graph.writers.claims_jsonl import to_claims_jsonl, write_claims
from tests.writers.results import CLAIMS, ENTITIES, NOTE, cited, make_result, results


def records(written: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.decode().split("\n") if line]


def test_one_line_for_each_claim_and_place() -> None:
    found = records(to_claims_jsonl(make_result()))
    assert sorted((record["claim"], record["start"], record["end"], record["passage"]) for record in found) == sorted(
        (claim, place.start, place.end, place.passage) for claim, place in cited(make_result())
    )
    assert all(NOTE.text[record["start"] : record["end"]] == record["passage"] for record in found)


def test_a_record_in_full() -> None:
    (record,) = records(write_claims(CLAIMS[1:], ENTITIES))
    nvidia = {"id": "nvidia", "type": "Company", "labels": ["Nvidia", "輝達", "英伟达"]}
    tsmc = {"id": "tsmc", "type": "Company", "labels": ["TSMC", "台積電"]}
    assert record == {
        "claim": CLAIMS[1].id,
        "subject": nvidia,
        "relation": "supplies",
        "object": tsmc,
        "measure": "orderValue",
        "value": 3500000000,
        "value_max": 4000000000,
        "unit": "USD",
        "comparator": ">=",
        "approximate": True,
        "per": "P1Y",
        "time": "2025-Q3",
        "time_end": "2026",
        "speaker": tsmc,
        "modality": "forecast",
        "negated": True,
        "confidence": 1.0,
        "review": "extracted",
        "rule": "",
        "document": NOTE.id,
        "start": 9,
        "end": 17,
        "passage": NOTE.text[9:17],
    }


def test_what_is_not_said_is_null() -> None:
    record = records(write_claims([Claim("nowhere", "supplies", "nvidia")], ENTITIES))[0]
    assert record["subject"] == {"id": "nowhere", "type": None, "labels": ["nowhere"]}
    assert {name for name, value in record.items() if value is None} == {
        *("measure", "value", "value_max", "unit", "comparator", "approximate", "per", "time", "time_end", "speaker"),
        *("document", "start", "end", "passage"),
    }


def test_half_a_surrogate_pair_is_written_as_its_escape() -> None:
    assert b'"rule": "\\ud83d"' in write_claims([Claim("a", "supplies", "b", rule="\ud83d")], ())


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(result=results())
def test_every_place_comes_back(result: Result) -> None:
    found = records(to_claims_jsonl(result))
    assert [record["claim"] for record in found] == sorted(record["claim"] for record in found)
    places = {(record["claim"], record["start"], record["end"], record["passage"]) for record in found if record["document"]}
    assert places == {(claim, place.start, place.end, place.passage) for claim, place in cited(result)}


def test_candidates_stand_in_the_order_of_their_places() -> None:
    late, early = Candidate("d", 9, 12, "r", "no subject", "晶片"), Candidate("d", 1, 3, "r", "no object", "a\nb")
    found = records(to_candidates_jsonl(make_result(candidates=(late, early))))
    assert found == [
        {"document": "d", "start": 1, "end": 3, "rule": "r", "reason": "no object", "passage": "a\nb"},
        {"document": "d", "start": 9, "end": 12, "rule": "r", "reason": "no subject", "passage": "晶片"},
    ]
    assert to_candidates_jsonl(make_result()) == b""
