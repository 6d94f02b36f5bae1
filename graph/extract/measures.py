"""Quantities and what they measure: each is given to one measure and one holder, or to none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.extract.automaton import Hit
from graph.extract.changes import Changes
from graph.extract.drafts import Draft
from graph.extract.grammar import Grammar
from graph.extract.holders import Holders, Measured
from graph.extract.joints import Joints
from graph.extract.kinds import narrow
from graph.extract.lexicon import Lexicon
from graph.extract.reach import reach_of
from graph.extract.scene import Noun, Scene, before_space
from graph.extract.topics import Memory, has_subject
from graph.extract.units import fall, fits
from graph.model import Mention, Quantity, Span
from graph.ontology import Measure, Ontology

CUED, PARENTHETICAL, CONTINUED = 0.8, 0.75, 0.65
# How many characters farther a cue counts that stands behind its amount, or with another amount between.
_BEHIND = 3
_CROSSING = 10
_MARK = re.compile(r"[\s-]*(?:大关|关口|门槛|关卡|mark|milestone|threshold)")
_CLOSING = frozenset({")", ",", ";"})


@dataclass(frozen=True, slots=True)
class Option:
    """A measure an amount may be of, with the word that says so and how near that is; the least is the best."""

    rank: tuple[int, int, int]
    cue: Span
    measure: Measure


class Measures:
    """Reads the measures of one language."""

    def __init__(self, ontology: Ontology, lexicon: Lexicon, grammar: Grammar, joints: Joints) -> None:
        """Take the cues of measures and the words of rise and fall."""
        self._ontology, self._cues = ontology, lexicon.measures
        self._changes = Changes(grammar, han=joints.han)
        self._holders = Holders(ontology, joints)
        self._ranges = {m.name: narrow(m.range, ontology) for m in ontology.measures.values()}
        self._farthest = reach_of(han=joints.han).cue
        units = [unit for m in ontology.measures.values() for unit in m.units]
        # A unit that only one measure takes names its measure itself.
        self._telling = {m.units[0]: m for m in ontology.measures.values() if len(m.units) == 1 and units.count(m.units[0]) == 1}

    def cued(self, scene: Scene, memory: Memory, taken: set[int]) -> Iterator[Draft]:
        """Propose a measure for every quantity that a measure's word stands near. `taken` holds starts already used."""
        for quantity in scene.quantities:
            clause = scene.clause_of(quantity.start)
            option = None if quantity.start in taken else self._choose(scene, quantity, clause)
            if option is None:
                continue
            measured = Measured(option.measure, quantity, clause, option.cue)
            if holder := self._holders.find(scene, memory, measured):
                taken.add(quantity.start)
                memory.measure, memory.unit = option.measure.name, quantity.value.unit
                yield from self._draft(scene, measured, holder.nouns, option.cue, CUED - holder.cost)

    def continued(self, scene: Scene, memory: Memory, spoken: str | None, taken: set[int], read: Sequence[Draft]) -> Iterator[Draft]:
        """Propose the measure spoken of last for quantities in brackets behind a name, and behind verbs of rising or falling.

        `spoken` is the measure of the sentences before, `read` are those already found in this one.
        """
        for quantity in scene.quantities:
            if quantity.start in taken:
                continue
            name = self._spoken(scene, quantity, spoken, read)
            fitting = self._fit(scene, quantity, name, memory) if name else None
            if fitting is None:
                continue
            if noun := _bracketed(scene, quantity):
                drafts = self._parenthetical(scene, fitting, noun)
            else:
                drafts = self._moved(scene, fitting, memory)
            for draft in drafts:
                taken.add(quantity.start)
                yield draft

    def _choose(self, scene: Scene, quantity: Mention[Quantity], clause: int) -> Option | None:
        """Choose the cue that stands nearest, one in front before one behind, never across another quantity."""
        options = [o for h in scene.hits_of(clause) if h.word in self._cues for o in self._options(scene, quantity, h, clause)]
        if options:
            return min(options, key=lambda option: option.rank)
        telling = self._telling.get(quantity.value.unit)
        return Option((0, 0, 0), quantity.span, telling) if telling else None

    def _options(self, scene: Scene, quantity: Mention[Quantity], cue: Hit, clause: int) -> Iterator[Option]:
        """Give the measures one cue may make an amount one of."""
        behind = cue.start >= quantity.end
        low, high = (quantity.end, cue.start) if behind else (cue.end, quantity.start)
        gap = high - low
        if gap > self._farthest:
            return
        crossed = len(scene.quantities.within(low, high))
        if behind and crossed:
            return
        distance = gap + (_BEHIND if behind and gap > 1 else 0) + _CROSSING * crossed
        for name in self._cues[cue.word]:
            measure = self._ontology.measure(name)
            if not fits(quantity.value, measure.units):
                continue
            # A rate of growth needs a word of growth; a level is not how much something grew by.
            if self._changes.sign(scene, clause) if measure.signed else not self._changes.by(scene, quantity):
                yield Option((distance, -len(cue.word), cue.start), Span(cue.start, cue.end), measure)

    def _spoken(self, scene: Scene, quantity: Mention[Quantity], spoken: str | None, read: Sequence[Draft]) -> str | None:
        """Give the measure spoken of last before an amount. A new subject begins anew."""
        earlier = [(d.quantity.start, d.measure) for d in read if d.quantity and d.quantity.start < quantity.start]
        if earlier:
            return max(earlier, key=lambda e: e[0])[1]
        begins = scene.clauses[scene.clause_of(quantity.start)].start
        return None if spoken is None or has_subject(scene, begins, quantity.start) else spoken

    def _fit(self, scene: Scene, quantity: Mention[Quantity], name: str, memory: Memory) -> Measured | None:
        """Give an amount as one of a measure, if its unit allows.

        A bare number takes the unit spoken of last: `crossed 3 trillion dollars, then the 4 trillion mark`.
        """
        measure = self._ontology.measure(name)
        clause = scene.clause_of(quantity.start)
        if fits(quantity.value, measure.units):
            return Measured(measure, quantity, clause)
        if quantity.value.unit == "count" and memory.unit and _MARK.match(scene.text, quantity.end):
            return Measured(measure, Mention(quantity.start, quantity.end, replace(quantity.value, unit=memory.unit)), clause)
        return None

    def _parenthetical(self, scene: Scene, measured: Measured, noun: Noun) -> Iterator[Draft]:
        if self._holders.kinds[measured.measure.name].take(noun.type):
            yield from self._draft(scene, measured, [noun], measured.quantity.span, PARENTHETICAL)

    def _moved(self, scene: Scene, measured: Measured, memory: Memory) -> Iterator[Draft]:
        """Propose the amount something moved to, at the end of its clause."""
        quantity, clause = measured.quantity, measured.clause
        move = self._changes.to(scene, quantity, clause)
        if move is None or measured.measure.signed or self._changes.by(scene, quantity):
            return
        if not scene.nouns.inside(quantity.end, scene.clauses[clause].end) and (holder := self._holders.find(scene, memory, measured)):
            yield from self._draft(scene, measured, holder.nouns, Span(move.start, move.end), CONTINUED - holder.cost)

    def _draft(self, scene: Scene, measured: Measured, holders: Sequence[Noun], trigger: Span, confidence: float) -> Iterator[Draft]:
        measure, quantity, clause = measured.measure, measured.quantity, measured.clause
        if measure.signed and self._changes.sign(scene, clause) < 0 < quantity.value.value:
            quantity = Mention(quantity.start, quantity.end, fall(quantity.value))
        thing = self._second(scene, measured, holders) if measure.range else None
        for holder in holders:
            yield Draft(f"measure-{measure.name}", holder, trigger, clause, None, thing, measure.name, quantity, confidence=confidence)

    def _second(self, scene: Scene, measured: Measured, holders: Sequence[Noun]) -> Noun | None:
        """Give the second thing a measure compares: the first of the clause that is not the holder itself."""
        window, kinds = scene.clauses[measured.clause], self._ranges[measured.measure.name]
        own = {holder.entity for holder in holders}
        return next((n for n in scene.nouns.inside(window.start, window.end) if kinds.take(n.type) and n.entity not in own), None)


def _bracketed(scene: Scene, quantity: Mention[Quantity]) -> Noun | None:
    """Give the noun whose brackets the quantity stands in: `Microsoft (38 times)`."""
    opening = before_space(scene.text, quantity.start) - 1
    if scene.text[opening : opening + 1] != "(" or scene.text[quantity.end : quantity.end + 1] not in _CLOSING:
        return None
    return next((n for n in reversed(scene.nouns) if n.end <= opening and not scene.text[n.end : opening].strip()), None)
