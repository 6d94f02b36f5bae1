"""An evaluation as text for a person, and as JSON for the next evaluation to compare itself with."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from graph.evaluate.figures import RATES, Figure, Scores
from graph.evaluate.sides import Item, Sides

BINS = (0.5, 0.6, 0.7, 0.8, 0.9)  # where bands of confidence begin
_PLACES = 4  # of a figure in JSON
_SHOWN = 60  # characters of a passage
_NOTABLE = 0.0005  # a change of a figure that its three places show


@dataclass(frozen=True, slots=True)
class Tally:
    """How many claims of one kind (a band of confidence, a rule) were read, and how many are right; half right counts half."""

    name: str
    claims: int
    right: float
    confidence: float

    @property
    def precision(self) -> float:
        """The share that is right."""
        return self.right / self.claims


def reliability(done: Iterable[tuple[Sides, Scores]]) -> list[Tally]:
    """Tell for each band of confidence how many claims are right; calibrated, that is as many as their mean confidence says."""
    bands: defaultdict[float, list[tuple[float, float]]] = defaultdict(list)
    for item, right in _judged(done):
        bands[max((b for b in BINS if b <= item.confidence), default=0.0)].append((right, item.confidence))
    ends = dict(zip((0.0, *BINS), (*BINS, 1.0), strict=True))
    return [_tally(f"{begin:.1f}–{ends[begin]:.1f}", bands[begin]) for begin in sorted(bands)]


def by_rule(done: Iterable[tuple[Sides, Scores]]) -> list[Tally]:
    """Tell for each rule how many claims it read, and how many are right; those with the most wrong first."""
    rules: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for item, right in _judged(done):
        rules[item.rule].append((right, item.confidence))
    tallies = [_tally(rule, judged) for rule, judged in rules.items()]
    return sorted(tallies, key=lambda t: (t.right - t.claims, -t.claims, t.name))


def to_dict(done: Sequence[tuple[Sides, Scores]], total: Mapping[str, Figure]) -> dict[str, Any]:
    """Give everything an evaluation found, in plain values."""
    return {
        "total": _figures(total),
        "documents": {scores.name: _figures(scores.figures) for _, scores in done},
        "reliability": [_plain(tally) for tally in reliability(done)],
        "rules": [_plain(tally) for tally in by_rule(done)],
        "claims": {scores.name: {name: [scores.found[name], scores.full.get(name, 0.0)] for name in scores.found} for _, scores in done},
        "missed": [_told(sides, item) for sides, item in _missed(done)],
    }


def to_json(found: Mapping[str, Any]) -> bytes:
    """Write it; equal evaluations give equal bytes."""
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def read_before(path: Path) -> dict[str, Any]:
    """Read what an evaluation wrote before.

    Raises:
        SourceError: it cannot be read, or is something else.
    """
    try:
        found = json.loads(path.read_text("utf-8"))
        whole = all(isinstance(found[key], dict) for key in ("total", "documents", "claims"))
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise SourceError(f"{path}: no evaluation can be read there: {fault!r}. Give a file that evaluate --json wrote.") from fault
    if not whole:
        raise SourceError(f"{path}: not an evaluation. Give a file that evaluate --json wrote.")
    return dict(found)


def say(item: Item) -> str:
    """Write a claim on one line."""
    said = [item.subject, "not" if item.negated else "", item.relation or "", item.object or ""]
    if item.measure:
        low, high = item.range or (None, None)
        amount = "" if low is None else f"{low:.12g}" if low == high else f"{low:.12g}–{high:.12g}"
        said += [item.measure, amount, item.unit]
    said += [f"[{item.modality}]", *item.times, f"by {item.speaker}" if item.speaker else ""]
    return " ".join(filter(None, said))


def write_report(found: Mapping[str, Any], before: Mapping[str, Any] | None) -> str:
    """Write the report of an evaluation, and where there was one before, what changed since."""
    return "\n".join([*_sections(found), *(_changes(found, before) if before else ())])


def _sections(found: Mapping[str, Any]) -> Iterator[str]:
    rows = {**found["documents"], "all": found["total"]} if len(found["documents"]) > 1 else found["documents"]
    yield from _table([["document", *found["total"]], *([name, *(_three(f["value"]) for f in row.values())] for name, row in rows.items())])
    yield ""
    heads = ["figure", "F1", "precision", "recall", "right", "read", "gold"]
    yield from _table([heads, *([name, *_rates(found["total"][name])] for name in RATES)])
    yield from ("", "Reliability: of the claims with this confidence, so many are right.")
    yield from _table(_tallies("confidence", found["reliability"]))
    yield from ("", "Patterns, those with the most wrong claims first.")
    yield from _table(_tallies("rule", found["rules"]))
    yield from ("", f"Gold claims that were not read ({len(found['missed']):,}).")
    yield from (f"{missed['document']} {missed['claim']}: {missed['says']} | {_cut(missed['passage'])}" for missed in found["missed"])


def _changes(found: Mapping[str, Any], before: Mapping[str, Any]) -> Iterator[str]:
    """Say which figures went up or down, and which gold claims were won or lost."""
    yield from ("", "Changed since then.")
    rows = [["document", "figure", "then", "now", "change"]]
    for name, figures in {**found["documents"], "all": found["total"]}.items():
        old = before["total"] if name == "all" else before["documents"].get(name, {})
        for figure, now in figures.items():
            then = old.get(figure, {}).get("value")
            if _differ(then, now["value"]):
                change = "" if then is None or now["value"] is None else f"{now['value'] - then:+.3f}"
                rows.append([name, figure, _three(then), _three(now["value"]), change])
    yield from _table(rows) if len(rows) > 1 else ("No figure.",)
    for what, better in (("won", True), ("lost", False)):
        claims = [f"{d} {c}" for d, c, then, now in _judgements(found, before) if (now > then) == better and now != then]
        yield f"Claims {what} ({len(claims):,}){': ' if claims else '.'}{', '.join(claims)}"
    gone = sorted(before["documents"].keys() - found["documents"].keys())
    new = sorted(found["documents"].keys() - before["documents"].keys())
    yield from (f"Documents {what}: {', '.join(names)}" for what, names in (("no longer there", gone), ("new", new)) if names)


def _judgements(found: Mapping[str, Any], before: Mapping[str, Any]) -> Iterator[tuple[str, str, float, float]]:
    for document, claims in found["claims"].items():
        for claim, now in claims.items():
            then = before["claims"].get(document, {}).get(claim)
            if then is not None:
                yield document, claim, then[0], now[0]


def _differ(then: float | None, now: float | None) -> bool:
    return then != now and (then is None or now is None or abs(then - now) >= _NOTABLE)


def _judged(done: Iterable[tuple[Sides, Scores]]) -> Iterator[tuple[Item, float]]:
    return ((item, scores.right[item.number]) for sides, scores in done for item in sides.read)


def _missed(done: Iterable[tuple[Sides, Scores]]) -> Iterator[tuple[Sides, Item]]:
    return ((sides, item) for sides, scores in done for item in sides.gold if not scores.found[item.name])


def _told(sides: Sides, item: Item) -> dict[str, str]:
    return {"document": sides.name, "claim": item.name, "says": say(item), "passage": sides.passages[item.name]}


def _tally(name: str, judged: Sequence[tuple[float, float]]) -> Tally:
    return Tally(name, len(judged), sum(right for right, _ in judged), sum(confidence for _, confidence in judged) / len(judged))


def _plain(tally: Tally) -> dict[str, Any]:
    rounded = {"precision": round(tally.precision, _PLACES), "confidence": round(tally.confidence, _PLACES)}
    return {"name": tally.name, "claims": tally.claims, "right": tally.right, **rounded}


def _figures(figures: Mapping[str, Figure]) -> dict[str, dict[str, float | None]]:
    return {name: _of_figure(figure) for name, figure in figures.items()}


def _of_figure(figure: Figure) -> dict[str, float | None]:
    rates = {"value": _round(figure.value), "precision": _round(figure.precision), "recall": _round(figure.recall)}
    return {**rates, "hit": figure.hit, "read": figure.read, "gold": figure.gold}


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, _PLACES)


def _rates(figure: Mapping[str, Any]) -> list[str]:
    return [*(_three(figure[key]) for key in ("value", "precision", "recall")), *(f"{figure[key]:g}" for key in ("hit", "read", "gold"))]


def _three(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _tallies(what: str, tallies: Iterable[Mapping[str, Any]]) -> list[list[str]]:
    heads = [what, "claims", "right", "precision", "mean confidence"]
    return [heads, *([t["name"], str(t["claims"]), f"{t['right']:g}", _three(t["precision"]), _three(t["confidence"])] for t in tallies)]


def _cut(passage: str) -> str:
    line = " ".join(passage.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ("  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
