"""Which measure an amount is of: by the words near it, by its unit, by the verb before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.extract.automaton import Hit
from graph.extract.changes import Changes
from graph.extract.fitting import Fitting
from graph.extract.holders import Holders, Measured
from graph.extract.kinds import narrow
from graph.extract.reach import reach_of
from graph.extract.scene import Noun, Scene, before_space
from graph.extract.topics import has_subject
from graph.extract.units import duration_of, fits
from graph.model import Mention, Quantity, Span
from graph.ontology import Ontology

# How many characters farther a cue counts that stands behind its amount, or with another amount between.
_BEHIND = 3
_CROSSING = 10
_ASIDE = 40
# A count that says it is of pieces, and how far behind one the word for them or their name may stand.
_CLASSIFIER = re.compile(r"[颗片台张枚套块柜支根艘座]$")
_PIECES = re.compile(r"\b(?:units|pieces|cards|chips|boards|racks|machines|servers|processors|modules|boxes)\b")
_PIECE, _THING = 12, 24
_CLOSING = frozenset({")", ",", ";"})
_OF = re.compile(r"\s*of\b")
_COUNTS = frozenset({"currency", "count"})


@dataclass(frozen=True, slots=True)
class Option:
    """A measure an amount may be of, with the word that says so and how near that is; the least is the best."""

    rank: tuple[int, int, int]
    cue: Span
    measured: Measured


class Choices:
    """Finds what amounts are of in one language. `cues` give for each word the measures it tells, `saying` are the verbs of who speaks."""

    def __init__(
        self, ontology: Ontology, cues: Mapping[str, Sequence[str]], changes: Changes, fitting: Fitting, holders: Holders,
        *, saying: frozenset[str], han: bool,
    ) -> None:
        """Work out which units name their measure and which measures wait for relations."""
        self._ontology, self._cues, self._saying = ontology, cues, saying
        self._changes, self._fitting, self._holders = changes, fitting, holders
        self._things = narrow(("Product",), ontology)
        self._farthest = reach_of(han=han).cue
        measures = ontology.measures.values()
        units = Counter(unit for m in measures for unit in m.units)
        # A unit that only one measure takes names its measure itself.
        self._telling = {m.units[0]: m for m in measures if len(m.units) == 1 and units[m.units[0]] == 1}
        # What a relation is quantified by is read of its words only where no relation has taken the amount.
        bound = {name for r in ontology.relations.values() for name in r.quantified_by}
        self.late = frozenset(name for name in bound if set(ontology.measure(name).units) <= _COUNTS)

    def of(self, scene: Scene, quantity: Mention[Quantity], *, late: bool) -> list[Option]:
        """Give the measures words say an amount is of: the nearest first, one in front before one behind, never across an amount behind."""
        clause = scene.clause_of(quantity.start)
        options = [o for h in scene.hits_of(clause) if h.word in self._cues for o in self._options(scene, quantity, h, clause)]
        options = options or self._hanging(scene, quantity, clause)
        if options:
            options.sort(key=lambda option: option.rank)
            options = [o for o in options if not self._changes.is_too_much(quantity, o.cue, scene.low)]
            if not options or self._changes.is_other(scene, quantity, options[0].cue):
                return []
            return options if (options[0].measured.measure.name in self.late) == late else []
        return self._unworded(scene, quantity, clause) if late else []

    def _unworded(self, scene: Scene, quantity: Mention[Quantity], clause: int) -> list[Option]:
        """Give what an amount is of where no word of a measure says it: by the time it is made in, the verb before it, its unit."""
        made = self._made(scene, quantity, clause) if quantity.value.per else None
        if found := made or self._unsaid(scene, quantity, clause) or self._acted(scene, quantity, clause):
            return [found]
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

    def _unsaid(self, scene: Scene, quantity: Mention[Quantity], clause: int) -> Option | None:
        """Give the measure of who rises or falls where no word says of what, and only those that can have it are named before."""
        found = self._changes.unsaid(scene, quantity, clause)
        if found is None or any(h.word in self._cues for h in scene.hits_of(clause)):
            return None
        name, verb = found
        measured = self._fitting.fit(scene, quantity, name, clause)
        named = scene.nouns.inside(scene.clauses[clause].start, verb.start)
        if measured is None or not all(n.free and self._holders.takes(name, n) for n in named):
            return None
        return Option((0, 0, 0), verb, replace(measured, cue=verb))

    def _acted(self, scene: Scene, quantity: Mention[Quantity], clause: int) -> Option | None:
        """Give the measure a verb makes an amount one of, where no relation has taken it; what is counted must be a thing."""
        things = quantity.value.unit != "count" or self._counts_things(scene, quantity)
        found = ((name, verb) for name, verb in self._changes.acted(scene, quantity, clause) if things or name in self._fitting.timed)
        fitting = ((verb, m) for name, verb in found if (m := self._fitting.fit(scene, quantity, name, clause))
                   and (name not in self._fitting.timed or duration_of(m.quantity.value.unit)))
        return next((Option((0, 0, 0), verb, replace(m, cue=verb)) for verb, m in fitting), None)

    def _counts_things(self, scene: Scene, quantity: Mention[Quantity]) -> bool:
        """Tell whether a count is of things: by its own classifier or the product right behind it."""
        if _CLASSIFIER.search(scene.low, quantity.start, quantity.end) or _PIECES.search(scene.low, quantity.start, quantity.end + _PIECE):
            return True
        behind = next(iter(scene.nouns.inside(quantity.end, quantity.end + _THING)), None)
        return behind is not None and self._things.take(behind.type)

    def _hanging(self, scene: Scene, quantity: Mention[Quantity], clause: int) -> list[Option]:
        """Give the options of a word at the end of the clause before: `its shares, down 40% since September`."""
        if clause == 0 or quantity.value.unit == "count" or bracketed(scene, quantity):
            return []
        said = clause - 2 if clause > 1 and self._is_aside(scene, clause - 1) else clause - 1
        before, window = scene.clauses[said], scene.clauses[clause]
        if has_subject(scene, window.start, quantity.start):
            return []
        if scene.text[window.start : quantity.start].strip() and not self._changes.is_bare(scene, window.start, quantity):
            return []
        moved = self._changes.of(scene, quantity, clause) or self._changes.to(scene, quantity, clause)
        hits = [h for h in scene.hits.within(before.start, before.end) if h.word in self._cues
                and (moved or self._changes.is_light(scene.low[h.end : before.end]))]
        options = (o for h in hits for o in self._options(scene, quantity, h, clause))
        return [replace(o, measured=replace(o.measured, said=said)) for o in options if not self._begins_anew(scene, o, before.end)]

    def _is_aside(self, scene: Scene, clause: int) -> bool:
        """Tell whether a clause only says who speaks, or names nothing: `Demand, he said, would grow 55%`."""
        span = scene.clauses[clause]
        if span.end - span.start > _ASIDE or scene.quantities.within(span.start, span.end):
            return False
        hits, nouns = scene.hits.within(span.start, span.end), scene.nouns.inside(span.start, span.end)
        says = any(h.word in self._saying for h in hits)
        return says or not (any(n.free and not n.carried for n in nouns) or any(h.word in self._cues for h in hits))

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


def bracketed(scene: Scene, quantity: Mention[Quantity]) -> Noun | None:
    """Give the noun whose brackets the quantity stands in: `Microsoft (38 times)`."""
    opening = before_space(scene.text, quantity.start) - 1
    if scene.text[opening : opening + 1] != "(" or scene.text[quantity.end : quantity.end + 1] not in _CLOSING:
        return None
    return next((n for n in reversed(scene.nouns) if n.end <= opening and not scene.text[n.end : opening].strip()), None)
