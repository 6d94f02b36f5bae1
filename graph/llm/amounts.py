"""Offered amounts and times held against what our own grammars read at the same place."""

from __future__ import annotations

from dataclasses import replace

from graph.extract.grammar import Grammar
from graph.extract.units import fall, fits
from graph.llm.offers import Amount, OfferError, When
from graph.llm.sight import Sight
from graph.model import Mention, Period, Quantity, Span, plain
from graph.ontology import Measure

_PER = "/"


class Falls:
    """The words of a language that say something went down."""

    def __init__(self, grammar: Grammar) -> None:
        """Take them from its grammar."""
        self._falls, self._moves = frozenset(grammar.falls), frozenset((*grammar.falls, *grammar.rises))

    def sign(self, sight: Sight, quantity: Mention[Quantity]) -> int:
        """Tell whether the last word of change before an amount in its sentence, else the first behind it, says fall (-1) or rise (1)."""
        for seen in sight.over(quantity.span):
            before = [h for h in seen.scene.hits.inside(seen.start, quantity.start) if h.word in self._moves]
            behind = [h for h in seen.scene.hits.inside(quantity.end, seen.end) if h.word in self._moves]
            if word := before[-1] if before else behind[0] if behind else None:
                return -1 if word.word in self._falls else 1
        return 0


def read_amount(amount: Amount, measure: Measure, quote: Span, sight: Sight, falls: Falls) -> Mention[Quantity]:
    """Give the amount as our grammar reads it in the quote, where it is the one that is offered.

    Raises:
        OfferError: it does not stand there, or our grammar reads another value, unit or comparator.
    """
    read = [*sight.found.quantities.inside(quote.start, quote.end), *_implied(measure, quote, sight)]
    if amount.written:
        places = find_all(amount.written, quote, sight.document.text)
        if not places:
            raise OfferError(f"number {amount.written!r} does not stand in the quote")
        read = [q for q in read if any(q.start < p.end and p.start < q.end for p in places)]
    if not read:
        raise OfferError(f"no amount is read at {amount.written or _say(amount)!r}")
    as_measured = [Mention(q.start, q.end, _fit(q.value, measure)) for q in read]
    signed = [(q, _signed(q, measure, sight, falls)) for q in as_measured]
    same = [Mention(q.start, q.end, value) for q, value in signed if _equal(value, amount)]
    if not same:
        raise OfferError(f"number {_say(amount)}, but the text reads {' and '.join(_say_read(value) for _, value in signed)}")
    return same[0]


def read_when(when: When, quote: Span, sight: Sight) -> Mention[Period] | None:
    """Give the time as our grammar reads it, where it is the one that is offered or within it; None where it reads none at those words.

    Raises:
        OfferError: the words do not stand in the quote, or our grammar reads another time there.
    """
    read = [period for period in sight.found.periods.overlapping(quote.start, quote.end) if _is_inside(period, quote, sight)]
    if when.written:
        places = find_all(when.written, quote, sight.document.text)
        if not places:
            raise OfferError(f"time {when.written!r} does not stand in the quote")
        read = [p for p in read if any(p.start < q.end and q.start < p.end for q in places)]
    if not read:
        return None
    same = next((p for p in read if _holds(when, p.value)), None)
    if same is None:
        said = " and ".join(f"{p.value.start}{f' to {p.value.end}' if p.value.end else ''}" for p in read)
        raise OfferError(f"time {when.start}{f' to {when.end}' if when.end else ''}, but the text reads {said}")
    return same


def find_all(words: str, quote: Span, text: str) -> list[Span]:
    """Find every place of some words in a quote."""
    places, at = [], quote.start
    while (at := text.find(words, at, quote.end)) >= 0:
        places.append(Span(at, at + len(words)))
        at += 1
    return places


def _implied(measure: Measure, quote: Span, sight: Sight) -> list[Mention[Quantity]]:
    """Give the amounts our reader's claims of a measure have in a quote: also those that words imply (`worth more than`)."""
    drafts = (d for seen in sight.over(quote) for d in seen.drafts if d.measure == measure.name and d.quantity)
    return [d.quantity for d in drafts if d.quantity and quote.start <= d.quantity.start and d.quantity.end <= quote.end]


def _is_inside(period: Mention[Period], quote: Span, sight: Sight) -> bool:
    """Tell whether a time stands in a quote; the full stop of `June.` may stay outside."""
    return quote.start <= period.start and not sight.found.text[quote.end : period.end].strip(".")


def _fit(quantity: Quantity, measure: Measure) -> Quantity:
    """Give an amount the unit its measure has it in: 600 kW of a rack are W/rack, a count of times is a ratio."""
    if fits(quantity, measure.units):
        return quantity
    unit = next((u for u in measure.units if u.split(_PER)[0] == quantity.unit), None)
    if unit is None and quantity.unit == "count" and "ratio" in measure.units:
        unit = "ratio"
    return replace(quantity, unit=unit) if unit else quantity


def _signed(quantity: Mention[Quantity], measure: Measure, sight: Sight, falls: Falls) -> Quantity:
    value = quantity.value
    if measure.signed and value.value > 0 and falls.sign(sight, quantity) < 0:
        return fall(value)
    return value


def _equal(read: Quantity, amount: Amount) -> bool:
    same = read.value == amount.value and read.high == amount.high
    return same and read.unit == amount.unit and read.comparator == amount.comparator


def _holds(when: When, read: Period) -> bool:
    """Tell whether an offered time is the one that was read, or a coarser one that holds all of it."""
    first, last = read.start, read.end or read.start
    if when.end is None:
        return first == when.start or (first.startswith(when.start + "-") and last.startswith(when.start + "-"))
    return (first, read.end) == (when.start, when.end)


def _say(amount: Amount) -> str:
    return _say_read(Quantity(amount.value, amount.unit, amount.high, amount.comparator))


def _say_read(quantity: Quantity) -> str:
    high = f" to {plain(quantity.high)}" if quantity.high is not None else ""
    sign = "" if quantity.comparator == "=" else f"{quantity.comparator} "
    return f"{sign}{plain(quantity.value)}{high} {quantity.unit}"
