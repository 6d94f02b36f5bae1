"""From files to a folder of outputs: everything is there, stands in its document, and is the same bytes every time."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.errors import OutputError
from graph.pipeline import build, read_claims, replace_file, write
from graph.readers import find_sources, read_all
from graph.writers import WRITERS
from tests.commands import ROOT, SAID, SOURCES, make_output, run, shipped, shipped_files, snapshot


def test_every_output_is_there_and_none_is_empty(tmp_path: Path) -> None:
    code, out, _ = run("build", SOURCES, "--out", tmp_path / "output")
    made = snapshot(tmp_path / "output")
    assert set(made) == set(WRITERS) >= {"graph.ttl", "graph.nq", "claims.jsonl", "graph.graphml", "findings.md", "graph.html"}
    assert all(content for name, content in made.items() if name != "candidates.jsonl")  # nothing may have been rejected
    assert code == 0
    assert out.startswith(f"{tmp_path / 'output'}: 3 documents, ")
    assert out.count("\n") == 1
    assert made == shipped_files()


def test_the_shipped_documents_give_a_real_graph_without_violations() -> None:
    result = shipped()
    assert not result.errors
    assert [finding.message for finding in result.findings if finding.severity == "violation"] == []
    cited = {evidence.document for claim in result.claims for evidence in claim.evidence}
    assert cited == {document.id for document in result.documents}
    assert {claim.modality for claim in result.claims} >= {"fact", "plan", "forecast", "rumour"}
    families = {result.ontology.relation(claim.relation).family for claim in result.claims if claim.relation}
    assert len(families) > 4


def test_every_passage_in_claims_jsonl_stands_in_its_document() -> None:
    texts = {document.id: document.text for document in read_all(find_sources([SOURCES]).paths).documents}
    lines = [json.loads(line) for line in shipped_files()["claims.jsonl"].splitlines()]
    assert len(lines) > 60
    for line in lines:
        assert line["passage"]
        assert texts[line["document"]][line["start"] : line["end"]] == line["passage"]


def test_builds_under_different_hash_seeds_are_the_same_bytes(tmp_path: Path) -> None:
    made: list[Mapping[str, bytes]] = []
    for seed in ("1", "2"):
        arguments: list[str | Path] = [sys.executable, ROOT / "build.py", "build", SOURCES, "--out", tmp_path / seed]
        subprocess.run(arguments, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        made.append(snapshot(tmp_path / seed))
    assert made[0].keys() == made[1].keys() >= {"graph.html"}
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []


def test_the_order_of_the_files_does_not_matter() -> None:
    files = sorted(SOURCES.glob("*.md"))
    back = build(files[::-1])
    assert back.claims == shipped().claims
    assert WRITERS["graph.nq"](back) == shipped_files()["graph.nq"]


def test_an_old_build_is_replaced_and_what_others_put_there_stays(tmp_path: Path) -> None:
    output = make_output(tmp_path / "output")
    (output / "notes.txt").write_text("mine")
    assert b"four-trillion" in (output / "claims.jsonl").read_bytes()
    code, *_ = run("build", SOURCES / "supply-chain.en.md", "--out", output)
    assert code == 0
    assert (output / "notes.txt").read_text() == "mine"
    assert b"four-trillion" not in (output / "claims.jsonl").read_bytes()


def test_the_same_claim_of_two_documents_is_one_with_two_passages(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(SAID)
    (tmp_path / "two.txt").write_text(f"It is known. {SAID}")
    said = read_claims([tmp_path])
    (claim,) = (c for c in said.claims if c.relation == "manufacturesFor")
    assert [evidence.document.partition("-")[0] for evidence in claim.evidence] == ["one", "two"]
    assert {entity.id for entity in said.entities} >= {"tsmc", "nvidia"}


def test_the_watch_sees_every_stage_and_every_document() -> None:
    seen: list[tuple[str, int, int]] = []
    build([SOURCES], watch=lambda *what: seen.append(what))
    stages = list(dict.fromkeys(stage for stage, _, _ in seen))
    assert stages == ["vocabulary", "read", "extract", "merge", "rdf", "infer", "check"]
    assert [what for what in seen if what[0] == "extract"] == [("extract", number, 3) for number in range(3)]


def test_a_file_is_replaced_as_a_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_file(tmp_path / "claims.jsonl", b"old")

    def fail(_: Path, __: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(OutputError, match=r"claims\.jsonl: cannot be written: No space left on device"):
        replace_file(tmp_path / "claims.jsonl", b"new")
    monkeypatch.undo()
    assert snapshot(tmp_path) == {"claims.jsonl": b"old"}


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.jsonl").write_bytes(b"old")
    (tmp_path / "link.jsonl").symlink_to("real.jsonl")
    replace_file(tmp_path / "link.jsonl", b"new")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").read_bytes() == b"new"


@pytest.mark.parametrize("call", ["fsync", "mkdir"])
@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EROFS])
def test_a_full_or_closed_disk_leaves_the_old_outputs(call: str, fault: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = make_output(tmp_path / "output")
    before = snapshot(output)

    def fail(*_: object, **__: object) -> None:
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(OutputError, match=os.strerror(fault)):
        write(shipped(), output)
    monkeypatch.undo()
    assert snapshot(output) == before
    assert [path.name for path in tmp_path.iterdir()] == ["output"]
