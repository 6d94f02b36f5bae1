"""Markdown: marks go, words stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.readers import ReadResult, read


def read_md(folder: Path, content: str) -> ReadResult:
    path = folder / "note.md"
    path.write_text(content, "utf-8")
    return read(path)


def test_front_matter_gives_what_is_known(tmp_path: Path) -> None:
    content = (
        '---\ntitle: "Fabs: full"\nPublisher: Chip Weekly\ndate: 2025-07\n'
        "address: https://example.org/a?b=1\ntags:\n  - chips\n# remark\n---\n\nAll fabs are full.\n"
    )
    (document,) = read_md(tmp_path, content).documents
    assert document.text == "All fabs are full."
    assert (document.title, document.publisher, document.published) == ("Fabs: full", "Chip Weekly", "2025-07")
    assert document.address == "https://example.org/a?b=1"


@pytest.mark.parametrize("date", ["2025", "2025-07", "2025-07-09", "2025-07-09T10:00:00Z", "'2025-07-09'"])
def test_dates_keep_their_precision(tmp_path: Path, date: str) -> None:
    (document,) = read_md(tmp_path, f"---\ndate: {date}\n---\nWords.\n").documents
    assert document.published == date.strip("'")[:10]


@pytest.mark.parametrize("date", ["July 2025", "2025-13", "2025-02-30", "09/07/2025", "25-07-09"])
def test_a_wrong_date_is_an_error_with_its_line(tmp_path: Path, date: str) -> None:
    result = read_md(tmp_path, f"---\ntitle: T\ndate: {date}\n---\nWords.\n")
    assert not result.documents
    (error,) = result.errors
    assert f"note.md:3: '{date}' is no" in str(error)
    assert str(error).endswith("Write 2025, 2025-07 or 2025-07-09.")


def test_marks_go_and_words_stay(tmp_path: Path) -> None:
    content = (
        "# Packaging is *tight*\n\nThe **fab** in [Hsinchu](https://example.org) runs `CoWoS` lines,\nday and night. ![chart](x.png)\n\n"
        "Second\n------\n\n- Memory: ~~full~~ sold out\n- Power\n\n1. one\n2. two\n\n> Quoted words.\n\n"
        "| company | share |\n|---|---:|\n| A & B | 30% |\n\n```\ncode < stays\n```\n\n"
        "Text<br>with <b>tags</b> &amp; <!-- remark -->entities.\n\n<div>block &lt; html</div>\n\n***\nEnd\\*.\n"
    )
    (document,) = read_md(tmp_path, content).documents
    assert document.title == "Packaging is tight"
    assert document.text == (
        "Packaging is tight\n\nThe fab in Hsinchu runs CoWoS lines, day and night.\n\nSecond\n\n- Memory: full sold out\n- Power\n\n"
        "1. one\n2. two\n\nQuoted words.\n\ncompany | share\nA & B | 30%\n\ncode < stays\n\n"
        "Text\nwith tags & entities.\n\nblock < html\n\nEnd*."
    )


def test_wrapped_chinese_lines_join_without_a_space(tmp_path: Path) -> None:
    (document,) = read_md(tmp_path, "晶圓廠今年\n擴產，採用\nCoWoS\n製程。\n").documents
    assert document.text == "晶圓廠今年擴產，採用CoWoS製程。"


def test_a_line_drawn_on_top_is_not_front_matter(tmp_path: Path) -> None:
    (document,) = read_md(tmp_path, "---\nThis paragraph stands between two lines\n\n---\nand this one below.\n").documents
    assert "This paragraph" in document.text
    assert "below" in document.text


def test_front_matter_that_never_ends_is_text(tmp_path: Path) -> None:
    (document,) = read_md(tmp_path, "---\ntitle: T\nWords and more words.\n").documents
    assert "title: T" in document.text


def test_nothing_below_the_front_matter(tmp_path: Path) -> None:
    (error,) = read_md(tmp_path, "---\ntitle: T\n---\n\n").errors
    assert "no text below the front matter" in str(error)


def test_pictures_alone_are_no_text(tmp_path: Path) -> None:
    (error,) = read_md(tmp_path, "![chart](a.png)\n").errors
    assert "no text in it, marks apart. Put" in str(error)


def test_deep_quotes_and_comments_that_never_end_lose_nothing(tmp_path: Path) -> None:
    assert read_md(tmp_path, "> " * 30 + "Deep words.\n").documents[0].text == "Deep words."
    assert "Words below." in read_md(tmp_path, "Above.\n\n<!-- a --><!-- b\nWords below.\n").documents[0].text


@pytest.mark.parametrize("mark", ["<!-- ", "[", "*a **a ", "<a "])
def test_marks_without_end_take_no_time_without_end(tmp_path: Path, mark: str) -> None:
    assert read_md(tmp_path, mark * 10_000 + "words").documents[0].text.endswith("words")


def test_windows_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_bytes("\ufeff---\r\ntitle: T\r\n---\r\n# Head\r\n\r\nWords.\r\n".encode())
    (document,) = read(path).documents
    assert (document.title, document.text) == ("T", "Head\n\nWords.")
