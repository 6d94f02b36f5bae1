"""The nouns: what is read, what is found in it, and what is said about it.

Every offset in this package counts Unicode code points from 0, end not included, in `Document.text`.
Everything here is a value: frozen, comparable, and without behaviour beyond its own meaning.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Hashable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, Literal, TypeVar

Language = Literal["en", "zh-Hans", "zh-Hant"]
Comparator = Literal["=", "≈", ">", ">=", "<", "<="]
Modality = Literal["fact", "plan", "forecast", "opinion", "hypothetical", "rumour"]
Review = Literal["extracted", "accepted", "rejected", "added"]
Severity = Literal["violation", "warning", "info"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a character.

        >>> Span(0, 3).overlaps(Span(3, 5))
        False
        """
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Mention(Generic[T]):
    """Something found at a place of a text: an entity's id, a quantity, a period."""

    start: int
    end: int
    value: T

    @property
    def span(self) -> Span:
        """The place."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in its base unit.

    `unit` is an ISO 4217 code, `percent`, `ratio`, `count` or a unit such as `W` or `wafer/month`. `high` is the
    upper end of a range. `per` is an ISO 8601 duration (`P1Y`) where the amount is a rate in time.
    3.5 billion dollars is `Quantity(Decimal(3500000000), "USD")`; 30 % is 30 percent; doubled is ratio 2.
    """

    value: Decimal
    unit: str
    high: Decimal | None = None
    comparator: Comparator = "="
    approximate: bool = False
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A time at the precision the text gives: `2025`, `2025-Q1`, `2025-07` or `2025-07-09`; `end` closes a stretch."""

    start: str
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What a stretch of a passage is to its claim: `subject`, `object`, `trigger`, `quantity`, `period`, `speaker`."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A cited passage. Made by `Document.cite` only, so that it cannot hold words its document does not."""

    document: str
    start: int
    end: int
    passage: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what is known of where it comes from.

    `name` is the file's name without its folders; `published` has the precision that was given (`2025-07`) or is None.
    """

    name: str
    text: str
    language: Language
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    address: str | None = None
    id: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Work out the stable id once: the readable name and a hash of the text."""
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        object.__setattr__(self, "id", f"{kebab(self.name.rsplit('.', 1)[0]) or 'document'}-{digest}")

    def cite(self, start: int, end: int, marks: tuple[Mark, ...] = ()) -> Evidence:
        """Cite a passage.

        Raises:
            ValueError: the span is empty or not inside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"{self.name}: no passage at {start}-{end}. The text has {len(self.text)} characters.")
        return Evidence(self.id, start, end, self.text[start:end], tuple(sorted(marks, key=lambda m: (m.start, m.end, m.role))))


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something claims are about.

    `labels` and `aliases` are (language, text) pairs, labels at most one a language. `context` holds words one of
    which must stand near a risky alias. `trades` say what kind of company it is, for where it is called so and not named.
    `provisional` marks an entity no registry knows.
    """

    id: str
    type: str
    labels: tuple[tuple[str, str], ...]
    aliases: tuple[tuple[str, str], ...] = ()
    wikidata: str | None = None
    ticker: str | None = None
    country: str | None = None
    context: tuple[str, ...] = ()
    risky: tuple[str, ...] = ()
    trades: tuple[str, ...] = ()
    provisional: bool = False

    def label(self, language: str = "en") -> str:
        """The label in a language, or the nearest there is."""
        names = dict(self.labels)
        return names.get(language) or names.get("en") or next(iter(names.values()), self.id)


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing said: a relation to an object, or a measure with its quantity, or both; with all its evidence.

    `subject`, `object` and `speaker` are entity ids; `relation` and `measure` local names of the ontology.
    """

    subject: str
    relation: str | None = None
    object: str | None = None
    measure: str | None = None
    quantity: Quantity | None = None
    period: Period | None = None
    speaker: str | None = None
    modality: Modality = "fact"
    negated: bool = False
    confidence: float = 1.0
    review: Review = "extracted"
    rule: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def content(self) -> tuple[Hashable, ...]:
        """What is said, without where, how surely and by which rule it was read: equal contents are one claim."""
        said = (self.subject, self.relation, self.object, self.measure, self.quantity, self.period)
        return (*said, self.speaker, self.modality, self.negated)

    @property
    def id(self) -> str:
        """The stable id: a hash of what is said, so that more evidence never renames a claim."""
        amount = None
        if q := self.quantity:
            amount = (plain(q.value), None if q.high is None else plain(q.high), q.unit, q.comparator, q.approximate, q.per)
        time = self.period and (self.period.start, self.period.end)
        said = (self.subject, self.relation, self.object, self.measure, amount, time, self.speaker, self.modality, self.negated)
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]

    @property
    def direct(self) -> bool:
        """Whether it also stands as a direct edge: a fact, not negated, not rejected."""
        return self.modality == "fact" and not self.negated and self.review != "rejected"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that looked like a claim and was not accepted, with the reason."""

    document: str
    start: int
    end: int
    rule: str
    reason: str
    passage: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault or a remark about the data. `about` is the id or IRI it is about; `place` says where to look."""

    check: str
    severity: Severity
    message: str
    about: str = ""
    place: str = ""


def plain(number: Decimal) -> str:
    """Write a number in one way only, so that equal numbers are equal text.

    >>> plain(Decimal("3.50E9")), plain(Decimal("-0")), plain(Decimal("0.250"))
    ('3500000000', '0', '0.25')
    """
    written = format(number, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def kebab(text: str) -> str:
    """Make an id of a label: letters and digits of any script, words joined by hyphens.

    >>> kebab("Blackwell Ultra GPU"), kebab("臺積電 3nm")
    ('blackwell-ultra-gpu', '臺積電-3nm')
    """
    return "-".join(re.findall(r"[^\W_]+", text.casefold()))
