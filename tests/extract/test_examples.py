"""Every pattern reads its own yes examples and not its no examples, however sure it is of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from graph.extract import Reading
from graph.extract.patterns import read_tables
from graph.language.scripts import fold
from graph.model import kebab
from tests.extract.readings import proposed, read, registry

RELATED = re.compile(r"(?P<text>.+?) => (?P<subject>\S+) > (?P<object>\S+)")
MEASURED = re.compile(r"(?P<text>.+?) => (?P<subject>\S+) = (?P<value>-?[\d.]+) (?P<unit>\S+)")


def patterns() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every pattern as it is written, with its language."""
    for language in ("zh", "en"):
        for table in read_tables(language).values():
            for pattern in table.get("pattern", ()):
                yield language, pattern


def examples(kind: str) -> Iterator[Any]:
    for language, pattern in patterns():
        for number, line in enumerate(pattern.get(kind, ())):
            yield pytest.param(pattern, line, id=f"{language}-{pattern['id']}-{number}")


def names(reading: Reading) -> dict[str, set[str]]:
    """The entities by id, each with every name an example may use for it."""
    known = {e.id: e for e in (*registry(), *reading.entities)}
    used = {e for c in proposed(reading) for e in (c.subject, c.object) if e}
    return {e: {e, *(kebab(fold(text)) for _, text in (*known[e].labels, *known[e].aliases))} for e in used}


@pytest.mark.parametrize(("pattern", "line"), list(examples("yes")))
def test_yes(pattern: dict[str, Any], line: str) -> None:
    related, measured = RELATED.fullmatch(line), MEASURED.fullmatch(line)
    match = related or measured
    assert match, f"{line!r} is not an example: write 'sentence => subject > object' or 'sentence => subject = value unit'"
    reading = read(match["text"])
    called = names(reading)
    if related:
        said = [(c.subject, c.relation, c.object) for c in proposed(reading) if c.relation and c.object]
        wanted = (related["subject"], pattern["relation"], related["object"])
        assert any(wanted[0] in called[s] and wanted[1] == r and wanted[2] in called[o] for s, r, o in said), f"read {said}"
    elif measured:
        amounts = [(c.subject, c.measure, f"{c.quantity.value:f}", c.quantity.unit) for c in proposed(reading) if c.quantity]
        amount = (pattern["measure"], measured["value"], measured["unit"])
        assert any(measured["subject"] in called[a[0]] and a[1:] == amount for a in amounts), f"read {amounts}"


@pytest.mark.parametrize(("pattern", "text"), list(examples("no")))
def test_no(pattern: dict[str, Any], text: str) -> None:
    assert not [c for c in proposed(read(text)) if c.rule == pattern["id"]]


def test_every_pattern_has_an_example() -> None:
    """A pattern without an example is one nobody has seen work."""
    missing = [f"{language}: {pattern['id']}" for language, pattern in patterns() if not pattern.get("yes")]
    assert not missing
