"""Times `build.py build`: stages for each shipped document, then documents a second and peak memory as their number grows.

The copies are the shipped documents in turn with other amounts in each, so that none is the same text and claims do not all merge. Beside
each build, in the same run, stands the floor: reading, folding and one Aho-Corasick pass for every label over the same files.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from ahocorasick_rs import AhoCorasick

from graph.entities import REGISTRY, read_registry
from graph.language.scripts import fold
from graph.ontology import read_ontology
from graph.pipeline import Stopwatch, build

ROOT = Path(__file__).parent.parent
ROUNDS = 5


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, nargs="+", default=[1, 10, 100, 200], help="how many documents to build")
    options.add_argument("files", type=Path, nargs="*", default=sorted((ROOT / "sources").glob("*.md")), help="documents to copy")
    given = options.parse_args()
    for file in given.files:
        print_stages(file)
    print(f"\n{'documents':>9} {'MB':>6} {'seconds':>8} {'documents/s':>12} {'peak MB':>8} {'floor s':>8} {'build/floor':>12}")
    for number in given.documents:
        with tempfile.TemporaryDirectory() as folder:
            print_growth(given.files, number, Path(folder))


def print_stages(file: Path) -> None:
    """Print the median of each stage over some builds in one process, the first left out as it fills caches."""
    rounds: list[dict[str, float]] = []
    for _ in range(ROUNDS + 1):
        stopwatch = Stopwatch()
        build([file], watch=stopwatch)
        rounds.append(stopwatch.stages())
    medians = {name: statistics.median(r[name] for r in rounds[1:]) * 1000 for name in rounds[0]}
    shown = ", ".join(f"{name} {ms:.0f}" for name, ms in medians.items())
    print(f"{file.name}: {shown}; {sum(medians.values()):.0f} ms in all (medians of {ROUNDS})")


def print_growth(files: Sequence[Path], number: int, folder: Path) -> None:
    """Print one row: a build of so many documents, in a process of its own."""
    sources = folder / "sources"
    sources.mkdir()
    for copy in range(number):
        file = files[copy % len(files)]
        text = re.sub(r"\d+(?= billion|億|亿)", lambda amount, copy=copy: str(int(amount[0]) + copy), file.read_text("utf-8"))  # type: ignore[misc]
        (sources / f"{copy:05}-{file.name}").write_text(text, "utf-8")
    size = sum(path.stat().st_size for path in sources.iterdir()) / 1e6
    begun = perf_counter()
    command: list[str | Path] = [sys.executable, ROOT / "build.py", "build", sources, "--out", folder / "output"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in {0, 1}, "the build failed"
    low = floor(sources)
    peak = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    print(f"{number:9,} {size:6.2f} {seconds:8.2f} {number / seconds:12.1f} {peak:8.0f} {low:8.3f} {seconds / low:12.0f}")


def floor(sources: Path) -> float:
    """Time what no extraction can do without."""
    registry = read_registry(REGISTRY, read_ontology())
    names = sorted({fold(text).lower() for entity in registry for _, text in (*entity.labels, *entity.aliases)})
    automaton = AhoCorasick(names)
    begun = perf_counter()
    for path in sources.iterdir():
        automaton.find_matches_as_indexes(fold(path.read_text("utf-8")).lower())
    return perf_counter() - begun


if __name__ == "__main__":
    main()
