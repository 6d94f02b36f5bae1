"""Quantities and what they measure: each is given to one measure and one holder, or to none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.extract.amounts import beside, pair, run_of
from graph.extract.automaton import Hit
from graph.extract.changes import Changes, MeasureWords
from graph.extract.drafts import Draft
from graph.extract.fitting import Fitting
from graph.extract.grammar import Grammar
from graph.extract.holders import Holders, Measured
from graph.extract.joints import Joints
from graph.extract.kinds import narrow
from graph.extract.lexicon import Lexicon
from graph.extract.reach import reach_of
from graph.extract.scene import Noun, Scene, before_space
from graph.extract.slots import Fill
from graph.extract.topics import CARRIED, RELATIVE, Memory, has_subject
from graph.extract.units import fall, fits
from graph.model import Mention, Quantity, Span
from graph.ontology import Ontology

CUED, PARENTHETICAL, CONTINUED = 0.8, 0.75, 0.65
# How many characters farther a cue counts that stands behind its amount, or with another amount between.
_BEHIND = 3
_CROSSING = 10
_MARK = re.compile(r"[\s-]*(?:大关|关口|门槛|关卡|mark|milestone|threshold)")
_CLOSING = frozenset({")", ",", ";"})
_OF = re.compile(r"\s*of\b")
_COUNTS = frozenset({"currency", "count"})


@dataclass(frozen=True, slots=True)
class Option:
    """A measure an amount may be of, with the word that says so and how near that is; the least is the best."""

    rank: tuple[int, int, int]
    cue: Span
    measured: Measured


class Measures:
    """Reads the measures of one language."""

    def __init__(self, ontology: Ontology, lexicon: Lexicon, grammar: Grammar, joints: Joints, words: MeasureWords) -> None:
        """Take the cues of measures and the words of rise and fall."""
        self._ontology, self._cues = ontology, lexicon.measures
        self._changes = Changes(grammar, words, han=joints.han)
        self._losses, self._targets = frozenset(words.losses), frozenset(words.targets)
        self._holders = Holders(ontology, joints, (*grammar.reporting_verbs, *grammar.expecting_verbs))
        self._ranges = {m.name: narrow(m.range, ontology) for m in ontology.measures.values()}
        self._farthest = reach_of(han=joints.han).cue
        measures = ontology.measures.values()
        units = Counter(unit for m in measures for unit in m.units)
        # A unit that only one measure takes names its measure itself.
        self._telling = {m.units[0]: m for m in measures if len(m.units) == 1 and units[m.units[0]] == 1}
        # What a relation is quantified by is read of its words only where no relation has taken the amount.
        bound = {name for r in ontology.relations.values() for name in r.quantified_by}
        self._late = frozenset(name for name in bound if set(ontology.measure(name).units) <= _COUNTS)
        self._kin = self._find_kin()
        self._fitting = Fitting(ontology, self._changes, self._kin)

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
            if not drafts and not self._choose(scene, quantity, late=False):
                drafts = list(self._followed(scene, memory, quantity, spoken, known))
            if drafts:
                taken.add(quantity.start)
                known += drafts
                yield from drafts

    def _cued(self, scene: Scene, memory: Memory, taken: set[int], quantity: Mention[Quantity], *, late: bool) -> Iterator[Draft]:
        """Propose the measure a word near an amount tells, if it is of something."""
        for option in self._choose(scene, quantity, late=late):
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

    def _choose(self, scene: Scene, quantity: Mention[Quantity], *, late: bool) -> list[Option]:
        """Give the measures words say an amount is of: the nearest first, one in front before one behind, never across an amount behind."""
        clause = scene.clause_of(quantity.start)
        options = [o for h in scene.hits_of(clause) if h.word in self._cues for o in self._options(scene, quantity, h, clause)]
        options = options or self._hanging(scene, quantity, clause)
        if options:
            options.sort(key=lambda option: option.rank)
            if self._changes.is_other(scene, quantity, options[0].cue):
                return []
            return options if (options[0].measured.measure.name in self._late) == late else []
        if not late:
            return []
        if quantity.value.per and (timed := self._made(scene, quantity, clause)):
            return [timed]
        power = self._fitting.in_unit(scene, quantity, clause, racked=True)
        telling = self._telling.get(power.value.unit)
        if telling is None or power.value.per or _OF.match(scene.low, quantity.end):
            return []
        return [Option((0, 0, 0), quantity.span, Measured(telling, power, clause))]

    def _made(self, scene: Scene, quantity: Mention[Quantity], clause: int) -> Option | None:
        """Give the measure of how much is made in a time, for an amount that says in which: `60,000 wafers a month`."""
        made = self._fitting.in_unit(scene, quantity, clause, timed=True)
        names = (name for name in sorted(self._fitting.timed) if fits(made.value, self._ontology.measure(name).units))
        return next((Option((0, 0, 0), quantity.span, Measured(self._ontology.measure(name), made, clause)) for name in names), None)

    def _hanging(self, scene: Scene, quantity: Mention[Quantity], clause: int) -> list[Option]:
        """Give the options of a word at the end of the clause before: `its shares, down 40% since September`."""
        if clause == 0 or quantity.value.unit == "count" or _bracketed(scene, quantity):
            return []
        before, window = scene.clauses[clause - 1], scene.clauses[clause]
        if has_subject(scene, window.start, quantity.start):
            return []
        if scene.text[window.start : quantity.start].strip() and not self._bare(scene, window.start, quantity):
            return []
        moved = self._changes.of(scene, quantity, clause) or self._changes.to(scene, quantity, clause)
        hits = [h for h in scene.hits.within(before.start, before.end) if h.word in self._cues
                and (moved or self._changes.is_light(scene.low[h.end : before.end]))]
        options = (o for h in hits for o in self._options(scene, quantity, h, clause))
        return [replace(o, measured=replace(o.measured, said=clause - 1)) for o in options if not self._begins_anew(scene, o, before.end)]

    def _begins_anew(self, scene: Scene, option: Option, end: int) -> bool:
        """Tell whether something else that could have the amount is named behind the word."""
        behind = scene.nouns.inside(option.cue.end, end)
        return any(n.free and self._holders.takes(option.measured.measure.name, n) for n in behind)

    def _options(self, scene: Scene, quantity: Mention[Quantity], cue: Hit, clause: int) -> Iterator[Option]:
        """Give the measures one cue may make an amount one of."""
        behind = cue.start >= quantity.end
        low, high = (quantity.end, cue.start) if behind else (cue.end, quantity.start)
        gap = high - low
        crossed = len(scene.quantities.within(low, high))
        if gap > self._farthest or (behind and crossed):
            return
        rank = (gap + (_BEHIND if behind and gap > 1 else 0) + _CROSSING * crossed, -len(cue.word), cue.start)
        if self._changes.is_verb(cue.word) and not self._changes.by(scene, quantity, clause):
            return  # `cut its forecast from 18% to 11%` moves the forecast there and not by so much
        for name in self._cues[cue.word]:
            if measured := self._fitting.fit(scene, quantity, name, clause):
                place = Span(cue.start, cue.end)
                yield Option(rank, place, replace(measured, cue=place))

    def _followed(
        self, scene: Scene, memory: Memory, quantity: Mention[Quantity], spoken: str | None, read: Sequence[Draft],
    ) -> Iterator[Draft]:
        """Propose the measure spoken of last: in brackets behind a name, of another name, or of the same at another time."""
        last = _last(read, quantity.start)
        if last is None and any(h.word in self._cues for h in scene.hits.within(scene.sentence.span.start, quantity.start)):
            return  # another measure has been named since
        name = last.measure if last else spoken
        if name is None or name in self._late or (last is None and quantity.value.unit == "ratio"):
            return
        clause = scene.clause_of(quantity.start)
        like = last.quantity.value.unit if last and last.quantity else ""
        fitting = next((m for n in (name, *self._kin.get(name, ())) if (m := self._fitting.fit(scene, quantity, n, clause, like))), None)
        fitting = fitting or self._marked(scene, quantity, name, memory)
        if fitting is None:
            return
        if noun := _bracketed(scene, quantity):
            if self._holders.takes(fitting.measure.name, noun):
                yield from self._draft(scene, fitting, [noun], quantity.span, confidence=PARENTHETICAL)
        elif fitting.quantity.value.unit != "count" and (holder := self._holder(scene, memory, fitting, last)):
            kept = last.object if last else None
            yield from self._draft(scene, fitting, holder.nouns, quantity.span, confidence=CONTINUED - holder.cost, kept=kept)

    def _marked(self, scene: Scene, quantity: Mention[Quantity], name: str, memory: Memory) -> Measured | None:
        """Give a bare number the unit spoken of last: `crossed 3 trillion dollars, then the 4 trillion mark`."""
        if quantity.value.unit != "count" or not memory.unit or not _MARK.match(scene.text, quantity.end):
            return None
        value = Mention(quantity.start, quantity.end, replace(quantity.value, unit=memory.unit))
        return self._fitting.fit(scene, value, name, scene.clause_of(quantity.start))

    def _holder(self, scene: Scene, memory: Memory, measured: Measured, last: Draft | None) -> Fill | None:
        """Find whose an amount is that only goes on: of the name right before it, or of what was spoken of where nothing else is said."""
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
        said = self._bare(scene, low, quantity)
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

    def _bare(self, scene: Scene, low: int, quantity: Mention[Quantity]) -> bool:
        """Tell whether nothing but words of time and change stands before an amount, and some do."""
        text = scene.low[low : quantity.start]
        said = self._changes.of(scene, quantity, scene.clause_of(quantity.start))
        if not text.strip():
            return said is not None or quantity.value.unit == "ratio"
        for period in scene.periods.inside(low, quantity.start):
            text = text[: period.start - low] + " " * (period.end - period.start) + text[period.end - low :]
        return self._changes.is_light(text)

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


def _bracketed(scene: Scene, quantity: Mention[Quantity]) -> Noun | None:
    """Give the noun whose brackets the quantity stands in: `Microsoft (38 times)`."""
    opening = before_space(scene.text, quantity.start) - 1
    if scene.text[opening : opening + 1] != "(" or scene.text[quantity.end : quantity.end + 1] not in _CLOSING:
        return None
    return next((n for n in reversed(scene.nouns) if n.end <= opening and not scene.text[n.end : opening].strip()), None)
