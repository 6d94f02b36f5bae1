"""The command line: what each command says, where it says it, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import webbrowser
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typer

import build as command_line
from graph import pipeline
from graph.model import Finding
from graph.questions import list_questions
from graph.summary import LINES, SHOWN, list_faults, printable
from graph.writers import Result
from tests.commands import ROOT, SAID, SOURCES, run, shipped

COMMANDS: dict[str, Any] = dict(getattr(typer.main.get_command(command_line.app), "commands"))  # noqa: B009  # typer types it as any command
SELECT = "SELECT ?x WHERE { ?x cp:manufacturesFor ent:nvidia }"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One edge, in a graph of its own."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "news.txt").write_text(SAID)
    pipeline.write(pipeline.build([folder / "news.txt"]), folder / "output")
    return folder / "output" / "graph.nq"


# help


def test_there_are_these_commands() -> None:
    assert sorted(COMMANDS) == ["ask", "build", "check", "evaluate", "extract", "page", "review", "sparql"]


@pytest.mark.parametrize("name", ["", *sorted(COMMANDS)])
def test_help_says_what_it_does_with_examples(name: str) -> None:
    code, out, err = run(*filter(None, [name]), "--help")
    assert (code, err) == (0, "")
    examples = out.partition("\n  Examples:\n")[2].splitlines()
    assert examples
    assert all(line.startswith(f"    build.py {name}".rstrip()) for line in examples)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_and_argument_is_explained(name: str) -> None:
    for parameter in COMMANDS[name].params:
        assert parameter.help, parameter.name


def test_version() -> None:
    assert run("--version") == (0, "chokepoint 0.1.0\n", "")


def test_without_what_it_needs_it_says_how_to_get_it() -> None:
    done = subprocess.run([sys.executable, "-S", ROOT / "build.py"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"build\.py: \w+ is not installed\. Run make build once, and then \.venv/bin/python build\.py\.\n", done.stderr)


# build, extract, page


def test_without_a_command_it_builds_sources_into_output(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "news.txt").write_text(SAID)
    code, out, err = run(cwd=tmp_path)
    assert (code, err) == (0, "")
    assert out == "output: 1 document, 1 claim, 2 entities, 1 direct edge; 0 violations, 0 warnings. Open output/graph.html.\n"
    assert (tmp_path / "output" / "graph.html").is_file()


def test_timings_name_every_stage_on_stderr(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(SAID)
    _, out, err = run("build", "news.txt", "--timings", cwd=tmp_path)
    stages = re.findall(r"^ +[\d.]+ ms  (\S.*)$", err, re.MULTILINE)
    assert stages[:8] == ["start", "vocabulary", "read", "extract", "merge", "rdf", "infer", "check"]
    assert "write graph.html" in stages
    assert "ms" not in out


def test_extract_writes_claims_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(SAID)
    code, out, err = run("extract", "news.txt", "--claims", "claims.jsonl", cwd=tmp_path)
    assert (code, err) == (0, "")
    assert out == "claims.jsonl: 1 document, 1 claim, 2 entities, 1 direct edge; 0 violations, 0 warnings.\n"
    (line,) = (tmp_path / "claims.jsonl").read_text("utf-8").splitlines()
    claim = json.loads(line)
    assert (claim["subject"]["id"], claim["relation"], claim["object"]["id"]) == ("tsmc", "manufacturesFor", "nvidia")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims.jsonl", "news.txt"]


def test_extract_into_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(SAID)
    code, out, err = run("extract", "news.txt", "--claims", "no/claims.jsonl", cwd=tmp_path)
    assert (code, out) == (2, "")
    assert err == "no/claims.jsonl: cannot be written: No such file or directory. Give a file in a folder that can be written to.\n"


def test_page_writes_the_page_and_opens_it_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    (tmp_path / "news.txt").write_text(SAID)
    code, out, _ = run("page", "news.txt", "--out", "news.html", cwd=tmp_path)
    assert code == 0
    assert out.startswith("news.html: 1 document, 1 claim, ")
    assert opened == []
    assert (tmp_path / "news.html").read_text("utf-8").lstrip().lower().startswith("<!doctype html>")
    run("page", "news.txt", "--open", cwd=tmp_path)
    assert opened == [(tmp_path / "graph.html").as_uri()]


# ask, sparql


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_ask_alone_lists_every_question_with_its_example(language: str) -> None:
    code, out, _ = run("ask", "--language", language)
    assert code == 0
    for question in list_questions():
        assert question.titles[language] in out
        assert f"build.py {question.example}\n" in out


def test_ask_answers_as_table_csv_and_json(graph: Path) -> None:
    question = ("ask", "manufacturers-of", "entity=nvidia", "--graph", graph, "--format")
    table, rows, objects = (run(*question, form) for form in ("table", "csv", "json"))
    assert table[0] == rows[0] == objects[0] == 0
    assert "ent:tsmc TSMC" in table[1]
    assert "https://w3id.org/chokepoint/id/tsmc" in {row["manufacturer"] for row in csv.DictReader(io.StringIO(rows[1]))}
    bindings = json.loads(objects[1])["results"]["bindings"]
    assert "https://w3id.org/chokepoint/id/tsmc" in {row["manufacturer"]["value"] for row in bindings}


def test_ask_takes_a_name_in_any_script_and_labels_in_any_language(graph: Path) -> None:
    _, plain, _ = run("ask", "manufacturers-of", "entity=nvidia", "--graph", graph, "--format", "csv")
    for name in ("輝達", "英伟达", "NVDA"):
        assert run("ask", "manufacturers-of", f"entity={name}", "--graph", graph, "--format", "csv")[1] == plain
    assert "ent:tsmc 台積電" in run("ask", "manufacturers-of", "entity=nvidia", "--graph", graph, "--language", "zh-Hant")[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["manufacturers-off", "entity=nvidia"], "Did you mean manufacturers-of"),
        (["manufacturers-of", "nvidia"], "ask: 'nvidia' is no parameter. Write name=value, each name once."),
        (["manufacturers-of", "entity=nvidia", "entity=amd"], "ask: 'entity=amd' is given twice."),
        (["manufacturers-of", "entty=nvidia"], "Did you mean entity?"),
        (["manufacturers-of", "entity=nvidla"], "Did you mean nvidia"),
    ],
)
def test_what_cannot_be_asked(arguments: list[str], message: str, graph: Path) -> None:
    code, out, err = run("ask", *arguments, "--graph", graph)
    assert (code, out) == (2, "")
    assert message in err


def test_asking_before_anything_is_built_says_so(tmp_path: Path) -> None:
    code, out, err = run("ask", "manufacturers-of", "entity=nvidia", cwd=tmp_path)
    assert (code, out) == (2, "")
    assert err.startswith("output/graph.nq: no such file. Build the graph first")


def test_sparql_as_text_and_as_a_file(graph: Path, tmp_path: Path) -> None:
    (tmp_path / "query.rq").write_text(SELECT)
    text = run("sparql", SELECT, "--graph", graph, "--format", "csv")
    assert text == run("sparql", tmp_path / "query.rq", "--graph", graph, "--format", "csv")
    assert text[1].splitlines() == ["x", "https://w3id.org/chokepoint/id/tsmc"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?x WHERE { ?x cpp:supplies ?y }", "prefix cpp: is not declared. Did you mean cp"),
        ("SELEC", "query, line 1, column "),
        ("none.rq", "none.rq: no query can be read there."),
    ],
)
def test_sparql_that_does_not_parse(query: str, message: str, graph: Path) -> None:
    code, out, err = run("sparql", query, "--graph", graph)
    assert (code, out) == (2, "")
    assert message in err


# how it ends


@pytest.mark.parametrize("arguments", [["bild"], ["build", "-o"], ["extract"], ["ask", "--format", "xml"], ["sparql"], ["page", "-x"]])
def test_wrong_use_ends_with_2_and_a_way_on(arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "--help" in err


def test_violations_end_with_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "news.txt").write_text(SAID)
    real = pipeline.build

    def build(*arguments: Any) -> Result:
        return replace(real(*arguments), findings=(Finding("test", "violation", "here: wrong."),))

    monkeypatch.setattr(pipeline, "build", build)
    code, out, err = run("build", "news.txt", cwd=tmp_path)
    assert code == 1
    assert "1 violation, 0 warnings" in out
    assert err == "violation: here: wrong.\n"


def test_an_interrupt_leaves_no_traceback_and_no_outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "news.txt").write_text(SAID)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "write", interrupt)
    code, out, err = run("build", "news.txt", cwd=tmp_path)
    assert code not in {0, 1, 2}
    assert out == ""
    assert "Traceback" not in err
    assert not (tmp_path / "output").exists()


def test_a_pipe_that_closes_is_no_error(graph: Path) -> None:
    command: list[str | Path] = [sys.executable, ROOT / "build.py", "ask", "claims-about", "entity=nvidia", "--graph", graph]
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert "Traceback" not in done.stderr


# what is shown


def make_findings(number: int) -> Iterator[Finding]:
    yield Finding("w", "warning", "a warning")
    yield from (Finding("v", "violation", f"fault {n}") for n in range(number))
    yield Finding("i", "info", "a remark")


def test_faults_are_listed_worst_first_and_not_without_end() -> None:
    assert list_faults([], make_findings(2)) == ["violation: fault 0", "violation: fault 1", "warning: a warning"]
    lines = list_faults([], make_findings(SHOWN + 5))
    assert len(lines) == SHOWN + 1
    assert lines[-1] == "… and 6 more; findings.md has them all."


def test_what_a_file_says_cannot_steer_the_terminal() -> None:
    assert printable("a\x1b]0;title\x07\u202eb\r\n台") == "a�]0;title��b�\n台"
    assert printable("x\n" * 100).splitlines()[LINES:] == [f"… and {101 - LINES} more lines."]


def test_the_summary_counts_a_direct_edge_once() -> None:
    _, out, _ = run("extract", SOURCES, "--claims", os.devnull)
    edges = {(c.subject, c.relation, c.object) for c in shipped().claims if c.direct and c.relation}
    assert f", {len(edges)} direct edges;" in out
