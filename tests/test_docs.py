"""The documents say what is so: every command in them runs, every command and option is in them, every link leads somewhere."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer

import build as command_line
from graph.writers import WRITERS
from tests.commands import ROOT, SAID, SOURCES, make_output, run
from tests.readers.pdfs import make_pdf

README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "bench/README.md", "docs/review.md")
PYTHON = re.compile(r"(?:\.venv/bin/)?python build\.py")


@dataclass(frozen=True, slots=True)
class Shown:
    """A command as a document shows it, and the lines it is said to print."""

    command: str
    lines: tuple[str, ...]


def read_shown(text: str) -> Iterator[Shown]:
    for block in re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *lines = part.strip().splitlines()
            yield Shown(command, tuple(lines))


GOLD = {
    "document": {"file": "today.txt"},
    "entities": [{"id": name, "forms": [name.upper()]} for name in ("tsmc", "nvidia")],
    "claims": [{"id": "g1", "subject": "tsmc", "relation": "manufacturesFor", "object": "nvidia", "modality": "fact", "evidence": [0, 29]}],
}
SHOWN = tuple(read_shown(README))
RUNNABLE = [shown for shown in SHOWN if PYTHON.match(shown.command)]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a user has after `make build`, with the files the examples speak of."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(SOURCES, folder / "sources")
    shutil.copytree(ROOT / "graph", folder / "graph", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "ontology.ttl", folder)
    make_output(folder / "output")
    (folder / "notes").mkdir()
    (folder / "notes" / "today.txt").write_text(SAID)
    (folder / "notes" / "slides.pptx").write_bytes(b"PK")
    (folder / "notes" / "decisions.toml").touch()
    (folder / "gold").mkdir()
    (folder / "gold" / "today.gold.json").write_text(json.dumps(GOLD))
    run("evaluate", "gold", "--text", "notes", "--json", "then.json", cwd=folder)
    (folder / "article.pdf").write_bytes(make_pdf([["Microsoft", "buys chips from Nvidia."], ["SK hynix supplies memory to Nvidia."]]))
    return folder


def test_the_readme_opens_with_two_commands_and_a_picture() -> None:
    opening = README.split("\n## ")[0]
    first = next(iter(re.findall(r"^```console\n(.*?)^```", opening, re.MULTILINE | re.DOTALL)))
    assert [line.split()[1:3] for line in first.splitlines()] == [["make", "build"], [".venv/bin/python", "build.py"]]
    picture = re.search(r"!\[.{20,}\]\((docs/\S+\.png)\)", opening)
    assert picture
    assert (ROOT / picture[1]).read_bytes().startswith(b"\x89PNG")


def test_every_command_shown_is_known() -> None:
    assert len(RUNNABLE) > 15
    others = [shown.command for shown in SHOWN if shown not in RUNNABLE]
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert [command for command in others if command.split()[0] != "make" or command.split()[1] not in targets] == []


@pytest.mark.parametrize("shown", RUNNABLE, ids=lambda shown: shown.command)
def test_a_command_in_the_readme_does_what_it_says(shown: Shown, checkout: Path) -> None:
    code, out, err = run(*shlex.split(PYTHON.sub("", shown.command, count=1)), cwd=checkout)
    assert code == (2 if shown.lines else 0), err
    for line in shown.lines:
        assert any(said.startswith(line) for said in (out + err).splitlines()), out + err
    assert out or shown.lines


def list_options() -> Iterator[tuple[str, str]]:
    main: Any = typer.main.get_command(command_line.app)
    for name, command in {"": main, **main.commands}.items():
        yield from ((name, option) for parameter in command.params for option in parameter.opts if option.startswith("--"))


@pytest.mark.parametrize(("name", "option"), tuple(list_options()))
def test_every_option_is_in_the_readme(name: str, option: str) -> None:
    assert f"build.py {name}" in README
    assert re.search(rf"(?<![\w-]){option}(?![\w-])", README)


@pytest.mark.parametrize("name", sorted(getattr(typer.main.get_command(command_line.app), "commands")))  # noqa: B009  # as in test_cli
def test_every_command_is_shown_in_the_readme(name: str) -> None:
    assert any(re.search(rf"build\.py {name}\b", shown.command) for shown in SHOWN)


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_every_output_is_in_the_readme(name: str) -> None:
    assert f"| `{name}` |" in README


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_and_path_leads_somewhere(name: str) -> None:
    text, folder = (ROOT / name).read_text("utf-8"), (ROOT / name).parent
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if not (folder / link.partition("#")[0]).exists()] == []
    paths = re.findall(r"`((?:graph|bench|sources|tests|docs|\.ci)/[\w./-]*|[\w-]+\.(?:ttl|py|toml))`", text)
    bases = (ROOT, ROOT / "graph" / "extract" / "patterns")
    assert {path for path in paths if not any((base / path).exists() for base in bases)} - set(WRITERS) == set()


def test_every_make_target_is_documented() -> None:
    targets = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert targets
    assert [target for target in targets[1].split() if f"make {target}" not in README] == []


def test_the_changelog_has_entries_under_known_headings() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert "\n## [Unreleased]\n" in text
    assert set(re.findall(r"^### (.+)$", text, re.MULTILINE)) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
