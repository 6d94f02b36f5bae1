"""The gate for what a language model offers: nothing becomes a claim that our own reading of the same words does not bear out.

The quote stands in the text, once or at the place given. What it is about stands inside it, or is linked to an earlier mention.
Amounts and times are read again by our own grammars. The direction is confirmed by the classes or by our own reading. What is
unsure or denied is not called a fact. In the end it passes the same gate as every claim of the rules (`graph/extract/grounding.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from graph.extract.grammar import read_grammar
from graph.extract.grounding import Proposal, ground
from graph.extract.patterns import FOLDER as PATTERNS
from graph.extract.patterns import read_patterns
from graph.llm.amounts import Falls, find_all, read_amount, read_when
from graph.llm.bearing import Bearing
from graph.llm.case import Case, Kin, spans_of
from graph.llm.directions import Directions
from graph.llm.links import check_links
from graph.llm.nearness import check_amount, check_pair, check_subject, check_time
from graph.llm.offers import Offer, OfferError
from graph.llm.orientation import Orientation
from graph.llm.resolve import Resolved, Resolver
from graph.llm.sight import Sight
from graph.llm.speakers import Speakers
from graph.llm.witnesses import Witnesses
from graph.llm.words import read_words
from graph.model import Candidate, Claim, Entity, Mark, Mention, Period, Quantity, Span
from graph.ontology import Ontology

CONFIDENCE = 0.8
_SHOWN = 80
_BOUND = re.compile(r"(?:'s|’s|'|’|的|之)?\s*|\s*(?:,|in|of|at)\s*(?:the\s+)?")


@dataclass(frozen=True, slots=True)
class Passed:
    """What came of an offer: a claim with the provisional entities it needs, or a candidate that says why not; and remarks on it."""

    claim: Claim | None
    entities: tuple[Entity, ...]
    candidates: tuple[Candidate, ...]


class Gate:
    """The gate of one language."""

    def __init__(self, language: str, ontology: Ontology, registry: Sequence[Entity], folder: Path = PATTERNS) -> None:
        """Prepare what offers are held against; `folder` holds the patterns."""
        words, grammar, patterns = read_words(language, ontology), read_grammar(language, folder), read_patterns(language, ontology, folder)
        witnesses = Witnesses(ontology, grammar, patterns, han=words.han)
        self._ontology, self._kin = ontology, Kin(ontology)
        self._resolver = Resolver(ontology, registry, words, grammar, patterns)
        self._orientation = Orientation(Directions(words), witnesses, ontology, self._kin)
        self._bearing, self._speakers, self._falls = Bearing(words, grammar), Speakers(words, grammar), Falls(grammar)

    def judge(self, offer: Offer, stretch: Span, sight: Sight, rule: str) -> Passed:
        """Hold an offer against its document; `stretch` is the part of it that was asked about."""
        quote: Span | None = None
        try:
            quote = locate(offer.quote, offer.offset, sight.document.text)
            case = self._open(offer, quote, sight)
            proposal, new, period = self._pass(case, rule)
        except OfferError as fault:
            place = quote or beginning(stretch, sight)
            return Passed(None, (), (_candidate(place, sight, rule, f"{offer}: {fault}"),))
        claim = ground(proposal, sight.document, self._ontology)
        if isinstance(claim, Candidate):
            return Passed(None, (), (claim,))
        if offer.when is None or period:
            return Passed(claim, new, ())
        unread = f"{offer}: kept without its time, which is not read in {offer.when.written or offer.when.start!r}"
        return Passed(claim, new, (_candidate(quote, sight, rule, unread),))

    def _open(self, offer: Offer, quote: Span, sight: Sight) -> Case:
        """Find in the text what an offer names."""
        term = self._ontology.relation(offer.relation) if offer.relation else self._ontology.measure(offer.measure or "")
        quantity = None
        if offer.amount and offer.measure:
            quantity = read_amount(offer.amount, self._ontology.measure(offer.measure), quote, sight, self._falls)
        trigger = _trigger(offer, quote, quantity, sight)
        subject = self._resolver.resolve("subject", offer.subject, quote, sight)
        thing = self._resolver.resolve("object", offer.object, quote, sight) if offer.object else None
        return Case(offer, term, sight, quote, trigger, subject, thing, quantity)

    def _pass(self, case: Case, rule: str) -> tuple[Proposal, tuple[Entity, ...], Mention[Period] | None]:
        """Check everything `ground` does not, and give what it then decides on, with the entities it needs."""
        offer, sight = case.offer, case.sight
        self._check_terms(case)
        check_links(case, self._kin)
        check_subject(case, self._kin)
        check_pair(case, self._kin)
        self._orientation.check(case)
        if offer.measure:
            check_amount(case, self._ontology.measure(offer.measure), self._kin)
        period = read_when(offer.when, case.quote, sight) if offer.when else None
        if period:
            check_time(case, period)
        presupposed = _is_presupposed(case)
        if not presupposed:
            self._bearing.check_modality(case, period)
        if offer.negated or not presupposed:
            self._bearing.check_negation(case)
        speaker = self._speaker(case)
        new = tuple(one.entity for one in (*case.held, speaker) if one and one.entity)
        proposal = Proposal(
            rule=rule,
            subject=(case.subject.id, case.subject.type),
            relation=offer.relation,
            object=(case.object.id, case.object.type) if case.object else None,
            measure=offer.measure,
            quantity=case.quantity.value if case.quantity else None,
            period=period.value if period else None,
            speaker=speaker.id if speaker else None,
            modality=offer.modality,
            negated=offer.negated,
            confidence=CONFIDENCE,
            passage=case.quote,
            marks=_marks(case, period, speaker),
        )
        return proposal, new, period

    def _check_terms(self, case: Case) -> None:
        """See that what a term needs is there, as far as `ground` does not."""
        offer, thing = case.offer, case.object
        if offer.amount and not offer.measure:
            raise OfferError(f"an amount of {offer.amount.value:f} {offer.amount.unit} without a measure")
        if not offer.relation and thing and not self._kin.among(thing.type, case.term.range):
            raise OfferError(f"{case.term.name} with a {thing.type} is not in the ontology")
        if thing and thing.id == case.subject.id:
            raise OfferError(f"{thing.id} related to itself")

    def _speaker(self, case: Case) -> Resolved | None:
        """Find the speaker, who may stand outside the quote, in its paragraph; and see that it is the one who speaks."""
        if case.offer.speaker is None:
            return None
        text = case.sight.document.text
        start, end = text.rfind("\n", 0, case.quote.start) + 1, text.find("\n", case.quote.end)
        paragraph = Span(start, len(text) if end < 0 else end)
        speaker = self._resolver.resolve("speaker", case.offer.speaker, paragraph, case.sight)
        if not self._kin.among(speaker.type, ("Agent", "Place")):
            raise OfferError(f"speaker {speaker.id} is a {speaker.type}")
        self._speakers.check(speaker, case.trigger, case.sight)
        return speaker


def _trigger(offer: Offer, quote: Span, quantity: Mention[Quantity] | None, sight: Sight) -> Span:
    """Give where the words stand that say it, nearest to the amount or to both ends; the whole quote where none are offered."""
    if not offer.cue:
        return quote
    text = sight.document.text
    found = find_all(offer.cue, quote, text)
    if not found:
        raise OfferError(f"cue {offer.cue!r} does not stand in the quote")
    names = [named.text for named in (offer.subject, offer.object) if named and named.text]
    used = [quantity.span] if quantity else [place for name in names for place in find_all(name, quote, text)[-1:]]
    return min(found, key=lambda place: (sum(max(place.start - u.end, u.start - place.end, 0) for u in used), place.start))


def _is_presupposed(case: Case) -> bool:
    """Tell whether a phrase takes it for granted, whatever is said around it: `Nvidia's H20`, `Abilene, Texas`."""
    if case.object is None or case.quantity is not None or any(one.antecedent for one in case.held):
        return False
    pairs = product(spans_of(case.subject), spans_of(case.object))
    gaps = (case.sight.found.low[min(s.end, t.end) : max(s.start, t.start)] for s, t in pairs)
    return any(_BOUND.fullmatch(gap) for gap in gaps)


def _candidate(place: Span, sight: Sight, rule: str, reason: str) -> Candidate:
    return Candidate(sight.document.id, place.start, place.end, rule, reason, sight.document.text[place.start : place.end])


def beginning(stretch: Span, sight: Sight) -> Span:
    """Give the first characters of a stretch: where something is told of that stands nowhere."""
    length = len(sight.document.text)
    start = max(0, min(stretch.start, length))
    return Span(start, max(start, min(stretch.end, length, start + _SHOWN)))


def locate(quote: str, offset: int | None, text: str) -> Span:
    """Find a quote: where it stands once, or at the offset given, or once in the paragraph that begins there.

    >>> locate("TSMC", None, "TSMC grew."), locate("a", 4, "a b a")
    (Span(start=0, end=4), Span(start=4, end=5))

    Raises:
        OfferError: it does not stand there, stands there more than once, or runs over the end of a paragraph.
    """
    if not quote.strip():
        raise OfferError("the quote is empty")
    if "\n" in quote:
        raise OfferError("the quote runs over the end of a paragraph")
    first = text.find(quote)
    if first < 0:
        raise OfferError(f"the quote does not stand in the text: {quote!r:.100}")
    if text.find(quote, first + 1) < 0:
        return Span(first, first + len(quote))
    if offset is None:
        raise OfferError("the quote stands in the text more than once, and no offset is given")
    if text.startswith(quote, offset) and offset >= 0:
        return Span(offset, offset + len(quote))
    end = text.find("\n", offset)
    paragraph = Span(offset, len(text) if end < 0 else end)
    at = text.find(quote, paragraph.start, paragraph.end) if offset >= 0 else -1
    if at < 0 or text.find(quote, at + 1, paragraph.end) >= 0:
        raise OfferError(f"the quote does not stand once in the paragraph at {offset}")
    return Span(at, at + len(quote))


def _marks(case: Case, period: Mention[Period] | None, speaker: Resolved | None) -> tuple[Mark, ...]:
    """Say what each stretch is to the claim; what a word stands for is marked where it was named."""
    marks = [Mark("trigger", case.trigger.start, case.trigger.end)]
    for role, one in (("subject", case.subject), ("object", case.object), ("speaker", speaker)):
        places = [place for place in (one.antecedent, case.nearest(one)) if place] if one else []
        marks += [Mark(role, place.start, place.end) for place in places]
    marks += [Mark(role, found.start, found.end) for role, found in (("quantity", case.quantity), ("period", period)) if found]
    return tuple(dict.fromkeys(marks))
