"""What a language model offers: one item of its answer, with the right fields of the right kinds, and nothing of it believed yet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from graph.errors import suggest
from graph.llm.schema import LONGEST_QUOTE, LONGEST_TEXT, TIME
from graph.llm.vocabulary import COMPARATORS, MODALITIES, list_classes
from graph.model import Comparator, Modality
from graph.ontology import Ontology

_LARGEST = Decimal(10) ** 18  # no amount in the news is larger; a longer row of digits is no amount
_FINEST = -18
_TIME = re.compile(TIME)


class OfferError(Exception):
    """An offer is not what it has to be; the message is the reason the candidate is given."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The words that named something before the quote, and the offset of their paragraph or their own."""

    text: str
    offset: int | None


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as offered: the words of the quote, its usual name, its class; `earlier` where the words only stand for it."""

    text: str
    name: str
    type: str
    earlier: Earlier | None


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as offered, `written` as it stands in the quote."""

    written: str | None
    value: Decimal
    high: Decimal | None
    unit: str
    comparator: Comparator


@dataclass(frozen=True, slots=True)
class When:
    """A time as offered: the words of the quote, and what they mean."""

    written: str | None
    start: str
    end: str | None


@dataclass(frozen=True, slots=True)
class Offer:
    """One claim as offered."""

    quote: str
    offset: int | None
    cue: str
    subject: Named
    relation: str | None
    object: Named | None
    measure: str | None
    amount: Amount | None
    when: When | None
    speaker: Named | None
    modality: Modality
    negated: bool

    def __str__(self) -> str:
        """Say in short what is offered, for the reason of a candidate."""
        ends = [self.subject.text or self.subject.name, *([self.object.text or self.object.name] if self.object else [])]
        amount = [f"{self.amount.value:f} {self.amount.unit}"] if self.amount else []
        return f"{self.relation or self.measure}({', '.join([*ends, *amount])})"


def read_offer(raw: object, ontology: Ontology) -> Offer:
    """Read one item of an answer. Fields that are missing are taken for null; what is no field is not looked at.

    Raises:
        OfferError: a field is not of its kind, too long, or names what the ontology has not.
    """
    if not isinstance(raw, dict):
        raise OfferError("the item is not an object")
    relation, measure = _term(raw, "relation", ontology.relations), _term(raw, "measure", ontology.measures)
    if not relation and not measure:
        raise OfferError("neither a relation nor a measure")
    subject = _named(raw, "subject", ontology)
    if subject is None:
        raise OfferError("no subject")
    return Offer(
        quote=_text(raw, "quote", LONGEST_QUOTE),
        offset=_offset(raw),
        cue=_text(raw, "cue"),
        subject=subject,
        relation=relation,
        object=_named(raw, "object", ontology),
        measure=measure,
        amount=_amount(raw),
        when=_when(raw),
        speaker=_named(raw, "speaker", ontology),
        modality=cast("Modality", _choice(raw, "modality", MODALITIES)),
        negated=_flag(raw, "negated"),
    )


def _text(raw: Mapping[str, Any], field: str, longest: int = LONGEST_TEXT) -> str:
    value = raw.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise OfferError(f"{field} is not a text: {value!r:.60}")
    if len(value) > longest:
        raise OfferError(f"{field} has {len(value):,} characters, more than {longest}")
    return value


def _offset(raw: Mapping[str, Any]) -> int | None:
    value = raw.get("offset")
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise OfferError(f"offset is not a whole number: {value!r:.60}")


def _flag(raw: Mapping[str, Any], field: str) -> bool:
    value = raw.get(field)
    if value is None or isinstance(value, bool):
        return bool(value)
    raise OfferError(f"{field} is neither true nor false: {value!r:.60}")


def _choice(raw: Mapping[str, Any], field: str, choices: tuple[str, ...]) -> str:
    value = _text(raw, field)
    if value not in choices:
        raise OfferError(f"{field} is {value!r}. {suggest(value, choices)}")
    return value


def _term(raw: Mapping[str, Any], field: str, terms: Mapping[str, object]) -> str | None:
    value = _text(raw, field)
    if value and value not in terms:
        raise OfferError(f"{field} {value!r} is not in the ontology. {suggest(value, terms)}")
    return value or None


def _named(raw: Mapping[str, Any], field: str, ontology: Ontology) -> Named | None:
    value = raw.get(field)
    if value is None:
        return None
    if not isinstance(value, dict):
        raise OfferError(f"{field} is not an object: {value!r:.60}")
    kind = _text(value, "type")
    known = [c.name for c in list_classes(ontology)]
    if kind not in known:
        raise OfferError(f"{field} is of the class {kind!r}, which is not in the ontology. {suggest(kind, known)}")
    earlier = value.get("earlier")
    if earlier is not None and not isinstance(earlier, dict):
        raise OfferError(f"{field}.earlier is not an object: {earlier!r:.60}")
    before = Earlier(_text(earlier, "text"), _offset(earlier)) if earlier else None
    return Named(_text(value, "text"), _text(value, "name"), kind, before)


def _amount(raw: Mapping[str, Any]) -> Amount | None:
    value, high = _number(raw, "value"), _number(raw, "value_max")
    if value is None:
        if high is not None:
            raise OfferError("value_max without a value")
        return None
    comparator = _choice(raw, "comparator", COMPARATORS) if raw.get("comparator") is not None else "="
    return Amount(_text(raw, "number") or None, value, high, _text(raw, "unit"), cast("Comparator", comparator))


def _number(raw: Mapping[str, Any], field: str) -> Decimal | None:
    value = raw.get(field)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise OfferError(f"{field} is not a number: {value!r:.60}")
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or number.adjusted() > _LARGEST.adjusted() or exponent < _FINEST:
        raise OfferError(f"{field} is no amount of the news: {number:.3E}")
    return number


def _when(raw: Mapping[str, Any]) -> When | None:
    start, end = _text(raw, "time"), _text(raw, "time_end")
    for time in (start, end):
        if time and not _TIME.fullmatch(time):
            raise OfferError(f"time {time!r} is not written as 2025, 2025-Q1, 2025-07 or 2025-07-09")
    if not start:
        return None
    return When(_text(raw, "when") or None, start, end or None)
