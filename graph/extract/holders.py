"""What an amount is the measure of: whose market value, how large a market, how many of which chips."""

from __future__ import annotations

from dataclasses import dataclass

from graph.extract.joints import Joints
from graph.extract.kinds import narrow
from graph.extract.scene import QUOTES, Noun, Scene
from graph.extract.slots import Fill, after, before
from graph.extract.topics import Memory, carry, has_subject
from graph.model import Mention, Quantity, Span
from graph.ontology import Measure, Ontology

_POSSESSIVES = frozenset({"", "的", "之", "'s", "’s", "'"})
_OF = frozenset({"of", "of the", "at", "for"})


@dataclass(frozen=True, slots=True)
class Measured:
    """An amount in a clause with what it measures, and the words that say so where there are any."""

    measure: Measure
    quantity: Mention[Quantity]
    clause: int
    cue: Span | None = None

    @property
    def leads(self) -> bool:
        """Whether the amount stands before the words: `4 trillion market value`."""
        return self.cue is not None and self.quantity.end <= self.cue.start


class Holders:
    """Finds the holders of amounts in one language."""

    def __init__(self, ontology: Ontology, joints: Joints) -> None:
        """Work out once what each measure can be of."""
        self.kinds = {m.name: narrow(m.domain, ontology) for m in ontology.measures.values()}
        self._joints = joints

    def find(self, scene: Scene, memory: Memory, measured: Measured) -> Fill | None:
        """Find what is measured: the noun right before the cue, else the clause's subject, else what was spoken of last."""
        cue, window = measured.cue, scene.clauses[measured.clause]
        high = measured.quantity.start
        if cue:
            if counted := self._counted(scene, measured, window):
                return Fill(scene.list_of(counted))
            if measured.leads and self._joints.governor.search(scene.text, window.start, high):
                return None  # `on its 4 trillion market value`: the amount is spoken about, not stated of the subject
            if found := self._at(scene, measured, cue, window):
                return found
            high = min(cue.start, high)
        return self._subject(scene, memory, measured, Span(window.start, high))

    def _counted(self, scene: Scene, measured: Measured, window: Span) -> Noun | None:
        """Give the thing right behind a count: `30,000 chips`."""
        quantity, kinds = measured.quantity, self.kinds[measured.measure.name]
        if quantity.value.unit != "count":
            return None
        first = next((n for n in scene.nouns.inside(quantity.end, window.end) if kinds.take(n.type)), None)
        return first if first and scene.counts(quantity, first.start) else None

    def _at(self, scene: Scene, measured: Measured, cue: Span, window: Span) -> Fill | None:
        """Find the holder that touches the cue: `Nvidia's market value`, `the market value of Nvidia`."""
        kinds = self.kinds[measured.measure.name]
        # A market's name may end in the first half of the cue: `AI chip market` in `AI chip market size`.
        inner = max([cue.start, *(n.end for n in scene.nouns.overlapping(cue.start, cue.start + 1) if n.end <= cue.end)])
        low = max(window.start, measured.quantity.end) if measured.leads else window.start
        near = [n for n in scene.nouns.inside(low, inner) if kinds.take(n.type)]
        if near and scene.text[near[-1].end : inner].strip(QUOTES) in _POSSESSIVES:
            return Fill(scene.list_of(near[-1]))
        behind = None if self._joints.han else after(scene, Span(cue.end, window.end), kinds)
        return behind if behind and scene.text[cue.end : behind.nouns[0].start].strip() in _OF else None

    def _subject(self, scene: Scene, memory: Memory, measured: Measured, stretch: Span) -> Fill | None:
        """Find the subject of the clause, or take one along from before where it has none."""
        kinds = self.kinds[measured.measure.name]
        low = scene.start_of_subject(stretch.start, stretch.end)
        if found := before(scene, Span(low, stretch.end), kinds):
            return found
        if has_subject(scene, stretch.start, stretch.end):
            return None
        carried = carry(scene, memory, kinds, measured.clause)
        if carried:
            scene.topics.setdefault(measured.clause, carried.nouns[0])
        return carried
