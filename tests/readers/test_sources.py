"""Finding what to read, and saying what cannot be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graph.errors import SourceError, UnknownFormatError
from graph.readers import READERS, find_sources, gather, read, read_all


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with files to read and others."""
    for name in ("b.txt", "a/z.MD", "a/a.txt", "c.docx", ".hidden.txt", ".git/x.txt", "noted"):
        path = tmp_path / "notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Words of {name}.", "utf-8")
    return tmp_path / "notes"


def test_a_folder_stands_for_all_in_it_in_one_order(folder: Path) -> None:
    found = find_sources([folder])
    assert [path.relative_to(folder).as_posix() for path in found.paths] == ["a/a.txt", "a/z.MD", "b.txt"]
    assert {(Path(finding.place).name, finding.severity) for finding in found.findings} == {
        ("c.docx", "info"),
        (".hidden.txt", "info"),
        (".git", "info"),
        ("noted", "info"),
    }
    assert any("passed over: no reader for '.docx'. Readers: .htm, .html, .jsonl, .md, .pdf, .txt." in f.message for f in found.findings)


def test_arguments_keep_their_order_and_a_file_counts_once(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder / "b.txt")
    found = find_sources([folder / "b.txt", folder, folder / "a" / ".." / "b.txt"])
    assert [path.name for path in found.paths] == ["b.txt", "a.txt", "z.MD"]


def test_no_such_file_says_what_is_near(folder: Path) -> None:
    with pytest.raises(SourceError, match=r"notes/b\.tx: no such file or folder\. Did you mean b\.txt\?"):
        find_sources([folder / "b.tx"])
    with pytest.raises(SourceError, match=r"no such file or folder\. The nearest folder that is there is .*notes\.$"):
        find_sources([folder / "no" / "such" / "thing.txt"])


def test_an_unknown_suffix_that_was_named(folder: Path) -> None:
    with pytest.raises(UnknownFormatError, match=r"c\.docx: no reader for '\.docx'\. Readers: \.htm, .* Add one in graph/readers/\."):
        find_sources([folder / "c.docx"])
    with pytest.raises(UnknownFormatError, match=r"noted: no suffix, so no reader knows it"):
        find_sources([folder / "noted"])


def test_an_empty_folder_says_what_is_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no file to read in this folder\. Suffixes that are read: \.htm, "):
        find_sources([tmp_path])
    (tmp_path / "x.docx").touch()
    with pytest.raises(SourceError, match=r"It holds 1 of other kinds\."):
        find_sources([tmp_path])


def test_all_that_is_wrong_is_said_at_once(folder: Path) -> None:
    with pytest.raises(SourceError) as caught:
        find_sources([folder / "c.docx", folder / "b.txt", folder / "b.tx"])
    assert len(str(caught.value).split("\n")) == 2


def test_neither_file_nor_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(SourceError, match=r"pipe\.txt: neither a file nor a folder"):
        find_sources([tmp_path / "pipe.txt"])
    (tmp_path / "a.txt").write_text("Words.")
    found = find_sources([tmp_path])
    assert [path.name for path in found.paths] == ["a.txt"]
    assert "no regular file" in found.findings[0].message


def test_links_to_nothing_and_in_circles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    (tmp_path / "broken.txt").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = find_sources([tmp_path])
    assert [path.name for path in found.paths] == ["a.txt"]
    assert {Path(finding.place).name for finding in found.findings} == {"broken.txt"}


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.txt").write_text("Words.")
    scan = os.scandir

    def scandir(path: str | Path) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = find_sources([tmp_path])
    assert [path.name for path in found.paths] == ["a.txt"]
    assert "closed: passed over: cannot be read: Permission denied." in found.findings[0].message


def test_a_file_that_may_not_be_read_is_an_error_and_the_others_are_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_bytes = Path.read_bytes

    def closed(path: Path) -> bytes:
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", closed)
    result = read_all(find_sources([folder]).paths)
    assert [document.name for document in result.documents] == ["a.txt", "z.MD"]
    (error,) = result.errors
    assert str(error) == f"{folder}/b.txt: cannot be read: Permission denied. Check that it is there and that you may read it."


def test_reading_never_raises(tmp_path: Path) -> None:
    assert isinstance(read(tmp_path / "x.docx").errors[0], UnknownFormatError)
    assert "cannot be read: No such file or directory" in str(read(tmp_path / "gone.txt").errors[0])


def test_the_same_text_is_read_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("Other." if name == "b.txt" else "Words.")
    result = read_all(find_sources([tmp_path]).paths)
    assert [document.name for document in result.documents] == ["a.txt", "b.txt"]
    (finding,) = result.findings
    assert (finding.check, finding.severity, finding.place) == ("duplicate", "info", "c.txt")
    assert finding.message.startswith("c.txt: the same text as a.txt.")


def test_gathering_nothing() -> None:
    assert gather([]).documents == ()


def test_the_table_lists_every_reader(root: Path) -> None:
    listed = {reader.__module__.rsplit(".", 1)[1] for reader in READERS.values()}
    helpers = {"__init__", "encoding", "lines", "paragraphs", "published", "result", "signatures", "sources", "typical"}
    assert {path.stem for path in (root / "graph" / "readers").glob("*.py")} == listed | helpers
    assert list(READERS) == sorted(READERS)
