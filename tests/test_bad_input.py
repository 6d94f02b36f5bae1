"""Bad input gets a clear message and loses nothing: what was built before stays, and one bad document does not stop the others."""

from __future__ import annotations

import json
import os
import re
import shutil
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from graph.pipeline import read_claims
from graph.writers import WRITERS
from tests.commands import ROOT, SAID, SOURCES, make_output, run, snapshot
from tests.readers.pdfs import make_pdf


def protected() -> bytes:
    writer = pypdf.PdfWriter(clone_from=BytesIO(make_pdf([[SAID.strip()]])))
    writer.encrypt("secret", algorithm="RC4-128")
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


UNREADABLE = {
    "image.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "it looks like a PNG image"),
    "program.txt": (b"\x7fELF" + bytes(range(256)) * 16, "it looks like a program"),
    "scan.pdf": (make_pdf([[]]), "OCR"),
    "locked.pdf": (protected(), "password"),
    "nothing.md": (b"", "empty"),
}


def test_no_such_file_builds_nothing_and_names_the_nearest(tmp_path: Path) -> None:
    output = make_output(tmp_path / "output")
    before = snapshot(output)
    code, out, err = run("build", "sources/supply-chain.en.m", "--out", output)
    assert (code, out) == (2, "")
    assert err == "sources/supply-chain.en.m: no such file or folder. Did you mean supply-chain.en.md?\n"
    assert snapshot(output) == before


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, out, err = run("build", "empty", "--out", "out", cwd=tmp_path)
    assert (code, out) == (2, "")
    assert err.startswith("empty: no file to read in this folder.")
    assert not (tmp_path / "out").exists()


