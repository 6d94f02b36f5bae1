"""A form on its way through a sentence: where its anchors stand, and what has filled its slots so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from graph.extract.drafts import Draft
from graph.extract.forms import Anchor
from graph.extract.patterns import Pattern
from graph.extract.scene import Noun
from graph.extract.slots import Fill
from graph.extract.units import fall, quantified
from graph.model import Mention, Quantity, Span
from graph.ontology import Ontology


@dataclass(slots=True)
class Match:
    """A pattern in a `clause`, looked for in a `window`: that clause, or the whole sentence.

    `places` are those of its anchors by their number in the form, `used` is where the next slot begins, `cost` what
    the fills take from the pattern's confidence.
    """

    pattern: Pattern
    clause: int
    window: Span
    places: Mapping[int, Span]
    trigger: Span
    filled: dict[str, Fill] = field(default_factory=dict)
    quantity: Mention[Quantity] | None = None
    cost: float = 0.0
    used: int = 0
    timeless: bool = False

    def stretch(self, i: int) -> Span:
        """Give where the element may stand: behind what has been used, before the next anchor."""
        for j in range(i + 1, len(self.pattern.elements)):
            if j in self.places:
                return Span(self.used, self.places[j].start)
        return Span(self.used, self.window.end)

    def pass_anchor(self, i: int) -> None:
        """Go on behind an anchor."""
        self.used = max(self.used, self.places[i].end)

    def fill(self, role: str, fill: Fill, stretch: Span) -> None:
        """Fill a slot and go on behind its nouns."""
        self.filled[role] = fill
        self.cost += fill.cost
        self.used = max([self.used, *(n.end for n in fill.nouns if stretch.start <= n.start < stretch.end)])

    def amount_is_closed(self, i: int) -> bool:
        """Tell whether an amount must touch the anchor behind it."""
        return self.pattern.touches_next(i) and isinstance(self.pattern.elements[i + 1], Anchor)


def start_match(pattern: Pattern, clause: int, window: Span, places: Mapping[int, Span]) -> Match:
    """Begin a match whose anchors were found."""
    ends = list(places.values())
    trigger = ends[0] if len(ends) == 1 else Span(min(p.start for p in ends), max(p.end for p in ends))
    return Match(pattern, clause, window, places, trigger, used=window.start, timeless=pattern.presupposed)


def draft_claims(match: Match, ontology: Ontology) -> Iterator[Draft]:
    """Make a draft of every pair of subject and object."""
    pattern = match.pattern
    measure, quantity = _amount(match, ontology)
    things = _objects(match)
    other = match.filled["other"].nouns[0] if "other" in match.filled else None
    for subject in match.filled["subject"].nouns if "subject" in match.filled else ():
        for thing in things:
            if pattern.known and (subject.coined or (thing is not None and thing.coined)):
                continue
            if (thing is not None and thing.entity == subject.entity) or (thing is None and pattern.relation):
                continue
            yield Draft(
                rule=pattern.id,
                subject=subject,
                trigger=match.trigger,
                clause=match.clause,
                relation=pattern.relation,
                object=thing,
                measure=measure,
                quantity=quantity,
                modality=pattern.modality,
                negated=pattern.negated or subject.negated or bool(thing and thing.negated),
                confidence=pattern.confidence - match.cost,
                timeless=match.timeless,
                speaks=pattern.speaker == "subject",
                other=other,
            )


def _objects(match: Match) -> list[Noun] | list[None]:
    """Give the objects: the one the words imply, else those that were found, else none."""
    if match.pattern.constant:
        return [Noun(match.trigger.start, match.trigger.end, match.pattern.constant, "Concept")]
    return match.filled["object"].nouns if "object" in match.filled else [None]


def _amount(match: Match, ontology: Ontology) -> tuple[str | None, Mention[Quantity] | None]:
    """Give the measure and the quantity a match states, if any."""
    pattern, found = match.pattern, match.quantity
    if pattern.amount:
        return pattern.measure, Mention(match.trigger.start, match.trigger.end, pattern.amount)
    if found is None:
        return None, None
    value = replace(found.value, unit=pattern.unit) if pattern.unit else found.value
    if pattern.sign < 0 < value.value:
        value = fall(value)
    measure = pattern.measure or (quantified(pattern.relation, value, ontology) if pattern.relation else None)
    return (measure, Mention(found.start, found.end, value)) if measure else (None, None)
