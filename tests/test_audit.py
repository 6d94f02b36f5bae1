"""`build.py check`: what a second look counts, and that it sees what is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.audit import audit
from graph.errors import SourceError
from tests.commands import SOURCES, make_output, run

ONE = SOURCES / "supply-chain.en.md"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return make_output(tmp_path / "output")


def test_every_edge_and_every_passage_is_counted(output: Path) -> None:
    code, out, _ = run("check", output, "--sources", SOURCES)
    counts = re.search(r"(\d+) of (\d+) direct edges have a passage; (\d+) of (\d+) passages equal text\[start:end\]; (\d+) checks", out)
    assert counts
    cited, edges, equal, passages, checks = map(int, counts.groups())
    assert cited == edges > 30
    assert equal == passages > 60
    assert checks > 10
    assert code == 0


def test_every_check_says_how_often_it_looked(output: Path) -> None:
    _, _, err = run("check", output, "--sources", SOURCES)
    looks = dict(re.findall(r"^([\w-]+): looked at ([\d,]+)$", err, re.MULTILINE))
    assert looks.keys() == audit(output, [SOURCES]).report.looked_at.keys()


def test_a_passage_that_was_changed_is_found(output: Path) -> None:
    graph = (output / "graph.nq").read_text("utf-8")
    (output / "graph.nq").write_text(graph.replace('ontology#passage> "', 'ontology#passage> "x'), "utf-8")
    code, out, err = run("check", output, "--sources", SOURCES)
    assert code == 1
    assert re.search(r"; 0 of \d+ passages equal", out)
    assert re.search(r"\.md:\d+-\d+: the passage is 'x.*Build the graph again\.", err)


def test_an_edge_that_no_claim_says_is_found(output: Path) -> None:
    names = ("id/nvidia", "ontology#acquires", "id/tsmc")
    with (output / "graph.nq").open("a", encoding="utf-8") as graph:
        graph.write(" ".join(f"<https://w3id.org/chokepoint/{name}>" for name in names) + " .\n")
    done = audit(output, [SOURCES])
    assert done.edges == done.cited + 1
    (finding,) = (f for f in done.findings if f.check == "edge-without-passage")
    assert finding.message.startswith("ent:nvidia cp:acquires ent:tsmc: an edge that no claim with a passage backs.")
    assert run("check", output, "--sources", SOURCES)[0] == 1


def test_a_document_that_is_not_given_is_named(output: Path) -> None:
    code, out, err = run("check", output, "--sources", ONE)
    done = audit(output, [ONE])
    assert code == 1
    assert 0 < done.equal < done.passages
    assert f"{done.equal} of {done.passages} passages" in out
    assert re.search(r"four-trillion-\S+: \d+ passages could not be compared.*--sources", err)


def test_a_folder_without_a_graph_is_no_audit(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"graph\.nq: no such file"):
        audit(tmp_path, [SOURCES])