def test_an_unknown_suffix(tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").write_bytes(b"PK")
    code, out, err = run("build", "deck.pptx", "--out", "out", cwd=tmp_path)
    assert (code, out) == (2, "")
    assert err.startswith("deck.pptx: no reader for '.pptx'. Readers: .htm, .html, .jsonl, .md, .pdf, .txt.")


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_alone_builds_nothing(name: str, tmp_path: Path) -> None:
    content, reason = UNREADABLE[name]
    output = make_output(tmp_path / "output")
    before = snapshot(output)
    (tmp_path / name).write_bytes(content)
    code, out, err = run("build", name, "--out", "output", cwd=tmp_path)
    assert (code, out) == (2, "")
    assert err.startswith(f"{name}: ")
    assert reason in err
    assert "No document could be read" in err
    assert snapshot(output) == before


@pytest.mark.parametrize("name", UNREADABLE)
def test_one_bad_document_of_many_is_reported_and_the_rest_is_built(name: str, tmp_path: Path) -> None:
    content, reason = UNREADABLE[name]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(content)
    (tmp_path / "in" / "good.txt").write_text(SAID)
    code, out, err = run("build", "in", "--out", "out", cwd=tmp_path)
    assert code == 1
    assert out.startswith("out: 1 document, ")
    assert f"in/{name}: " in err
    assert reason in err
    assert name in (tmp_path / "out" / "findings.md").read_text("utf-8")
    assert '"manufacturesFor"' in (tmp_path / "out" / "claims.jsonl").read_text("utf-8")


HANS = "台积电为英伟达代工芯片。数据中心的需求仍在增长，但先进封装的产能不足。"
HANT = "台積電為輝達代工晶片。資料中心的需求仍在成長，但先進封裝的產能不足。"


@pytest.mark.parametrize(("encoding", "text"), [("gb18030", HANS), ("big5", HANT), ("utf-16", HANT)])
def test_other_encodings_are_read_right(encoding: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_bytes(text.encode(encoding))
    code, *_ = run("build", "news.txt", "--out", "out", cwd=tmp_path)
    lines = [json.loads(line) for line in (tmp_path / "out" / "claims.jsonl").read_text("utf-8").splitlines()]
    assert ("tsmc", "manufacturesFor", "nvidia") in {(x["subject"]["id"], x["relation"], (x["object"] or {}).get("id")) for x in lines}
    assert all(x["passage"] in text for x in lines)
    assert code == 0


def test_broken_utf8_is_read_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_bytes(HANS.encode() + b"\xff\xfe\n" + HANS.encode())
    code, out, err = run("build", "news.txt", "--out", "out", cwd=tmp_path)
    assert code == 0
    assert "1 warning" in out
    assert "news.txt:1: byte" in err
    assert '"manufacturesFor"' in (tmp_path / "out" / "claims.jsonl").read_text("utf-8")


def test_a_text_of_50_megabytes_is_read_to_its_end(tmp_path: Path) -> None:
    filler = f"{'Lorem ipsum dolor sit amet ' * 120}.\n"
    (tmp_path / "long.txt").write_text(filler * (50_000_000 // len(filler)) + SAID)
    said = read_claims([tmp_path / "long.txt"])
    (claim,) = (c for c in said.claims if c.relation == "manufacturesFor")
    assert claim.evidence[0].start > 49_000_000


def test_a_file_with_no_claim_in_it_is_built_and_said(tmp_path: Path) -> None:
    (tmp_path / "poem.txt").write_text("The rain came down on the hills.\nNobody was there to see it.\n")
    code, out, err = run("build", "poem.txt", "--out", "out", cwd=tmp_path)
    assert code == 0
    assert out.startswith("out: 1 document, 0 claims, 0 entities, 0 direct edges; 0 violations, 1 warning.")
    assert "poem.txt: no claim in 2 sentences." in err
    assert set(snapshot(tmp_path / "out")) == set(WRITERS)


TYPOS = {
    "ontology": ("ontology.ttl", "owl:inverseOf cp:buysFrom", "owl:inverseOf cp:buysFrm", "Did you mean cp:buysFrom"),
    "registry": ("graph/registry.ttl", "a cp:Company", "a cp:Compny", "Did you mean Company"),
}


@pytest.mark.parametrize("option", TYPOS)
def test_a_typo_names_the_term_the_line_and_what_was_meant(option: str, tmp_path: Path) -> None:
    file, right, wrong, advice = TYPOS[option]
    output = make_output(tmp_path / "output")
    before = snapshot(output)
    text = (ROOT / file).read_text("utf-8")
    at = text.index(right)
    copy = tmp_path / Path(file).name
    copy.write_text(text[:at] + wrong + text[at + len(right) :], "utf-8")
    code, out, err = run("build", SOURCES, f"--{option}", copy, "--out", output)
    assert (code, out) == (2, "")
    assert f"{copy.name}:{text.count(chr(10), 0, at) + 1}: " in err
    assert wrong.split()[-1] in err
    assert advice in err
    assert snapshot(output) == before


def test_a_pattern_with_a_typo_names_it_and_what_was_meant(tmp_path: Path) -> None:
    patterns = Path(shutil.copytree(ROOT / "graph" / "extract" / "patterns", tmp_path / "patterns"))
    text = (patterns / "en" / "supply.toml").read_text("utf-8")
    relation = re.search(r'^relation = "(\w+)"', text, re.MULTILINE)
    assert relation
    (patterns / "en" / "supply.toml").write_text(text.replace(relation[0], f'relation = "{relation[1]}x"', 1), "utf-8")
    code, out, err = run("build", SOURCES, "--patterns", patterns, "--out", tmp_path / "out")
    assert (code, out) == (2, "")
    assert re.search(rf"{relation[1]}x\b.*Did you mean (cp:)?{relation[1]}\b", err)


@pytest.mark.parametrize("option", ["--ontology", "--registry", "--patterns"])
def test_a_vocabulary_that_is_not_there_or_of_the_wrong_kind_is_named(option: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    for wrong in ("absent", "file" if option == "--patterns" else "folder"):
        code, out, err = run("build", SOURCES, option, wrong, "--out", "out", cwd=tmp_path)
        assert (code, out) == (2, "")
        assert option in err
        assert f"'{wrong}'" in err


def test_an_output_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    code, out, err = run("build", SOURCES / "supply-chain.en.md", "--out", "taken", cwd=tmp_path)
    assert (code, out) == (2, "")
    assert err.startswith("taken: is a file.")
    assert (tmp_path / "taken").read_text() == "a file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to root")
def test_an_output_in_a_folder_that_is_closed_to_us(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    code, out, err = run("build", SOURCES / "supply-chain.en.md", "--out", "closed/out", cwd=tmp_path)
    assert (code, out) == (2, "")
    assert "Give a folder you may write to with --out" in err
