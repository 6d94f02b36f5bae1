"""Labelled pairs of two public corpora.

FinRE (thunlp/Chinese_NRE, MIT): Chinese financial news, tab-separated subject, object, label, sentence. CORE
(pnborchert/CORE, CC BY 4.0): English, JSON with token places. Neither is shipped; both are read from where they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.language.scripts import fold
from graph.model import Language, Span
from graph.scorer.labels import Labels

_FIELDS = 4  # of a line of FinRE


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions in a sentence, in the order of the text, with every label that people gave them."""

    text: str
    first: Span
    second: Span
    labels: tuple[str, ...]
    language: Language


def read_finre(path: Path, labels: Labels) -> list[Pair]:
    """Read a file of FinRE. Each pair stands there in both orders and is read once, in the order of the text.

    Raises:
        ValueError: a line has not four fields, or a name is not in its sentence; the message has the line.
    """
    given: dict[tuple[str, str, str], list[str]] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        fields = line.rstrip().split("\t")
        if not line.strip():
            continue
        if len(fields) != _FIELDS or fields[0] not in fields[3] or fields[1] not in fields[3]:
            raise ValueError(f"{path.name}:{number}: not a labelled pair. Write subject, object, label, sentence, with tabs between.")
        given.setdefault((fields[0], fields[1], fields[3]), []).append(_directed(fields[2], labels))
    pairs = (_place(*key, names) for key, names in given.items())
    return [pair for pair in pairs if pair is not None]


def _place(subject: str, thing: str, text: str, names: Sequence[str]) -> Pair | None:
    """Place a pair at its nearest mentions; None where its other order, which is in the file too, is that of the text."""
    first, second = nearest(fold(text), fold(subject), fold(thing))
    if first > second:
        return None
    return Pair(text, first, second, tuple(sorted(set(names))), "zh-Hans")


def _directed(label: str, labels: Labels) -> str:
    """Write 被收购 as 收购 the other way."""
    name = label.removeprefix("被")
    return f"{name} {'<' if label != name else '>'}" if name in labels.directed else label


def nearest(text: str, subject: str, thing: str) -> tuple[Span, Span]:
    """Give the two places of two names that are nearest to each other. A name inside the other is no mention of its own."""
    ours, theirs = list(_places(text, subject)), list(_places(text, thing))
    alone = [place for place in ours if not any(_holds(other, place) for other in theirs)] or ours
    others = [place for place in theirs if not any(_holds(other, place) for other in ours)] or theirs
    return min(((a, b) for a in alone for b in others), key=lambda pair: (_gap(*pair), min(pair)))


def _places(text: str, name: str) -> Iterator[Span]:
    at = text.find(name)
    while at >= 0:
        yield Span(at, at + len(name))
        at = text.find(name, at + 1)


def _holds(outer: Span, inner: Span) -> bool:
    return outer != inner and outer.start <= inner.start and inner.end <= outer.end


def _gap(a: Span, b: Span) -> int:
    return 1_000 if a.overlaps(b) else max(a.start, b.start) - min(a.end, b.end)


def read_core(path: Path, labels: Labels) -> list[Pair]:
    """Read a file of CORE; tokens are joined by spaces.

    Raises:
        ValueError: it is not a list of labelled contexts.
    """
    try:
        return [_read_context(raw, labels) for raw in json.loads(path.read_text("utf-8"))]
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"{path.name}: not a list of labelled contexts: {error!r}. Give a file of CORE.") from error


def _read_context(raw: Mapping[str, object], labels: Labels) -> Pair:
    tokens, relation = raw["context"], str(raw["relation"])
    if not isinstance(tokens, list):
        raise TypeError(f"context is {tokens!r}")
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token) + 1)

    def span(name: str) -> Span:
        low, high = int(str(raw[f"{name}_start"])), int(str(raw[f"{name}_end"]))
        return Span(starts[low], starts[high] + len(tokens[high]))

    way = f" {'<' if raw['invert_relation'] else '>'}" if relation in labels.directed else ""
    first, second = span("e1"), span("e2")
    if first > second:
        first, second, way = second, first, way.translate(str.maketrans("<>", "><"))
    return Pair(" ".join(tokens), first, second, (relation + way,), "en")
