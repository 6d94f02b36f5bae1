"""Plain text: offsets in the document are offsets in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.readers import read
from graph.readers.encoding import decode


def test_text_is_the_file_to_the_character(tmp_path: Path) -> None:
    text = "標題 👩🏽‍🚀 e\u0301\n\n  第二行\u3000\u2028結束\n"
    path = tmp_path / "news.zh-Hant.txt"
    path.write_text(text, "utf-8", newline="")
    (document,) = read(path).documents
    assert document.text == text
    assert (document.name, document.language, document.title) == ("news.zh-Hant.txt", "zh-Hant", None)
    assert document.cite(3, 7).passage == "👩🏽‍🚀"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t"), min_size=1).filter(str.strip))
def test_every_utf_8_text_is_read_as_it_stands(text: str) -> None:
    if not text.startswith(("\ufeff", "%PDF-", "{\\rtf")):
        assert decode(text.encode(), "news.txt").text == text


@pytest.mark.parametrize("line", ["晶圓廠產能吃緊，客戶排隊等候。\n", "Buyers queue for packaging lines.\n"])
def test_fifty_megabytes(tmp_path: Path, line: str) -> None:
    path = tmp_path / "long.txt"
    count = 50_000_000 // len(line.encode())
    path.write_bytes(line.encode() * count)
    (document,) = read(path).documents
    assert len(document.text) == count * len(line)


def test_name_with_bytes_that_are_not_utf_8(tmp_path: Path) -> None:
    path = Path(f"{tmp_path}/news-\udcff.txt")
    try:
        path.write_text("Some words.", "utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this file system holds no such name")
    (document,) = read(path).documents
    assert document.name == "news-?.txt"
