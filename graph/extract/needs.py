"""What a form needs before and behind the word its search starts from: most forms are ruled out by that alone, before anything is placed.

Everything a form may need has a bit: a noun of some kinds, an amount in some units, a choice of anchor words. A form
can only match where all its bits are offered on the side it needs them on.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, zip_longest
from operator import and_, itemgetter, or_

from graph.extract.anchors import Anchors, Standing
from graph.extract.forms import Anchor, Slot
from graph.extract.kinds import Kinds
from graph.extract.patterns import Pattern
from graph.extract.scene import Scene
from graph.extract.units import fits
from graph.model import Quantity

_END = itemgetter(1)


@dataclass(frozen=True, slots=True)
class Need:
    """The bits of what a form needs on either side of the word its search starts from."""

    before: int
    behind: int


class Lack:
    """What a stretch of text lacks on either side of any place in it."""

    def __init__(self, things: Sequence[tuple[int, int, int]], everything: int) -> None:
        """Take what there is as (start, end, all bits but its own), in order of start, and all bits."""
        self._things, self._everything = things, everything
        self._starts: list[int] = []
        self._ends: list[int] = []
        # Worked out when first asked for: nothing may be looked for in a clause, or in the sentence as a whole.
        self._before: list[int] = []
        self._behind: list[int] = []

    def before(self, at: int) -> int:
        """Give the bits of all that does not end before a place or at it."""
        if not self._before:
            by_end = sorted(self._things, key=_END)
            self._ends = [end for _, end, _ in by_end]
            self._before = list(accumulate((but for _, _, but in by_end), and_, initial=self._everything))
        return self._before[bisect_right(self._ends, at)]

    def behind(self, at: int) -> int:
        """Give the bits of all that does not start at a place or behind it."""
        if not self._behind:
            self._starts = [start for start, _, _ in self._things]
            self._behind = list(accumulate((but for _, _, but in reversed(self._things)), and_, initial=self._everything))
        return self._behind[len(self._starts) - bisect_left(self._starts, at)]


class Needs:
    """The needs of the forms of one language as bits."""

    def __init__(
        self,
        patterns: Iterable[Pattern],
        anchors: Anchors,
        kinds: Mapping[tuple[str, ...], Kinds],
        *,
        actors: Collection[tuple[str, ...]],
        classes: Iterable[str],
    ) -> None:
        """Give everything a form may need its bit.

        `kinds` says what the types of a slot take, `actors` which of them act; `classes` are all that a noun may be of.
        """
        slots = [e for p in patterns for e in p.elements if isinstance(e, Slot)]
        units = dict.fromkeys(slot.types for slot in slots if slot.role == "quantity")
        # The bits of anchors come last: there are most of them, and few forms need any.
        self._kinds = {types: 1 << i for i, types in enumerate(kinds)}
        self._units = {types: 1 << (len(kinds) + i) for i, types in enumerate(units)}
        first = len(kinds) + len(units)
        self._everything = (1 << (first + len(anchors.choices))) - 1
        self._choices = {choice: 1 << (first + i) for i, choice in enumerate(anchors.choices)}
        self._of_word = {word: self._everything for choice in anchors.choices for word in choice}
        for choice, bit in self._choices.items():
            for word in choice:
                self._of_word[word] &= ~bit
        self._of_type = {name: self._but(bit for types, bit in self._kinds.items() if kinds[types].take(name)) for name in classes}
        self._actors = frozenset(actors)

    def of(self, pattern: Pattern) -> Need:
        """Give what a form needs besides the word its search starts from."""
        in_runs = {i for run in pattern.runs for i in run.numbers}
        bits = [0] * len(pattern.elements)
        for i, element in enumerate(pattern.elements):
            if isinstance(element, Anchor):
                bits[i] = self._choices[element.words] if i != pattern.key else 0
            elif i in in_runs or self._must_be_there(pattern, i, element):
                bits[i] = (self._units if element.role == "quantity" else self._kinds)[element.types]
        before, behind = (list(accumulate(side, or_, initial=0))[-1] for side in (bits[: pattern.key], bits[pattern.key :]))
        return Need(before, behind)

    def _must_be_there(self, pattern: Pattern, i: int, slot: Slot) -> bool:
        """Tell whether a slot outside a row is only filled with what stands in the window: who acts first may go without words."""
        if slot.optional or slot.carried:
            return False
        silent = i == 0 and not pattern.touches_next(i) and (slot.role == "subject" or slot.types in self._actors)
        return slot.role == "quantity" or not silent

    def lacked(self, scene: Scene, standing: Standing) -> tuple[list[Lack], Lack]:
        """Give what each clause of a sentence lacks, and what the whole does: what runs over the end of a clause is in none."""
        found = [(start, end, self._of_word[word]) for word, places in standing.places.items() for start, end in places]
        found += [(noun.start, noun.end, self._of_type[noun.type]) for noun in scene.nouns]
        found += [(q.start, q.end, self._of_unit(q.value)) for q in scene.quantities]
        found.sort()
        clauses: list[Lack] = []
        at = 0
        for clause, following in zip_longest(scene.clauses, scene.clauses[1:]):
            first, behind = at, following.start if following else scene.sentence.span.end
            while at < len(found) and found[at][0] < behind:
                at += 1
            clauses.append(Lack([thing for thing in found[first:at] if thing[1] <= clause.end], self._everything))
        return clauses, clauses[0] if len(clauses) == 1 else Lack(found, self._everything)

    def _of_unit(self, quantity: Quantity) -> int:
        """Give all bits but those of the slots that take an amount in a unit."""
        return self._but(bit for types, bit in self._units.items() if not types or fits(quantity, types))

    def _but(self, bits: Iterable[int]) -> int:
        return self._everything & ~sum(bits)
