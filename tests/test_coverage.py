"""The ledger: every sentence and number of a document is in it, with what became of it."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from graph.coverage import FATES, Coverage, account
from graph.extract import Reading
from graph.language.quantities import find_quantities
from graph.language.scripts import fold
from graph.language.sentences import split_sentences
from graph.merge import merge
from graph.writers.coverage_jsonl import to_coverage_jsonl
from tests.commands import shipped, shipped_files
from tests.extract.readings import read
from tests.writers.results import make_result

TEXT = (
    "Chips in short\n\nTSMC manufactures for Nvidia. Nvidia's revenue was $3 billion in 2025. The moon is red. Microsoft ordered. "
    "TSMC makes 3nm chips for Nvidia and counts 700 of them."
)


def ledger(reading: Reading) -> Coverage:
    (coverage,) = account([reading], merge(reading.claims), reading.candidates)
    return coverage


def test_each_sentence_has_what_became_of_it() -> None:
    lines = {line.text: line for line in ledger(read(TEXT)).lines}
    assert lines["Chips in short"].fate == "heading"
    assert lines["TSMC manufactures for Nvidia."].fate == "read"
    assert lines["The moon is red."].fate == "nothing"
    rejected = lines["Microsoft ordered."]
    assert (rejected.fate, rejected.claims) == ("rejected", ())
    assert "was not found beside it" in rejected.rejections[0].reason


def test_a_number_is_read_where_a_claim_marks_it() -> None:
    (line,) = (line for line in ledger(read(TEXT)).lines if "revenue" in line.text)
    amount, time = line.numbers
    assert (amount.text, amount.fate, amount.claims) == ("$3 billion", "read", line.claims)
    assert (time.text, time.fate) == ("2025", "read")


def test_a_number_nobody_took_and_a_date_apart() -> None:
    coverage = ledger(read("There were 700 people in 2025. It rained."))
    assert [(n.text, n.fate) for n in coverage.lines[0].numbers] == [("700 people", "nothing"), ("2025", "date")]
    assert (coverage.numbers("nothing"), coverage.numbers("date"), coverage.sentences("nothing")) == (1, 1, 2)


def test_what_a_person_rejected_counts_as_rejected() -> None:
    reading = read("TSMC manufactures for Nvidia.")
    claims = [replace(claim, review="rejected") for claim in reading.claims]
    (coverage,) = account([reading], claims, ())
    assert coverage.lines[0].fate == "rejected"
    assert coverage.lines[0].rejections[0].reason == f"claim {claims[0].id} was rejected in review"


def test_claims_of_other_documents_do_not_count_here() -> None:
    here, there = read("It rained."), read("TSMC manufactures for Nvidia.")
    coverage = account([here, there], there.claims, ())
    assert [c.lines[0].fate for c in coverage] == ["nothing", "read"]


PIECES = ("TSMC manufactures for Nvidia. ", "輝達營收達35億美元。", "It rained in May. ", "Microsoft ordered. ", "\n\nHead\n", "🚀 90%. ")


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_nothing_is_left_out(text: str) -> None:
    reading = read(text)
    coverage = ledger(reading)
    assert [(line.start, line.end) for line in coverage.lines] == [(s.span.start, s.span.end) for s in split_sentences(fold(text))]
    numbers = {(n.start, n.end) for line in coverage.lines for n in line.numbers}
    assert numbers >= {(m.start, m.end) for m in find_quantities(fold(text), reading.document.language)}
    assert {line.fate for line in coverage.lines} <= set(FATES)
    assert all(text[n.start : n.end] == n.text for line in coverage.lines for n in line.numbers)
    cited = {claim.id for claim in merge(reading.claims)}
    assert {claim for line in coverage.lines for claim in line.claims} == cited


def test_the_file_has_a_line_for_each_sentence() -> None:
    records = [json.loads(line) for line in shipped_files()["coverage.jsonl"].splitlines()]
    assert len(records) == sum(shipped().sentences.values())
    texts = {document.id: document.text for document in shipped().documents}
    claims = {claim.id for claim in shipped().claims}
    assert {claim for record in records for claim in record["claims"]} == claims
    for record in records:
        assert (record["became"] == "read") == bool(record["claims"])
        for number in record["numbers"]:
            assert texts[record["document"]][number["start"] : number["end"]] == number["text"]
            assert (number["became"] == "read") == bool(number["claims"])


def test_a_record_in_full() -> None:
    reading = read("TSMC counts 700 chips in 2025.")
    (record,) = map(json.loads, to_coverage_jsonl(replace(make_result(), coverage=(ledger(replace(reading, claims=())),))).splitlines())
    kept = {key: record[key] for key in ("document", "start", "end", "claims")}
    assert kept == {"document": reading.document.id, "start": 0, "end": 30, "claims": []}
    amount, time = record["numbers"]
    assert {key: amount[key] for key in ("start", "end", "text", "value", "value_max", "unit")} == {
        "start": 12, "end": 21, "text": "700 chips", "value": "700", "value_max": None, "unit": "count",
    }  # fmt: skip
    assert (time["time"], time["time_end"], time["became"]) == ("2025", None, "date")
