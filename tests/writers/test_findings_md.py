"""The report: everything is in it, and nothing in it acts."""

from __future__ import annotations

from dataclasses import replace

from markdown_it import MarkdownIt

from graph.coverage import Coverage, Line, account
from graph.errors import SourceError
from graph.merge import merge
from graph.model import Candidate, Document, Finding
from graph.writers.findings_md import to_findings_md
from tests.extract.readings import read
from tests.writers.results import ENTITIES, NOTE, make_result

FINDINGS = (
    Finding("encoding", "info", "a.txt: not UTF-8; it is read as Big5.", place="a.txt"),
    Finding("shape", "violation", "claim x has no subject.", about="x", place="note.txt:3"),
    Finding("arithmetic", "warning", "36 × 90 is not 4,000."),
)


def test_counts_and_sections() -> None:
    candidates = (Candidate("d", 0, 1, "r", "no subject"), Candidate("d", 2, 3, "r", "no subject"), Candidate("d", 4, 5, "r", "no object"))
    errors = (SourceError("b.pdf: locked with a password. Print it to a new PDF."),)
    text = to_findings_md(make_result(candidates=candidates, findings=FINDINGS, errors=errors)).decode()
    assert "- Documents read: 1; not read: 1\n" in text
    assert "- Claims: 2 in 3 places; 1 of them" in text
    assert "- Entities: 2; 1 of them in no registry yet\n" in text
    assert "- Candidates rejected: 3\n" in text
    assert "- Findings: 1 violations, 1 warnings, 1 remarks\n" in text
    assert "## Not read\n\n- b.pdf: locked with a password" in text
    places = [text.index(heading) for heading in ("## Violations (1)", "## Warnings (1)", "## Remarks (1)", "## Documents", "## Rejected")]
    assert places == sorted(places)
    assert "- **shape** claim x has no subject. (note.txt:3)\n" in text
    assert "- **encoding** a.txt: not UTF-8; it is read as Big5.\n" in text
    assert "| 代工 | note.txt | zh-Hant |  |  | 45 | 2 | 2 | 0 |\n" in text
    assert "| no subject | 2 |\n| no object | 1 |\n" in text
    assert "| manufacturesFor | fact | 1 |\n" in text


def test_a_document_without_claims_is_told() -> None:
    text = to_findings_md(make_result(claims=())).decode()
    assert "| 代工 | note.txt | zh-Hant |  |  | 45 | 2 | none | 0 |\n" in text
    assert "## Claims\n\nNone.\n" in text


def test_nothing_at_all() -> None:
    text = to_findings_md(make_result((), (), ())).decode()
    assert text.count("None.") == 3


def test_the_order_of_findings_does_not_matter() -> None:
    assert to_findings_md(make_result(findings=FINDINGS)) == to_findings_md(make_result(findings=FINDINGS[::-1]))


def test_hostile_text_is_inert() -> None:
    hostile = "</td><script>alert(1)</script> | ![x](http://evil.example) [y](javascript:1) `code` **b** &lt; \n# head\n" + "長" * 10_000
    document = Document("<img onerror=1>.txt", NOTE.text, "en", title=hostile)
    finding = Finding("x", "warning", hostile, place=hostile[:40])
    result = replace(make_result(claims=(), documents=(document,)), findings=(finding,), errors=(SourceError(hostile),))
    written = to_findings_md(result).decode()
    tokens = [child for token in MarkdownIt("commonmark").enable("table").parse(written) for child in (token, *(token.children or ()))]
    assert not {token.type for token in tokens} & {"html_block", "html_inline", "image", "link_open", "code_inline"}
    assert sum(token.type == "td_open" for token in tokens) == 15  # a document's nine, and six of the entity no registry knows
    assert [token.tag for token in tokens if token.type == "heading_open"].count("h1") == 1
    assert len(written) < 5_000
    shown = "".join(token.content for token in tokens if token.type == "text")
    assert "<script>alert(1)</script> | ![x](http://evil.example)" in shown


def test_the_ledger_lists_what_nothing_was_read_from() -> None:
    reading = read("TSMC manufactures for Nvidia. The moon is red. Microsoft ordered. Nvidia's revenue was $3 billion, and 36 of 40 came.")
    coverage = account([reading], merge(reading.claims), reading.candidates)
    text = to_findings_md(replace(make_result(), coverage=coverage)).decode()
    assert "## Coverage\n" in text
    assert "| text.txt | 2 | 1 | 1 | 0 | 1 |" in text
    unread = text.partition("## Nothing was read from\n\n")[2].partition("\n\n")[0].splitlines()
    assert unread[0] == "- text.txt 30–46: The moon is red."
    assert unread[1].startswith("- text.txt 47–65: Microsoft ordered. — rejected: 'ordered' says orders")
    assert all(": number " in line for line in unread[2:])


def test_a_ledger_without_gaps_says_so() -> None:
    reading = read("TSMC manufactures for Nvidia.")
    text = to_findings_md(replace(make_result(), coverage=account([reading], reading.claims, ()))).decode()
    assert "## Nothing was read from\n\nOf every sentence and number something was read.\n" in text


def test_an_endless_list_is_cut_and_says_where_the_rest_is() -> None:
    line = Line(0, 5, "words", (), (), (), "nothing")
    text = to_findings_md(replace(make_result(), coverage=(Coverage("d", "d.txt", (line,) * 2_005),))).decode()
    assert text.count("- d.txt 0–5: words") == 2_000
    assert "… and 5 more; coverage.jsonl has them all.\n" in text


def test_entities_in_no_registry_show_what_speaks_for_them() -> None:
    assert "| tsmc | TSMC | Company | 2 | 1 | provisional |\n" in to_findings_md(make_result()).decode()
    known = replace(ENTITIES[1], provisional=False)
    text = to_findings_md(replace(make_result(entities=(ENTITIES[0], known)), confirmed=frozenset({"tsmc"}))).decode()
    assert "| tsmc | TSMC | Company | 2 | 1 | confirmed |\n" in text
    assert "| nvidia |" not in text
