"""Words of change: whether something rose or fell, and by how much or to where."""

from __future__ import annotations

import re

from graph.extract.automaton import Hit
from graph.extract.grammar import Grammar
from graph.extract.reach import reach_of
from graph.extract.scene import Scene
from graph.model import Mention, Quantity

_TARGET = re.compile(r"[至到]|\b(?:to|at|past|above|below)\b")
_MOVE_REACH = 4


class Changes:
    """Reads the words of rise and fall of one language."""

    def __init__(self, grammar: Grammar, *, han: bool) -> None:
        """Take the words that say something rose, fell or got somewhere."""
        self._falls = frozenset(grammar.falls)
        self._changes = self._falls | frozenset(grammar.rises)
        self._moves = self._changes | frozenset(grammar.reaches)
        self._longest = max(map(len, self._changes), default=0)
        self._reach = reach_of(han=han).change

    def by(self, scene: Scene, quantity: Mention[Quantity]) -> bool:
        """Tell whether an amount is by how much something rose or fell, not where it stands: `lost 600 billion`."""
        near = scene.hits.within(quantity.start - self._reach - self._longest, quantity.start)
        return any(h.word in self._changes and 0 <= quantity.start - h.end <= self._reach
                   and not _TARGET.search(scene.text, h.end, quantity.start) for h in near)

    def to(self, scene: Scene, quantity: Mention[Quantity], clause: int) -> Hit | None:
        """Give the last word of a clause that moves something to an amount right behind it: `climbed to`, `crossed`."""
        return next((h for h in reversed(scene.hits_of(clause)) if h.word in self._moves
                     and h.start < quantity.end and quantity.start - h.end <= _MOVE_REACH), None)

    def sign(self, scene: Scene, clause: int) -> int:
        """Tell whether the clause says something fell (-1), rose (1) or neither (0); the last word counts."""
        last = next((h for h in reversed(scene.hits_of(clause)) if h.word in self._changes), None)
        return 0 if last is None else -1 if last.word in self._falls else 1
