"""Web pages: the article, its title, publisher, date and address."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.readers import ReadResult, read

FIRST = "Every line for advanced packaging is sold out, a supplier of tools said, and new machines will not be installed before summer."
SECOND = "Memory is tight as well: contract prices rose by a tenth in the quarter, and buyers sign agreements over several years."


def page(head: str = "", body: str = "", extra: str = "") -> str:
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>Packaging is tight | Chip Weekly</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/about'>About us</a></nav><article><h1>Packaging is tight</h1>{body}<p>{FIRST}</p>"
        f"<h2>Memory</h2><p>{SECOND}</p>{extra}</article><footer>© 2019 Chip Weekly. All rights reserved.</footer></body></html>"
    )


def read_html(folder: Path, content: str, encoding: str = "utf-8") -> ReadResult:
    path = folder / "page.html"
    path.write_bytes(content.encode(encoding))
    return read(path)


def test_the_article_and_what_the_page_says_of_itself(tmp_path: Path) -> None:
    head = (
        "<meta property='og:site_name' content='Chip Weekly'><meta property='article:published_time' content='2025-07-09T10:00:00+08:00'>"
        "<link rel='canonical' href='https://example.org/news/1'>"
    )
    (document,) = read_html(tmp_path, page(head)).documents
    assert document.text.split("\n") == ["Packaging is tight", FIRST, "Memory", SECOND]
    assert (document.title, document.publisher, document.published) == ("Packaging is tight", "Chip Weekly", "2025-07-09")
    assert (document.address, document.language, document.name) == ("https://example.org/news/1", "en", "page.html")


def test_lists_and_tables_are_lines(tmp_path: Path) -> None:
    extra = "<ul><li>Power is tight.</li></ul><table><tr><th>firm</th><th>share</th></tr><tr><td>A</td><td>30%</td></tr></table>"
    lines = read_html(tmp_path, page(extra=extra)).documents[0].text.split("\n")
    assert "- Power is tight." in lines
    assert [line.strip() for line in lines if line.startswith("|")] == ["| firm | share |", "| A | 30% |"]
    assert not any(set(line) <= set("|- ") for line in lines)


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ("<meta name='date' content='2025-07'>", "", "2025-07"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-07-09T01:00:00Z"}</script>', "", "2025-07-09"),
        ("", "<time datetime='2025-07-09T08:00'>today</time>", "2025-07-09"),
        ("", "<span class='pub-date'>2025年7月9日 10:30</span>", "2025-07-09"),
        ("", "<span class='date'>2025-07-09</span><aside><span class='date'>2024-01-02</span></aside>", None),
        ("<meta name='date' content='last week'>", "", None),
        ("<meta name='date' content='2025-02-31'>", "<span class='date'>2025-02-31</span>", None),
        ("", "<p>In March the firm spoke of 2024-03-05 as the day it began.</p>", None),
        ("", "", None),
    ],
)
def test_only_a_date_the_page_states_as_its_own(tmp_path: Path, head: str, body: str, published: str | None) -> None:
    assert read_html(tmp_path, page(head, body)).documents[0].published == published


def test_chinese_lines_join_without_a_space(tmp_path: Path) -> None:
    text = "設備商表示，新機台最快\n   要到明年第二季才能裝機，\r\n短期內先進封裝的產能缺口難以緩解。"
    content = f"<html><body><article><h1>封裝</h1><p>{text}</p></article></body></html>"
    assert "新機台最快要到明年第二季才能裝機，短期內" in read_html(tmp_path, content).documents[0].text


@pytest.mark.parametrize("declared", ["big5", "gb2312", "utf-8"])
@pytest.mark.parametrize("encoding", ["big5", "gb18030"])
def test_encodings_whatever_the_page_declares(tmp_path: Path, encoding: str, declared: str) -> None:
    text = "設備商表示，新機台最快要到明年第二季才能裝機，短期內先進封裝的產能缺口難以緩解。"
    content = f"<?xml version='1.0' encoding='{declared}'?><html><head><meta charset={declared}></head><body><p>{text}</p></body></html>"
    assert read_html(tmp_path, content, encoding).documents[0].text == text


@pytest.mark.parametrize("content", ["<html><body></body></html>", "<html><body><script>var a = 1;</script></body></html>", "<!-- -->"])
def test_a_page_without_text(tmp_path: Path, content: str) -> None:
    (error,) = read_html(tmp_path, content).errors
    assert "page.html: no article text in the page; a script may put it there. Save the page" in str(error)


def test_a_long_gap_takes_no_time_without_end(tmp_path: Path) -> None:
    gap = "\n" * 100_000
    assert FIRST in read_html(tmp_path, page(body=f"<p>Above.{gap}Below.</p>")).documents[0].text


def test_markup_in_the_text_is_text(tmp_path: Path) -> None:
    extra = "<p>They wrote &lt;script&gt;alert(1)&lt;/script&gt; on the wall of the plant in the night.</p>"
    assert "<script>alert(1)</script>" in read_html(tmp_path, page(extra=extra)).documents[0].text
