"""Answers in plain Python: what a claim shows, and the questions that look at one claim at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.model import Claim, Document, Entity

Row = dict[str, Any]
Rows = Callable[[Sequence[Claim]], Iterator[Row]]
DOCUMENTS = (
    Document("one.txt", "Ada sells Bob to Cyd. Dot says that Cyd needs Ada.", "en"),
    Document("two.txt", "Bob of Ada runs in Cyd; Dot fears Bob.", "en"),
)
TYPES = (("Ada", "Company"), ("Bob", "Chip"), ("Cyd", "Facility"), ("Dot", "Country"))
ENTITIES = tuple(Entity(name.lower(), kind, (("en", name),)) for name, kind in TYPES)
NAMES = {entity.id: entity.label() for entity in ENTITIES}


@dataclass(frozen=True, slots=True)
class Oracle:
    """What a question should answer: its rows in Python, for parameters, over claims of these relations and measures."""

    rows: Rows
    params: Mapping[str, str]
    relations: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    most: int = 40


def live(claims: Sequence[Claim], modality: str | None = "fact", *, negated: bool | None = False) -> list[Claim]:
    """The claims with a passage that were not rejected, of a modality, asserted unless told otherwise."""
    kept = (c for c in claims if c.review != "rejected" and c.evidence)
    return [c for c in kept if modality in {None, c.modality} and negated in {None, c.negated}]


def edges(claims: Sequence[Claim], *relations: str) -> set[tuple[str, str]]:
    """The direct edges of some relations."""
    return {(c.subject, c.object) for c in claims if c.direct and c.relation in relations and c.object}


def cells(claim: Claim, /, **more: Any) -> Row:
    """What any question may show of a claim."""
    amount, period = claim.quantity, claim.period
    ends = [time for time in ((period.start, period.end) if period else ()) if time]
    if any("Q" in time for time in ends):
        ends = ["/".join(ends)]
    time, until = (*ends, None, None)[:2]
    first = claim.evidence[0] if claim.evidence else None
    return {
        "subject": claim.subject, "object": claim.object, "relation": claim.relation, "measure": claim.measure,
        "predicate": claim.relation or claim.measure, "value": amount and amount.value, "maxValue": amount and amount.high,
        "unit": amount and amount.unit, "comparator": amount and amount.comparator, "per": amount and amount.per,
        "time": time, "until": until,
        "speaker": claim.speaker, "modality": claim.modality, "negated": claim.negated, "rule": claim.rule or None,
        "document": first and first.document, "passage": first and first.passage,
        **more,
    }  # fmt: skip


def related(*relations: str, of: str = "object", modality: str | None = "fact", **names: str) -> Rows:
    """Rows of the claims with one of some relations and Ada at the end `of`; `names` gives columns the cell they hold."""

    def rows(claims: Sequence[Claim]) -> Iterator[Row]:
        for c in live(claims, modality):
            if c.relation in relations and (not of or getattr(c, of) == "ada"):
                yield named(c, **names)

    return rows


def measured(*measures: str, of: str = "subject", modality: str | None = "fact", **names: str) -> Rows:
    """Rows of the claims with one of some measures and Ada at the end `of`."""

    def rows(claims: Sequence[Claim]) -> Iterator[Row]:
        for c in live(claims, modality):
            if c.measure in measures and (not of or getattr(c, of) == "ada"):
                yield named(c, **names)

    return rows


def named(claim: Claim, **names: str) -> Row:
    """A claim's cells, some of them under further names."""
    row = cells(claim)
    return row | {column: row[cell] for column, cell in names.items()}


def both(*parts: Rows) -> Rows:
    """The rows of several oracles."""
    return lambda claims: (row for part in parts for row in part(claims))


def spoken(speakers: Callable[[Sequence[Claim]], set[str]]) -> Rows:
    """Rows of the claims by some speakers."""
    return lambda claims: (cells(c) for c in live(claims, None, negated=None) if c.speaker in speakers(claims))


def members(claims: Sequence[Claim], group: str = "ada") -> set[str]:
    """A group and its members."""
    return {group} | {member for member, whole in edges(claims, "memberOf") if whole == group}


def dated(claims: Sequence[Claim], measure: str) -> list[tuple[str, Claim]]:
    """Ada's facts of a measure with a start that is no quarter, in order."""
    found = [c for c in live(claims) if c.subject == "ada" and c.measure == measure and c.period]
    return sorted(((start, c) for c in found if (start := cells(c)["time"]) and "Q" not in start), key=lambda pair: pair[0])
