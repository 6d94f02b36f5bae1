"""The table of writers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from graph.writers import WRITERS
from tests.writers.results import make_result

SCRIPT = """
import hashlib
from graph.writers import WRITERS
from tests.writers.results import make_result
for name, writer in WRITERS.items():
    print(name, hashlib.sha256(writer(make_result())).hexdigest())
"""


def test_the_table_lists_every_writer(root: Path) -> None:
    listed = {writer.__module__.rsplit(".", 1)[1] for writer in WRITERS.values()}
    helpers = {"__init__", "beside", "durable", "inside", "outputs", "result", "swap"}
    assert {path.stem for path in (root / "graph" / "writers").glob("*.py")} == listed | helpers


def test_names_are_files_and_writers_give_bytes() -> None:
    result = make_result()
    for name, writer in WRITERS.items():
        assert Path(name).name == name
        assert isinstance(writer(result), bytes)


def test_the_same_bytes_whatever_the_hash_seed(root: Path) -> None:
    runs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT], cwd=root, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(runs) == 1
    assert len(runs.pop().splitlines()) == len(WRITERS)
