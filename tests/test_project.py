"""The project itself: set-up, what ships, and the rules it gives itself."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import tomllib
from pathlib import Path

import pytest

import graph
from graph.language.scripts import fold
from graph.readers import find_sources, read_all
from tests.commands import ROOT, SOURCES

LIST = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
TRACKED = subprocess.run(LIST, cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
CODE = [name for name in TRACKED if name.endswith(".py") and (ROOT / name).is_file()]
LONGEST = {"graph/": 300, "bench/": 300, "tests/": 500, "build.py": 250}  # lines of a module
RUN = 16  # characters of an article that may not stand here


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *arguments], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with nothing but what make looks at first."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.skipif(shutil.which("make") is None, reason="no make on this machine")
@pytest.mark.parametrize("target", ["build", "test", "lint", "bench", "screenshot", "clean"])
def test_make_knows_its_targets(target: str) -> None:
    assert make(ROOT, "-n", target).returncode == 0
    assert re.search(rf"^# make {target} ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


@pytest.mark.skipif(shutil.which("make") is None, reason="no make on this machine")
def test_make_refuses_an_old_python_and_one_that_is_not_there(checkout: Path) -> None:
    old = checkout / "python3.9"
    old.write_text('#!/bin/sh\ncase "$1" in --version) echo "Python 3.9.2" ;; *) exit 1 ;; esac\n')
    old.chmod(old.stat().st_mode | stat.S_IXUSR)
    done = make(checkout, "build", f"PYTHON={old}")
    assert done.returncode != 0
    assert "is Python 3.9.2. Python 3.11 or newer is needed." in done.stderr
    assert not (checkout / ".venv").exists()
    done = make(checkout, "build", "PYTHON=python9")
    assert done.returncode != 0
    assert "there is no 'python9' on this machine. Python 3.11 or newer is needed." in done.stderr


@pytest.mark.skipif(shutil.which("make") is None, reason="no make on this machine")
def test_make_sets_up_again_only_when_what_is_needed_changes(checkout: Path) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").touch()
    (checkout / ".venv" / ".ready").touch()
    os.utime(checkout / "pyproject.toml", (1, 1))
    assert "pip install" not in make(checkout, "-n", "build").stdout
    os.utime(checkout / ".venv" / ".ready", (0, 0))
    assert "pip install" in make(checkout, "-n", "build").stdout


def test_continuous_integration_runs_what_people_run() -> None:
    script = ROOT / ".ci" / "run"
    assert "make test" in script.read_text("utf-8")
    assert script.stat().st_mode & stat.S_IXUSR
    subprocess.run(["bash", "-n", script], check=True)


def test_the_version_and_licence_are_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License\n")
    assert f'owl:versionInfo "{project["version"]}"' in (ROOT / "ontology.ttl").read_text("utf-8")


def test_every_dependency_says_what_it_is_for_and_which_versions_will_do() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    needed = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    assert needed
    for line in needed[1].splitlines():
        assert re.fullmatch(r'    "[\w-]+(\[[\w-]+\])?>=[\d.]+,<[\d.]+", +# .+', line), line


def test_the_public_names_are_there_and_sorted() -> None:
    names = getattr(graph, "__all__", [])
    assert list(names) == sorted(names)
    assert [name for name in names if not hasattr(graph, name)] == []


@pytest.mark.skipif(not TRACKED, reason="not a git checkout")
def test_modules_are_short() -> None:
    assert len(CODE) > 40
    bounds = {name: bound for name in CODE for place, bound in LONGEST.items() if name.startswith(place)}
    assert bounds.keys() == set(CODE)
    assert {name for name, bound in bounds.items() if (ROOT / name).read_text("utf-8").count("\n") > bound} == set()


@pytest.mark.skipif(not TRACKED, reason="not a git checkout")
def test_nothing_in_the_package_prints() -> None:
    pattern = re.compile(r"^\s*(print\(|sys\.(stdout|stderr)|typer\.|Console\()", re.MULTILINE)
    inside = [name for name in CODE if name.startswith("graph/")]
    assert [name for name in inside if pattern.search((ROOT / name).read_text("utf-8"))] == []
    assert pattern.search((ROOT / "build.py").read_text("utf-8"))


# what ships


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_the_briefings_are_of_a_briefing_s_length(language: str) -> None:
    (path,) = SOURCES.glob(f"*.{language}.md")
    (document,) = read_all(find_sources([path]).paths).documents
    assert document.language == language
    assert document.publisher == "Chokepoint"
    assert document.title
    assert (document.published or "").startswith("2025-07-")
    size = len(document.text.split()) if language == "en" else len("".join(document.text.split()))
    assert 600 <= size <= 1000


def runs(text: str, length: int) -> set[str]:
    """Every stretch of a text, in one script and without spaces."""
    plain = fold("".join(text.split())).lower()
    return {plain[start : start + length] for start in range(len(plain) - length + 1)}


@pytest.mark.skipif(not TRACKED, reason="not a git checkout")
def test_no_sentence_of_the_development_article_is_in_the_repository(shared: Path) -> None:
    article = set[str]().union(*(runs(path.read_text("utf-8"), RUN) for path in (shared / "sources").glob("*.txt")))
    assert article
    copied = {}
    for name in TRACKED:  # whatever its suffix: a stray dump of a run holds passages too
        path = ROOT / name
        held = article & runs(path.read_text("utf-8", errors="ignore"), RUN) if path.is_file() and path.suffix != ".png" else set[str]()
        if held:
            copied[name] = min(held)
    assert copied == {}
