"""Count how often each rule is right on labelled articles, and write what confidence is made of.

    python bench/calibrate.py tests/articles/tuned --unread tests/articles/unread

Rules are counted on all of them. The line from a pattern's own confidence to the share that was right comes from the unread
ones alone, which nobody looked at while patterns were written: on the others every pattern looks better than it is.

Writes graph/extract/patterns/precision.toml: for each language the line from a pattern's own confidence to the share that was
right, and for each rule its claims right, its claims read and their mean confidence before. Run it when patterns change,
never on the blind ones: what is measured on must not be calibrated on. The same articles and patterns give the same bytes.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph.evaluate import evaluate
from graph.extract.calibration import FILE
from graph.extract.patterns import FOLDER
from graph.pipeline import Vocabulary

LEAST_SLOPE = 0.5  # a pattern's own word counts for something, however few cases there are
HEAD = "# How often rules were right on labelled articles: [right, read, mean confidence before]. Written by bench/calibrate.py.\n"


def main(arguments: Sequence[str]) -> None:
    """Calibrate both languages."""
    if arguments.count("--unread") != 1 or arguments[-1] == "--unread":
        sys.exit("usage: python bench/calibrate.py GOLD... --unread GOLD...")
    at = list(arguments).index("--unread")
    tuned, unread = _golds(arguments[:at]), _golds(arguments[at + 1 :])
    written = [HEAD]
    with tempfile.TemporaryDirectory() as folder:
        patterns = Path(shutil.copytree(FOLDER, Path(folder) / "patterns", ignore=shutil.ignore_patterns(FILE)))
        for language in ("en", "zh"):
            vocabulary = Vocabulary(patterns=patterns)
            new = evaluate([gold for gold in unread if _language(gold) == language], vocabulary=vocabulary).found["rules"]
            rules = evaluate([gold for gold in (*tuned, *unread) if _language(gold) == language], vocabulary=vocabulary).found["rules"]
            slope, intercept = fit((r["confidence"], r["right"] / r["claims"], r["claims"]) for r in new)
            for name, counted in (("all", rules), ("unread", new)):
                print(f"{language}, {name}: {sum(r['right'] for r in counted):g} of {sum(r['claims'] for r in counted)} claims right")
            print(f"{language}: share right = {intercept:.2f} + {slope:.2f} × confidence")
            written.append(write(language, slope, intercept, rules))
    (FOLDER / FILE).write_text("\n".join(written), "utf-8")


def fit(points: Iterable[tuple[float, float, float]]) -> tuple[float, float]:
    """Fit a line through (confidence, share right, weight) by weighted least squares, and give its slope and intercept."""
    points = list(points)
    total = sum(w for _, _, w in points)
    mean_x, mean_y = (sum(w * p for *ps, w in points for p in [ps[i]]) / total for i in (0, 1))
    spread = sum(w * (x - mean_x) ** 2 for x, _, w in points)
    slope = sum(w * (x - mean_x) * (y - mean_y) for x, y, w in points) / spread if spread else LEAST_SLOPE
    slope = min(1.0, max(LEAST_SLOPE, slope))
    return round(slope, 3), round(mean_y - slope * mean_x, 3)


def write(language: str, slope: float, intercept: float, rules: Iterable[Mapping[str, Any]]) -> str:
    """Write one language's table, rules in the order of their names."""
    lines = [f"[{language}]", f"slope = {slope}", f"intercept = {intercept}", "", f"[{language}.rules]"]
    ordered = sorted(rules, key=lambda r: r["name"])
    lines += [f"{json.dumps(r['name'])} = [{r['right']:g}, {r['claims']}, {r['confidence']:g}]" for r in ordered]
    return "\n".join(lines) + "\n"


def _golds(paths: Iterable[str]) -> list[Path]:
    return sorted(gold for path in map(Path, paths) for gold in (path.rglob("*.gold.json") if path.is_dir() else [path]))


def _language(gold: Path) -> str:
    return "en" if json.loads(gold.read_text("utf-8"))["document"]["language"] == "en" else "zh"


if __name__ == "__main__":
    main(sys.argv[1:])
