"""JSON Lines: good lines are documents, bad lines errors with their numbers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.readers import ReadResult, read


def read_lines(folder: Path, *lines: str) -> ReadResult:
    path = folder / "news.jsonl"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return read(path)


def line(**fields: Any) -> str:
    return json.dumps({"text": "All fabs are full.", **fields}, ensure_ascii=False)


def test_fields_under_either_name(tmp_path: Path) -> None:
    ours = line(title="T", publisher="P", published="2025-07-09", address="https://example.org", name="a.txt")
    theirs = line(title="T", publisher="P", date="2025-07-09T08:00:00Z", url="https://example.org", name="a.txt", author="X")
    first, second = read_lines(tmp_path, ours, theirs).documents
    assert first == second
    assert (first.name, first.title, first.publisher, first.published) == ("a.txt", "T", "P", "2025-07-09")


def test_name_is_file_and_line_where_none_is_given(tmp_path: Path) -> None:
    result = read_lines(tmp_path, "", line(text="One."), line(text="Two.", published=2025))
    assert [document.name for document in result.documents] == ["news.jsonl:2", "news.jsonl:3"]
    assert result.documents[1].published == "2025"
    assert result.errors == ()


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ('{"text": "cut', "not JSON: Unterminated string starting at at character 10. Write one object a line"),
        ("[1, 2]", "an array, not an object"),
        ("7", "a number, not an object"),
        ('{"txt": "words"}', "no field 'text'. Did you mean txt? Put the document's text in 'text'"),
        ('{"body": "words"}', "no field 'text'. Available: body. Put"),
        ("{}", "no field 'text'. The object is empty. Put"),
        ('{"text": " "}', "'text' is blank"),
        ('{"text": 5}', "'text' is 5, not text. Write it in quotes"),
        ('{"text": "w", "title": ["x"]}', "'title' is [\"x\"], not text"),
        ('{"text": "w", "date": "last week"}', "'last week' is not a date this reads. Write 2025, 2025-07 or 2025-07-09"),
        ('{"text": "w", "date": true}', "'date' is true, not text"),
        ("[" * 200_000, "nested too deeply"),
    ],
)
def test_a_bad_line_is_an_error_and_the_others_are_read(tmp_path: Path, bad: str, message: str) -> None:
    result = read_lines(tmp_path, line(text="One."), bad, line(text="Two."))
    assert [document.text for document in result.documents] == ["One.", "Two."]
    (error,) = result.errors
    assert f"news.jsonl:2: {message}" in str(error)


def test_every_bad_line_is_named(tmp_path: Path) -> None:
    result = read_lines(tmp_path, "{", line(), "}", "null")
    assert [str(error).rsplit("news.jsonl:", 1)[1][0] for error in result.errors] == ["1", "3", "4"]


def test_separators_inside_a_string_end_no_line(tmp_path: Path) -> None:
    (document,) = read_lines(tmp_path, line(text="One\u2028two\x85three.")).documents
    assert document.text == "One\u2028two\x85three."


def test_half_a_surrogate_pair_becomes_a_mark_that_can_be_written(tmp_path: Path) -> None:
    (document,) = read_lines(tmp_path, '{"text": "chip \\ud83d end", "title": "\\udc00"}').documents
    assert (document.text, document.title) == ("chip \ufffd end", "\ufffd")


def test_chinese_encodings(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes((line(text="晶圓廠的產能已經全數售罄，客戶只能等待。") + "\n").encode("big5"))
    result = read(path)
    assert result.documents[0].text == "晶圓廠的產能已經全數售罄，客戶只能等待。"
    assert [finding.check for finding in result.findings] == ["encoding"]
