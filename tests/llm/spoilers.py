"""Good offers spoilt, one way at a time: what the gate must let through in no case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from decimal import Decimal
from typing import Any

from graph.extract.scene import Noun
from graph.llm.sight import Sight
from graph.llm.vocabulary import COMPARATORS
from graph.model import Span
from tests.extract.readings import ontology

Offer = dict[str, Any]
Spoiler = Callable[[Offer, Sight], Iterator[Offer]]
ENDS = ("subject", "object")
ACTORS = ("Company", "Government", "Institution", "Person", "Country")
UNSURE = ("plan", "forecast", "hypothetical", "rumour")


def changed(offer: Offer, **fields: Any) -> Offer:
    """Copy an offer with some fields changed."""
    return deepcopy(offer) | deepcopy(fields)


def invented_quotes(offer: Offer, sight: Sight) -> Iterator[Offer]:
    """Change a character, a mark or the case, add a word, take the first away and add another."""
    quote = offer["quote"]
    made_up = (f"{quote[:-1]}x", f"{quote} ", f"{quote} indeed", f"{quote[1:]}了", quote.replace(",", "，"), quote.swapcase(), quote[::-1])
    for made in made_up:
        if made not in sight.document.text:
            yield changed(offer, quote=made)


def changed_numbers(offer: Offer, _sight: Sight) -> Iterator[Offer]:
    """Change the value a little and a lot, and its sign; open or close the range."""
    if (value := offer["value"]) is None:
        return
    for made in (Decimal(value) * Decimal("1.1"), value + 1, value * 10, -value, Decimal(value) / 1000):
        yield changed(offer, value=made)
    yield changed(offer, value_max=None if offer["value_max"] else value * 2)


def other_numbers(offer: Offer, sight: Sight) -> Iterator[Offer]:
    """Take another amount of the quote, as it is written there, with the old words, and without any."""
    if offer["value"] is None:
        return
    start = sight.document.text.index(offer["quote"])
    for amount in sight.found.quantities.inside(start, start + len(offer["quote"])):
        if amount.value.unit == offer["unit"] and amount.value.value != offer["value"]:
            made = changed(offer, value=amount.value.value, value_max=amount.value.high, comparator=amount.value.comparator)
            for written in (sight.document.text[amount.start : amount.end], offer["number"], None):
                yield changed(made, number=written)


def changed_units(offer: Offer, _sight: Sight) -> Iterator[Offer]:
    """Take another currency or kind of unit."""
    if offer["value"] is not None:
        yield from (changed(offer, unit=unit) for unit in ("EUR", "USD", "CNY", "percent", "ratio", "count", "W") if unit != offer["unit"])


def changed_comparators(offer: Offer, _sight: Sight) -> Iterator[Offer]:
    """Say more or less than the text does."""
    if offer["value"] is not None:
        yield from (changed(offer, comparator=sign) for sign in COMPARATORS if sign != offer["comparator"])


def changed_times(offer: Offer, _sight: Sight) -> Iterator[Offer]:
    """Take the year before and after, and a day of another year."""
    if offer["time"]:
        year, rest = int(offer["time"][:4]), offer["time"][4:]
        yield from (changed(offer, time=time) for time in (f"{year - 1}{rest}", f"{year + 1}{rest}", "2021-02-03"))


def swapped_ends(offer: Offer, _sight: Sight) -> Iterator[Offer]:
    """Turn the ends round, with their classes and without."""
    subject, thing = offer["subject"], offer["object"]
    if thing and not (offer["relation"] and ontology().relation(offer["relation"]).symmetric):
        yield changed(offer, subject=thing, object=subject)
        yield changed(offer, subject=thing | {"type": subject["type"]}, object=subject | {"type": thing["type"]})


def wrong_types(offer: Offer, _sight: Sight) -> Iterator[Offer]:
    """Make someone a place or a thing, a thing or a place someone."""
    for end in ENDS:
        if offer[end]:
            kind = offer[end]["type"]
            others = ("Person", "Chip") if ontology().is_a(kind, "Place") or ontology().is_a(kind, "Agent") else ("Person", "Country")
            yield from (changed(offer, **{end: offer[end] | {"type": other}}) for other in others if other != kind)


def invented_entities(offer: Offer, _sight: Sight) -> Iterator[Offer]:
    """Name who is nowhere, with words of the text or without, and let words stand for them."""
    for end in (*ENDS, "speaker"):
        if offer[end]:
            nobody = {"text": "Globex", "name": "Globex", "type": offer[end]["type"], "earlier": None}
            yield changed(offer, **{end: nobody})
            yield changed(offer, **{end: nobody | {"text": ""}})
            yield changed(offer, **{end: nobody | {"text": offer[end]["text"], "earlier": {"text": "Globex", "offset": None}}})


def entities_from_elsewhere(offer: Offer, sight: Sight) -> Iterator[Offer]:
    """Take who is named elsewhere in the document, and let a name of the quote stand for them."""
    for name, kind in _actors(sight):
        for end in ENDS:
            if offer[end] and name not in offer["quote"]:
                someone = {"text": name, "name": name, "type": kind, "earlier": None}
                yield changed(offer, **{end: someone})
                if offer[end]["text"] and not offer[end]["earlier"]:
                    yield changed(offer, **{end: someone | {"text": offer[end]["text"], "earlier": {"text": name, "offset": None}}})


def facts_made_of_less(offer: Offer, _sight: Sight) -> Iterator[Offer]:
    """Call a plan, a forecast, a condition or a rumour a fact; but what a phrase takes for granted (鴻海的工廠) is one."""
    first, second = (offer[end]["text"] if offer[end] else "" for end in ENDS)
    granted = any(f"{first}{tie}{second}" in offer["quote"] for tie in ("的", "'s "))
    if offer["modality"] in UNSURE and not granted:
        yield changed(offer, modality="fact")


def turned_polarity(offer: Offer, _sight: Sight) -> Iterator[Offer]:
    """Deny what is said, and say what is denied."""
    yield changed(offer, negated=not offer["negated"])


def wrong_speakers(offer: Offer, sight: Sight) -> Iterator[Offer]:
    """Let somebody say it who is not named in its sentence."""
    start = sight.document.text.index(offer["quote"])
    inside = {_words(noun, sight) for seen in sight.over(Span(start, start + len(offer["quote"]))) for noun in seen.scene.nouns}
    for name, kind in _actors(sight):
        if name not in inside and name not in offer["quote"]:
            yield changed(offer, speaker={"text": name, "name": name, "type": kind, "earlier": None})


SPOILERS: tuple[Spoiler, ...] = (
    *(invented_quotes, changed_numbers, other_numbers, changed_units, changed_comparators, changed_times, swapped_ends, wrong_types),
    *(invented_entities, entities_from_elsewhere, facts_made_of_less, turned_polarity, wrong_speakers),
)


def _actors(sight: Sight) -> list[tuple[str, str]]:
    """Give everyone a document names, as written."""
    nouns = (noun for seen in sight.sentences for noun in seen.scene.nouns if not noun.carried and noun.type in ACTORS)
    return sorted({(_words(noun, sight), noun.type) for noun in nouns})


def _words(noun: Noun, sight: Sight) -> str:
    return sight.document.text[noun.start : noun.end]
