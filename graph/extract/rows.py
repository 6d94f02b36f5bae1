"""Slots that touch: rows of mentions with nothing between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import TypeAlias

from graph.extract.forms import Run, Slot
from graph.extract.joints import Joints
from graph.extract.kinds import Kinds
from graph.extract.matches import Match
from graph.extract.patterns import Pattern
from graph.extract.scene import Noun, Scene
from graph.extract.slots import Fill
from graph.extract.units import fits
from graph.model import Mention, Quantity, Span

Item: TypeAlias = Noun | Mention[Quantity]
_PLACE = attrgetter("start", "end")


class Rows:
    """Fills touching slots. `kinds` says what the types of a slot take."""

    def __init__(self, patterns: Sequence[Pattern], kinds: Mapping[tuple[str, ...], Kinds], joints: Joints) -> None:
        """Pick the forms of slots only: they are tried on every row of mentions."""
        self._kinds, self._joints = kinds, joints
        wordless = ((p, tuple(e for e in p.elements if isinstance(e, Slot))) for p in patterns if p.anchor is None)
        self._wordless = [(p, slots, any(slot.role == "quantity" for slot in slots)) for p, slots in wordless]

    def fill(self, match: Match, scene: Scene) -> dict[int, Fill] | None:
        """Fill the slots that must touch one another by their number, or give None where the nouns of a stretch do not."""
        found: dict[int, Fill] = {}
        for run in match.pattern.runs:
            row = self._find(run, match, scene)
            if row is None:
                return None
            found.update({i: Fill([noun]) for i, noun in zip(run.numbers, row, strict=True)})
        return found

    def _find(self, run: Run, match: Match, scene: Scene) -> list[Noun] | None:
        """Find the last nouns in a row that take a run of slots, touching the anchor behind them where the form says so."""
        first, last = run.numbers[0], run.numbers[-1]
        low = max((place.end for i, place in match.places.items() if i < first), default=match.window.start)
        high = match.stretch(last).end
        close = match.pattern.touches_next(last)
        inside = scene.nouns.inside(low, high)
        for end in range(len(inside), len(run.slots) - 1, -1):
            if close and not scene.touch(inside[end - 1].end, high):
                continue
            if not _touch(scene, inside[end - 2], inside[end - 1]):  # a run has two slots or more
                continue
            row = inside[end - len(run.slots) : end]
            touch = all(_touch(scene, a, b) for a, b in pairwise(row))
            if touch and all(self._takes(slot, noun) for slot, noun in zip(run.slots, row, strict=True)):
                return row
        return None

    def match(self, scene: Scene) -> Iterator[Match]:
        """Match the forms of slots only."""
        nouns: list[Item] = list(scene.nouns)
        both = sorted([*nouns, *scene.quantities], key=_PLACE) if scene.quantities else nouns
        touching = {False: [_touch(scene, a, b) for a, b in pairwise(nouns)]}
        touching[True] = [_touch(scene, a, b) for a, b in pairwise(both)] if scene.quantities else touching[False]
        for pattern, slots, amounts in self._wordless:
            items, touch, joints = both if amounts else nouns, touching[amounts], len(slots) - 1
            for i in range(len(items) - joints):
                if all(touch[i : i + joints]) and self._fits(slots, row := items[i : i + joints + 1], scene):
                    yield _match_row(pattern, slots, row, scene)

    def _fits(self, slots: Sequence[Slot], row: Sequence[Item], scene: Scene) -> bool:
        """Tell whether mentions take the slots, and the phrase does not go on: `SK hynix is Nvidia HBM's supplier` says something else."""
        if not all(self._takes(slot, item) for slot, item in zip(slots, row, strict=True)):
            return False
        return slots[-1].role != "object" or not self._joints.possessive.match(scene.text, row[-1].end)

    def _takes(self, slot: Slot, item: Item) -> bool:
        if isinstance(item, Mention):
            return slot.role == "quantity" and (not slot.types or fits(item.value, slot.types))
        return slot.role != "quantity" and not item.carried and self._kinds[slot.types].take(item.type)


def _match_row(pattern: Pattern, slots: Sequence[Slot], row: Sequence[Item], scene: Scene) -> Match:
    """Make the match of a row. A list shares what its last member is part of."""
    place = Span(row[0].start, row[-1].end)
    match = Match(pattern, scene.clause_of(place.start), place, {}, place, timeless=True)
    for slot, item in zip(slots, row, strict=True):
        if isinstance(item, Mention):
            match.quantity = match.quantity or item
        elif slot.role == "subject":
            match.filled[slot.role] = Fill([n for n in scene.list_of(item) if n.kind == item.kind])
        else:
            match.filled[slot.role] = Fill([item])
    return match


def _touch(scene: Scene, first: Item, second: Item) -> bool:
    """Tell whether two mentions touch, or the first is the start of the second: `Nvidia` in `Nvidia GPUs`."""
    if second.start < first.end:
        return second.start == first.start and second.end > first.end
    return scene.touch(first.end, second.start)
