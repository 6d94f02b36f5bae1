"""Answers: cut into items as far as they are whole, and recorded so that they come back as they were."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from graph.errors import SourceError
from graph.llm.answers import Answer, Finish, read_answers, read_items, to_jsonl
from graph.llm.schema import MOST_CLAIMS

ANSWER = Answer("document-1234", 0, 10, "f" * 64, "made-up", "stop", "")
WHOLE = '{"claims": [{"quote": "a", "value": 3.50}, {"quote": "b", "value": 10000000000}]}'


def cut(text: str, finish: Finish = "stop") -> tuple[int, str | None]:
    """How many items an answer holds, and what is wrong with the rest."""
    found = read_items(replace(ANSWER, text=text, finish=finish))
    return len(found.items), found.fault


def test_numbers_are_read_exactly() -> None:
    first, second = read_items(replace(ANSWER, text=WHOLE)).items
    assert (first["value"], second["value"]) == (Decimal("3.50"), 10_000_000_000)
    assert isinstance(second["value"], int)


@pytest.mark.parametrize("around", ["{}", "```json\n{}\n```", "Here you are: {}", "<think>[1, 2]</think>{} Is that all?"])
def test_what_stands_around_the_list_does_not_matter(around: str) -> None:
    assert cut(around.replace("{}", WHOLE)) == (2, None)


@pytest.mark.parametrize("at", range(WHOLE.index("[") + 1, len(WHOLE) - 2))
def test_an_answer_cut_off_anywhere_keeps_its_whole_items_and_tells_the_rest(at: int) -> None:
    ends = [WHOLE.index("}") + 1, WHOLE.rindex("}]") + 1]
    count, fault = cut(WHOLE[:at], "length")
    assert count == sum(at >= end for end in ends)
    assert fault is not None
    assert fault.startswith(f"the answer was cut off behind {count} item")


@pytest.mark.parametrize(
    ("text", "finish", "count", "fault"),
    [
        ('{"claims": []}', "stop", 0, None),
        ("", "stop", 0, "the answer holds no list of claims: nothing"),
        ("I cannot.", "stop", 0, "the answer holds no list of claims: 'I cannot.'"),
        ("I cannot.", "refusal", 0, "the model would not answer: 'I cannot.'"),
        ("429", "none", 0, "no answer came"),
        ('{"claims": [1, "a", null]}', "stop", 3, None),
        ('{"claims": [{"quote": "a"} {"quote": "b"}]}', "stop", 2, None),
        ('{"claims": [{"quote": "a"}, {quote: "b"}]}', "stop", 1, "the answer is broken behind 1 item: '{quote: \"b\"}]}'"),
        ('{"claims": [{"quote": "a"}, {"quote"', "broken", 1, "the answer broke off behind 1 item: '{\"quote\"'"),
        ('{"claims": [NaN]}', "stop", 0, "the answer is broken behind 0 items: 'NaN]}'"),
        ('{"claims": [' + "[" * 100_000, "stop", 0, f"the answer is broken behind 0 items: '{'[' * 60}…'"),
        ('{"claims": [' + "1," * (MOST_CLAIMS + 1) + "1]}", "stop", MOST_CLAIMS, f"the answer has more than {MOST_CLAIMS} items"),
    ],
)
def test_what_is_wrong_with_an_answer_is_told(text: str, finish: Finish, count: int, fault: str | None) -> None:
    assert cut(text, finish) == (count, fault)


@pytest.mark.parametrize("number", ["9" * 5000, "1e999999999999999999999", "0." + "1" * 5000])
def test_a_number_no_computer_should_work_with_stays_text(number: str) -> None:
    (item,) = read_items(replace(ANSWER, text=f'{{"claims": [{{"value": {number}}}]}}')).items
    assert item["value"] == number


def test_recorded_answers_come_back_as_they_were(tmp_path: Path) -> None:
    answers = (replace(ANSWER, text='臺積電 😀\n\u2028\\ "x" \ud800'), replace(ANSWER, finish="length"))
    path = tmp_path / "recorded.jsonl"
    path.write_bytes(to_jsonl(answers) + b"\n")
    assert read_answers(path) == answers
    assert len(to_jsonl(answers).splitlines()) == 2


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("no json", r"recorded.jsonl:2: not JSON"),
        ("[" * 100_000, r"recorded.jsonl:2: not JSON"),
        ("[]", r"recorded.jsonl:2: no document"),
        (json.dumps({"document": 1}), r"no document, or not of the right kind. A recorded answer has document, start, end, prompt"),
        (json.dumps({"document": "d", "start": True}), "no start"),
        (to_jsonl([replace(ANSWER, finish="done")]).decode(), r"finish is 'done'. Available: stop, length"),  # type: ignore[arg-type]
    ],
)
def test_a_line_that_is_no_recorded_answer_is_told_with_its_number(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "recorded.jsonl"
    path.write_text(f"\n{line}\n", "utf-8")
    with pytest.raises(SourceError, match=message):
        read_answers(path)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"gone.jsonl: recorded answers cannot be read: No such file"):
        read_answers(tmp_path / "gone.jsonl")
    (tmp_path / "big5.jsonl").write_bytes("臺積電".encode("big5"))
    with pytest.raises(SourceError, match="it is not UTF-8"):
        read_answers(tmp_path / "big5.jsonl")
