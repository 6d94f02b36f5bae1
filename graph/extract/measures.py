"""Quantities and what they measure: each is given to one measure and one holder, or to none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.extract.amounts import beside, pair, run_of
from graph.extract.changes import Changes, MeasureWords
from graph.extract.choices import Choices, bracketed
from graph.extract.drafts import Draft
from graph.extract.fitting import Fitting
from graph.extract.grammar import Grammar
from graph.extract.holders import Holders, Measured
from graph.extract.joints import Joints
from graph.extract.kinds import narrow
from graph.extract.lexicon import Lexicon
from graph.extract.scene import Noun, Scene
from graph.extract.slots import Fill
from graph.extract.topics import CARRIED, RELATIVE, Memory, has_subject
from graph.extract.units import fall
from graph.model import Mention, Quantity, Span
from graph.ontology import Ontology

CUED, PARENTHETICAL, CONTINUED = 0.8, 0.75, 0.65
_MARK = re.compile(r"[\s-]*(?:大关|关口|门槛|关卡|mark|milestone|threshold)")


class Measures:
    """Reads the measures of one language."""

    def __init__(self, ontology: Ontology, lexicon: Lexicon, grammar: Grammar, joints: Joints, words: MeasureWords) -> None:
        """Take the cues of measures and the words of rise and fall."""
        self._ontology, self._cues = ontology, lexicon.measures
        self._changes = Changes(grammar, words, han=joints.han)
        self._losses, self._targets = frozenset(words.losses), frozenset(words.targets)
        saying = frozenset((*grammar.reporting_verbs, *grammar.expecting_verbs))
        self._holders = Holders(ontology, joints, saying)
        self._ranges = {m.name: narrow(m.range, ontology) for m in ontology.measures.values()}
        self._kin = self._find_kin()
        self._fitting = Fitting(ontology, self._changes, self._kin)
        self._choices = Choices(ontology, self._cues, self._changes, self._fitting, self._holders, saying=saying, han=joints.han)

    def _find_kin(self) -> dict[str, tuple[str, ...]]:
        """Give for each measure the others that are told by the same words, most words first: revenue and its growth."""
        shared: Counter[tuple[str, str]] = Counter((a, b) for names in self._cues.values() for a in names for b in names if a != b)
        kin: dict[str, tuple[str, ...]] = {}
        for (a, b), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
            kin[a] = (*kin.get(a, ()), b)
        return kin

    def cued(self, scene: Scene, memory: Memory, taken: set[int]) -> Iterator[Draft]:
        """Propose a measure for every quantity that a measure's word stands near. `taken` holds starts already used."""
        for quantity in scene.quantities:
            if quantity.start not in taken:
                yield from self._cued(scene, memory, taken, quantity, late=False)

    def continued(self, scene: Scene, memory: Memory, spoken: str | None, taken: set[int], read: Sequence[Draft]) -> Iterator[Draft]:
        """Propose what is left: amounts that relations did not take, those in brackets, and those of what was spoken of before.

        `spoken` is the measure of the sentences before, `read` are those already found in this one.
        """
        taken.update(pair(scene, read))
        known = list(read)
        for quantity in scene.quantities:
            if quantity.start in taken:
                continue
            drafts = list(self._cued(scene, memory, taken, quantity, late=True))
            if not drafts and not self._choices.of(scene, quantity, late=False):
                drafts = list(self._followed(scene, memory, quantity, spoken, known))
            if drafts:
                taken.add(quantity.start)
                known += drafts
                yield from drafts

    def _cued(self, scene: Scene, memory: Memory, taken: set[int], quantity: Mention[Quantity], *, late: bool) -> Iterator[Draft]:
        """Propose the measure a word near an amount tells, if it is of something."""
        for option in self._choices.of(scene, quantity, late=late):
            measured, word = option.measured, scene.low[option.cue.start : option.cue.end]
            target = word in self._targets
            holder = self._holders.set_for(scene, memory, measured) if target else self._holders.find(scene, memory, measured)
            # Power alone says little: it is of what the clause names, not of what was spoken of.
            telling = option.cue == quantity.span and not quantity.value.per
            far = holder is not None and holder.nouns[0].carried and holder.cost > (RELATIVE if quantity.value.unit == "W" else CARRIED)
            if holder is None or (telling and far):
                continue
            taken.add(quantity.start)
            scene.topics.setdefault(measured.where, holder.nouns[0])
            memory.measure, memory.unit = measured.measure.name, measured.quantity.value.unit
            if word in self._losses and measured.quantity.value.value > 0:
                measured = replace(measured, quantity=Mention(quantity.start, quantity.end, fall(measured.quantity.value)))
            trigger = quantity.span if scene.quantities.within(option.cue.end, quantity.start) else option.cue
            for draft in self._draft(scene, measured, holder.nouns, trigger, confidence=CUED - holder.cost):
                yield replace(draft, modality="forecast") if target else draft
            return

    def _followed(
        self, scene: Scene, memory: Memory, quantity: Mention[Quantity], spoken: str | None, read: Sequence[Draft],
    ) -> Iterator[Draft]:
        """Propose the measure spoken of last: in brackets behind a name, of another name, or of the same at another time."""
        last = _last(read, quantity.start)
        if last is None and any(h.word in self._cues for h in scene.hits.within(scene.sentence.span.start, quantity.start)):
            return  # another measure has been named since
        if last and last.quantity and self._has_other(scene, last.measure or "", last.quantity.end, quantity.start):
            return
        name = last.measure if last else spoken
        if name is None or name in self._choices.late or (last is None and quantity.value.unit == "ratio"):
            return
        clause = scene.clause_of(quantity.start)
        like = last.quantity.value.unit if last and last.quantity else ""
        fitting = next((m for n in (name, *self._kin.get(name, ())) if (m := self._fitting.fit(scene, quantity, n, clause, like))), None)
        fitting = fitting or self._marked(scene, quantity, name, memory) or self._moved(quantity, name, clause, last)
        if fitting is None:
            return
        if noun := bracketed(scene, quantity):
            if self._holders.takes(fitting.measure.name, noun):
                yield from self._draft(scene, fitting, [noun], quantity.span, confidence=PARENTHETICAL)
        elif fitting.quantity.value.unit != "count" and (holder := self._holder(scene, memory, fitting, last)):
            kept = last.object if last else None
            yield from self._draft(scene, fitting, holder.nouns, quantity.span, confidence=CONTINUED - holder.cost, kept=kept)

    def _has_other(self, scene: Scene, name: str, low: int, high: int) -> bool:
        """Tell whether the word of a measure that is not one or its kin stands in a stretch: `sales of 5 billion; profit fell 4%`."""
        like = {name, *self._kin.get(name, ())}
        return any(h.word in self._cues and like.isdisjoint(self._cues[h.word]) for h in scene.hits.within(low, high))

    def _moved(self, quantity: Mention[Quantity], name: str, clause: int, last: Draft | None) -> Measured | None:
        """Give the next amount of a list of rises or falls, whose verb is said once: `Intel climbed 2.9%, AMD 1.7%`."""
        measure = self._ontology.measure(name)
        if last is None or last.quantity is None or not measure.signed or last.quantity.value.unit != quantity.value.unit:
            return None
        value = fall(quantity.value) if last.quantity.value.value < 0 < quantity.value.value else quantity.value
        return Measured(measure, Mention(quantity.start, quantity.end, value), clause)

    def _marked(self, scene: Scene, quantity: Mention[Quantity], name: str, memory: Memory) -> Measured | None:
        """Give a bare number the unit spoken of last: `crossed 3 trillion dollars, then the 4 trillion mark`."""
        if quantity.value.unit != "count" or not memory.unit or not _MARK.match(scene.text, quantity.end):
            return None
        value = Mention(quantity.start, quantity.end, replace(quantity.value, unit=memory.unit))
        return self._fitting.fit(scene, value, name, scene.clause_of(quantity.start))

    def _holder(self, scene: Scene, memory: Memory, measured: Measured, last: Draft | None) -> Fill | None:
        """Find whose an amount is that only goes on: of the name right before it, or of what was spoken of where nothing else is said."""
        if beside := self._holders.set_beside(scene, measured):
            return Fill([beside])
        quantity, clause = measured.quantity, measured.clause
        begins, measure = scene.clauses[clause].start, measured.measure
        first = run_of(scene, quantity)[0]
        low = max([begins, *(q.end for q in scene.quantities.inside(begins, first.start))])
        named = [n for n in scene.nouns.inside(low, first.start) if not n.place or self._holders.takes(measure.name, n)]
        if named:
            noun = named[-1]
            goes_on = last or (measure.range and not measure.signed and self._closes(scene, quantity))
            takes = goes_on and self._holders.takes(measure.name, noun)
            return Fill(scene.list_of(noun)) if takes and self._changes.is_light(scene.low[noun.end : first.start]) else None
        said = self._changes.is_bare(scene, low, quantity)
        moved = self._changes.to(scene, quantity, clause) and not scene.nouns.inside(quantity.end, scene.clauses[clause].end)
        if not said and not moved:
            return None
        if last and last.quantity:
            between = [n for n in scene.nouns.inside(last.quantity.end, low) if n.free and self._holders.takes(measured.measure.name, n)]
            return Fill(scene.list_of(between[-1]) if between else [replace(last.subject, carried=True)], CARRIED)
        if not moved and not self._closes(scene, quantity):
            return None
        return None if has_subject(scene, begins, quantity.start) else self._holders.carry(scene, memory, clause, measured.measure)

    def _closes(self, scene: Scene, quantity: Mention[Quantity]) -> bool:
        """Tell whether an amount says all its clause says: `Nvidia alone accounted for a third`."""
        return self._changes.is_light(scene.low[quantity.end : scene.clauses[scene.clause_of(quantity.start)].end])

    def _draft(
        self, scene: Scene, measured: Measured, holders: Sequence[Noun], trigger: Span, *, confidence: float, kept: Noun | None = None,
    ) -> Iterator[Draft]:
        """Propose an amount of each holder, or of the one it stands beside in a list. `kept` is the second thing spoken of before."""
        measure, quantity = measured.measure, self._fitting.signed(scene, measured)
        thing = (self._second(scene, measured, holders) or kept) if measure.range else None
        rule, clause = f"measure-{measure.name}", measured.clause
        for holder in beside(scene, holders, quantity):
            yield Draft(rule, holder, trigger, clause, None, thing, measure.name, quantity, confidence=confidence)

    def _second(self, scene: Scene, measured: Measured, holders: Sequence[Noun]) -> Noun | None:
        """Give the second thing a measure compares: the first of the clause that is not the holder itself."""
        window, kinds = scene.clauses[measured.clause], self._ranges[measured.measure.name]
        own = {holder.entity for holder in holders}
        return next((n for n in scene.nouns.inside(window.start, window.end) if kinds.take(n.type) and n.entity not in own), None)


def _last(drafts: Sequence[Draft], at: int) -> Draft | None:
    """Give the draft whose amount stands last before a place."""
    earlier = [(d.quantity.start, i) for i, d in enumerate(drafts) if d.quantity and d.quantity.start < at]
    return drafts[max(earlier)[1]] if earlier else None
