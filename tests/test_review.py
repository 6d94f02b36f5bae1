"""Decisions from the command line to the outputs: written down, carried out, undone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import URIRef
from rdflib.namespace import DCTERMS, PROV

from graph.check import check_shapes
from graph.pipeline import build, read_claims, write_decisions
from graph.review import find_decisions
from graph.review.decisions import DecisionError
from graph.vocabulary import CP, ENTITY, to_iri
from graph.writers import WRITERS, Result
from tests.commands import ROOT, run
from tests.review.decided import MAKES, TEXT, added, choose, claim_of, decide, entry


def make_folder(folder: Path) -> Path:
    folder.mkdir()
    (folder / "text.txt").write_text(TEXT)
    return folder


def rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in WRITERS["claims.jsonl"](result).splitlines()]


def test_review_writes_a_file_and_build_carries_it_out(tmp_path: Path) -> None:
    notes = make_folder(tmp_path / "notes")
    code, out, _ = run("review", "notes", "--out", "notes", "--all", cwd=tmp_path)
    assert (code, out) == (0, "notes/decisions.toml: 0 entries kept, 6 entries added; 0 violations, 0 warnings.\n")
    decisions = notes / "decisions.toml"
    decisions.write_text(choose(decisions.read_text("utf-8"), 'subject = "tsmc"', "reject"), "utf-8")
    assert run("review", "notes", "--all", cwd=tmp_path)[1].startswith("notes/decisions.toml: 6 entries kept, 0 entries added;")
    code, _, err = run("build", "notes", "--out", "out", cwd=tmp_path)
    assert (code, err) == (0, "")
    claims = [json.loads(line) for line in (tmp_path / "out" / "claims.jsonl").read_text("utf-8").splitlines()]
    assert {claim["subject"]["id"]: claim["review"] for claim in claims}["tsmc"] == "rejected"
    assert "passed over" not in (tmp_path / "out" / "findings.md").read_text("utf-8")
    assert "ent:tsmc cp:manufacturesFor" not in (tmp_path / "out" / "graph.ttl").read_text("utf-8")


def test_build_takes_the_decisions_it_is_given_or_finds(tmp_path: Path) -> None:
    notes = make_folder(tmp_path / "notes")
    assert find_decisions([notes]) is None
    (notes / "decisions.toml").write_text("")
    assert find_decisions([notes]) == find_decisions([notes / "text.txt"]) == notes / "decisions.toml"
    other = make_folder(tmp_path / "other")
    (other / "decisions.toml").write_text("")
    with pytest.raises(DecisionError, match="2 files of decisions"):
        find_decisions([notes, other])
    code, out, err = run("build", "notes", "--decisions", "none.toml", cwd=tmp_path)
    assert (code, out) == (2, "")
    assert err == "none.toml: cannot be read: No such file or directory. Give the file that build.py review wrote.\n"


def test_a_wrong_file_ends_with_2_and_touches_nothing(tmp_path: Path) -> None:
    notes = make_folder(tmp_path / "notes")
    (notes / "decisions.toml").write_text('[[claim]]\nid = "a"\ndecision = "yes"\n')
    code, out, err = run("build", "notes", cwd=tmp_path)
    assert (code, out) == (2, "")
    assert err == "notes/decisions.toml:3: nobody can 'yes' a claim. Available: accept, reject, undo.\n"
    assert not (tmp_path / "output").exists()
    assert run("review", "notes", cwd=tmp_path)[0] == 2


def built(tmp_path: Path, text: str) -> Result:
    notes = make_folder(tmp_path / "notes")
    (notes / "decisions.toml").write_text(text, "utf-8")
    return build([notes], decisions=notes / "decisions.toml")


def test_what_was_decided_stands_in_the_rdf(tmp_path: Path) -> None:
    text = entry("entity", id="orion-photonics", decision="merge", into="lumentum")
    result = built(tmp_path, text + entry("claim", id=claim_of(decide(""), "tsmc").id, decision="accept") + added())
    assert [finding for finding in result.findings if finding.severity == "violation"] == []
    assert check_shapes(result.rdf) == ()
    old, new = to_iri(ENTITY, "orion-photonics"), to_iri(ENTITY, "lumentum")
    statuses = {str(o).rpartition("#")[2] for _, _, o, _ in result.rdf.quads((None, CP.review, None, None))}
    assert statuses == {"Extracted", "Accepted", "Added"}
    assert list(result.rdf.quads((old, DCTERMS.isReplacedBy, new, None)))
    assert list(result.rdf.quads((new, PROV.wasDerivedFrom, old, None)))
    (activity,) = {o for _, _, o, _ in result.rdf.quads((new, PROV.wasInfluencedBy, None, None))}
    assert [str(o) for _, _, o, _ in result.rdf.quads((URIRef(str(activity)), PROV.used, None, None))] == [str(old)]


def test_the_documents_that_speak_for_an_entity_stand_in_the_rdf(tmp_path: Path) -> None:
    result = built(tmp_path, "")
    documents = {o for _, _, o, _ in result.rdf.quads((to_iri(ENTITY, "orion-photonics"), PROV.wasDerivedFrom, None, None))}
    assert [str(d).rpartition("/")[2] for d in documents] == [result.documents[0].id]
    assert not list(result.rdf.quads((to_iri(ENTITY, "tsmc"), PROV.wasDerivedFrom, None, None)))
    assert list(result.rdf.quads((to_iri(ENTITY, "orion-photonics"), CP.provisional, None, None)))


def test_a_rejected_claim_stands_in_the_outputs_and_never_as_an_edge(tmp_path: Path) -> None:
    result = built(tmp_path, entry("claim", id=claim_of(decide(""), "tsmc").id, decision="reject"))
    edge = (to_iri(ENTITY, "tsmc"), URIRef("https://w3id.org/chokepoint/ontology#manufacturesFor"), to_iri(ENTITY, "nvidia"))
    assert edge not in result.rdf
    assert [row["review"] for row in rows(result) if row["relation"] == "manufacturesFor"] == ["rejected"]
    assert {line.fate for ledger in result.coverage for line in ledger.lines if line.text == MAKES} == {"rejected"}


def test_undoing_everything_gives_the_bytes_from_before(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    plain = built(tmp_path / "a", "")
    undone = built(tmp_path / "b", entry("entity", id="orion-photonics", decision="undo"))
    assert {name: writer(plain) for name, writer in WRITERS.items()} == {name: writer(undone) for name, writer in WRITERS.items()}


def test_the_same_decisions_give_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    notes = make_folder(tmp_path / "notes")
    said = read_claims([notes])
    assert write_decisions(said, notes / "decisions.toml", everything=True) == (0, 6)
    text = choose((notes / "decisions.toml").read_text("utf-8"), 'label = "Orion Photonics"', "accept")
    (notes / "decisions.toml").write_text(choose(text, 'subject = "tsmc"', "reject") + added(), "utf-8")
    made = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        arguments: list[str | Path] = [sys.executable, ROOT / "build.py", "build", notes, "--out", out]
        subprocess.run(arguments, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        made.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert made[0] == made[1]
