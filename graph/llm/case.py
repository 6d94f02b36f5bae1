"""An offer on its way through the gate: what is offered, and what its words are in the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.extract.scene import Noun
from graph.llm.directions import Place
from graph.llm.offers import Offer
from graph.llm.resolve import Resolved
from graph.llm.sight import Seen, Sight
from graph.model import Mention, Quantity, Span
from graph.ontology import Measure, Ontology, Relation

BREAKS = ",;:，；："


@dataclass(frozen=True, slots=True)
class Case:
    """One offer with its places: the `quote`, the `trigger` that says it, and what the two ends and the amount are."""

    offer: Offer
    term: Relation | Measure
    sight: Sight
    quote: Span
    trigger: Span
    subject: Resolved
    object: Resolved | None
    quantity: Mention[Quantity] | None

    @property
    def held(self) -> tuple[Resolved, ...]:
        """The subject and, where there is one, the object."""
        return (self.subject, self.object) if self.object else (self.subject,)

    @property
    def said(self) -> Span:
        """The stretch from the first to the last of the words that are used, each at its place nearest to the trigger."""
        used = [self.trigger, *([self.quantity.span] if self.quantity else []), *(p for one in self.held if (p := self.nearest(one)))]
        return Span(min(p.start for p in used), max(p.end for p in used))

    def nearest(self, one: Resolved) -> Span | None:
        """Give the place of an entity nearest to the trigger, or None where its words are left out."""
        at = self.trigger
        return min(spans_of(one), key=lambda p: (max(p.start - at.end, at.start - p.end, 0), p.start), default=None)

    def sentences(self) -> list[tuple[Seen, int, Span]]:
        """Give the sentences the trigger stands in, each with the number and the place of the trigger's clause."""
        found = []
        for seen in self.sight.over(self.trigger):
            number = seen.scene.clause_of(max(seen.start, self.trigger.start))
            found.append((seen, number, seen.scene.clauses[number] if seen.scene.clauses else Span(seen.start, seen.end)))
        return found

    def words(self, span: Span | Place | Mention[Any]) -> str:
        """Give the words of a place, quoted for a message."""
        return repr(self.sight.document.text[span.start : span.end])


class Kin:
    """Which classes are of one kind, worked out once."""

    def __init__(self, ontology: Ontology) -> None:
        """Find the broadest class of each: those right below the root."""
        self._ontology = ontology
        roots = {name for name, term in ontology.classes.items() if not term.parents}
        tops = [name for name, term in ontology.classes.items() if roots.intersection(term.parents)]
        self._tops = {name: frozenset(top for top in tops if ontology.is_a(name, top)) for name in ontology.classes}

    def alike(self, one: str, other: str) -> bool:
        """Tell whether two classes stand under one of the broadest: someone for someone, a place for a place."""
        return not self._tops[one].isdisjoint(self._tops[other])

    def among(self, kind: str, kinds: Iterable[str]) -> bool:
        """Tell whether a class is one of some, or stands below one."""
        return any(self._ontology.is_a(kind, name) for name in kinds)

    def actors(self, seen: Seen, stretch: Span, term: Relation | Measure) -> list[Noun]:
        """Give the nouns of a stretch that could be the subject of a term, as far as the words around them go."""
        return self.free(seen, stretch, term.domain)

    def free(self, seen: Seen, stretch: Span, kinds: Sequence[str]) -> list[Noun]:
        """Give the nouns of some kinds in a stretch that act, as far as the words around them go."""
        inside = seen.scene.nouns.inside(stretch.start, stretch.end)
        return [n for n in inside if n.free and not n.place and self.among(n.type, kinds)]


def spans_of(one: Resolved) -> list[Span]:
    """Give where the words of an entity stand in the quote."""
    return [Span(p.start, p.end) for p in one.places if not p.silent]


def breaks_off(text: str) -> bool:
    """Tell whether a clause ends in a stretch."""
    return any(mark in text for mark in BREAKS)
