"""PDF: text is read, pictures and passwords are told."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError

from graph.errors import ProtectedDocumentError, UnreadableTextError
from graph.readers import ReadResult, read
from tests.readers.pdfs import make_pdf

LINES = ["All lines for advanced packaging are sold out until", "the summer of next year, a supplier of tools said."]


def read_pdf(folder: Path, content: bytes) -> ReadResult:
    path = folder / "report.pdf"
    path.write_bytes(content)
    return read(path)


def encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf([LINES]))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_lines_become_paragraphs(tmp_path: Path) -> None:
    (document,) = read_pdf(tmp_path, make_pdf([LINES], title="Packaging report")).documents
    assert document.text == " ".join(LINES)
    assert (document.name, document.title, document.language, document.published) == ("report.pdf", "Packaging report", "en", None)


def test_chinese(tmp_path: Path) -> None:
    (document,) = read_pdf(tmp_path, make_pdf([["先進封裝的產能在明年夏季之前", "已經全數售罄。"]])).documents
    assert (document.text, document.language) == ("先進封裝的產能在明年夏季之前已經全數售罄。", "zh-Hant")


@pytest.mark.parametrize("title", ["Microsoft Word - draft.docx", "report_v2.pdf", "untitled"])
def test_titles_put_there_by_programs_are_none(tmp_path: Path, title: str) -> None:
    assert read_pdf(tmp_path, make_pdf([LINES], title=title)).documents[0].title is None


def test_no_text_is_probably_a_scan(tmp_path: Path) -> None:
    (error,) = read_pdf(tmp_path, make_pdf([[], []])).errors
    assert isinstance(error, UnreadableTextError)
    assert "report.pdf: no text on its 2 pages: probably scanned images. Read it with an OCR program first" in str(error)


def test_pages_without_text_among_others_are_a_finding(tmp_path: Path) -> None:
    result = read_pdf(tmp_path, make_pdf([LINES, [], LINES, []]))
    assert len(result.documents) == 1
    (finding,) = result.findings
    assert (finding.check, finding.severity) == ("pages", "warning")
    assert "no text on 2 of 4 pages (2, 4)" in finding.message


def test_a_password_is_needed(tmp_path: Path) -> None:
    (error,) = read_pdf(tmp_path, encrypted("secret")).errors
    assert isinstance(error, ProtectedDocumentError)
    assert "report.pdf: locked with a password. Open it with the password and print it to a new PDF" in str(error)


def test_locked_against_changes_only(tmp_path: Path) -> None:
    assert read_pdf(tmp_path, encrypted("")).documents[0].text == " ".join(LINES)


def test_a_cipher_that_is_not_installed_counts_as_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def decrypt(_reader: PdfReader, _password: str) -> None:
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    monkeypatch.setattr(PdfReader, "decrypt", decrypt)
    (error,) = read_pdf(tmp_path, encrypted("")).errors
    assert isinstance(error, ProtectedDocumentError)


@pytest.mark.parametrize("content", [b"", b"just words", make_pdf([LINES])[:200], b"%PDF-1.7\n" + bytes(range(256)) * 20])
def test_damaged_files(tmp_path: Path, content: bytes) -> None:
    (error,) = read_pdf(tmp_path, content).errors
    assert isinstance(error, UnreadableTextError)
    assert "report.pdf: not a PDF that can be read" in str(error)


def test_damaged_files_print_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    content = make_pdf([LINES]).replace(b"startxref\n", b"startxref\n1")
    assert read_pdf(tmp_path, content).documents[0].text == " ".join(LINES)
    assert capfd.readouterr() == ("", "")
