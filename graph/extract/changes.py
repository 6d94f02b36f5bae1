"""Words of change: whether something rose or fell, and by how much or to where.

They are data: the rises, falls and reaches of the grammar, and the `[words]` of `patterns/<language>/measures.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from graph.extract.amounts import run_of
from graph.extract.grammar import Grammar, one_of
from graph.extract.patterns import FOLDER, read_words
from graph.extract.scene import Scene, blank
from graph.model import Mention, Quantity, Span

_TARGET = re.compile(r"[至到于从由自]|\b(?:to|at|past|above|below|from)\b")
_FROM = re.compile(r"(?:从|由|自|\bfrom|\bto)\s*$")
# `翻了一番`: the verb opens the amount.
_FACTORS = frozenset({"翻"})
_SAYS = re.compile(r"[^\W\d_]")
_OF = re.compile(r"\bof\s*$")
_MOVE_REACH = 4
_FAR = 24
_ONE_SHARE = 10_000_000
_BEHIND = {True: re.compile(r"[的之]?"), False: re.compile(r"[\s-]*(?:(?!of\b)[\w-]+\s+){0,2}")}
# How far the word of change may stand before the amount: a verb, a noun.
_VERB_REACH = {True: 6, False: 18}
_NOUN_REACH = {True: 16, False: 44}
_ACT_REACH = {True: 10, False: 30}


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """Words that tell what an amount is to its measure.

    `rises` and `falls` are verbs of change beyond those of the grammar, `gains` and `drops` nouns for a change, `rates`
    those for a rate of growth, which itself may move to an amount. `reaches` lead to where something stands, `earlier`
    introduces another time, `light` words may stand between a name and an amount of what was spoken of. `losses` are words
    of measures whose amounts are below zero, `others` those of amounts the ontology has no measure for, which anywhere in
    the clause outdo the `weak` cues, `compared` say that a figure and no price moved, `targets` those of amounts that others
    set for the one named last. `per` gives for an ISO 8601 duration the words that make a count one in that time, `racks`
    those that make power that of one rack. `alone` gives the measures whose word often goes unsaid where somebody rises or
    falls by an amount (`ASML added 3% in Amsterdam`), with the words that must follow the amount; none where anything may.
    `acts` give the verbs whose amount is of a measure where no relation has it: `ordered 30,000 chips`.
    """

    rises: tuple[str, ...]
    falls: tuple[str, ...]
    gains: tuple[str, ...]
    drops: tuple[str, ...]
    rates: tuple[str, ...]
    reaches: tuple[str, ...]
    earlier: tuple[str, ...]
    light: tuple[str, ...]
    losses: tuple[str, ...]
    others: tuple[str, ...]
    weak: tuple[str, ...]
    targets: tuple[str, ...]
    compared: tuple[str, ...]
    racks: tuple[str, ...]
    per: Mapping[str, tuple[str, ...]]
    alone: Mapping[str, tuple[str, ...]]
    acts: Mapping[str, tuple[str, ...]]


_TABLES = ("per", "alone", "acts")


def read_measure_words(language: str, folder: Path = FOLDER) -> MeasureWords:
    """Read the words of a language.

    Raises:
        VocabularyError: a class of words is unknown or missing.
    """
    table = read_words(f"{language}/measures.toml", "words", [f.name for f in fields(MeasureWords)], folder)
    tables = {name: {key: tuple(listed) for key, listed in table[name].items()} for name in _TABLES}
    lists = {name: tuple(words) for name, words in table.items() if name not in _TABLES}
    return MeasureWords(**lists, per=tables["per"], alone=tables["alone"], acts=tables["acts"])


@dataclass(frozen=True, slots=True)
class Change:
    """A word of change in a clause: +1 for a rise, -1 for a fall; a `noun` names it."""

    start: int
    end: int
    sign: int
    noun: bool = False


class Changes:
    """Reads the words of rise and fall of one language."""

    def __init__(self, grammar: Grammar, words: MeasureWords, *, han: bool) -> None:
        """Take the words that say something rose, fell or got somewhere."""
        self._han = han
        self._rises, self._falls = frozenset((*grammar.rises, *words.rises)), frozenset((*grammar.falls, *words.falls))
        self._gains, self._drops = frozenset(words.gains), frozenset(words.drops)
        self._verbs = self._rises | self._falls
        self._change = self._compile(self._rises | self._falls | self._gains | self._drops)
        self._rate = self._compile(words.rates)
        self._other, self._weak = self._compile(words.others), frozenset(words.weak)
        self._rack, self._compared = self._compile(words.racks), self._compile(words.compared)
        self._per = {duration: self._compile(listed) for duration, listed in words.per.items()}
        self._alone = {measure: self._compile(listed) if listed else None for measure, listed in words.alone.items()}
        self._acts = {measure: self._compile(listed) for measure, listed in words.acts.items()}
        # What was reached may stand anywhere in its clause, a copula only where nothing else is said.
        self._strong = self._compile((*self._rises, *self._falls, *(set(grammar.reaches) - set(words.light))))
        said = (*self._rises, *self._falls, *self._gains, *self._drops, *words.rates, *grammar.reaches)
        self._light = self._compile((*said, *words.reaches, *words.earlier, *words.light))

    def _compile(self, words: Iterable[str]) -> re.Pattern[str]:
        return re.compile(one_of(words) if self._han else rf"(?<![\w-])(?:{one_of(words)})(?![\w-])")

    def of(self, scene: Scene, quantity: Mention[Quantity], clause: int) -> Change | None:
        """Give the word that says by how much something rose or fell: right before the amount, right behind it, or in it."""
        window = scene.clauses[clause]
        if inner := self._in(scene, quantity):
            return inner
        near: Change | None = None
        at = run_of(scene, quantity)[0].start
        for change in self._all(scene, window.start, at):
            if self._leads(scene, change, at):
                near = change
        if near or _FROM.search(scene.low, window.start, quantity.start):
            return near
        behind = (c for c in self._all(scene, quantity.end, window.end) if c.noun)
        return next((c for c in behind if _BEHIND[self._han].fullmatch(scene.low, quantity.end, c.start)), None)

    def _leads(self, scene: Scene, change: Change, at: int) -> bool:
        """Tell whether an amount that begins at a place is what a word of change before it leads to."""
        if scene.quantities.within(change.end, at):
            return False
        target = _TARGET.search(scene.low, change.end, at)
        word = scene.low[change.start : change.end]
        named = word not in self._verbs if self._han else _OF.search(scene.low, change.end, at)
        if change.noun and named and at - change.end <= _NOUN_REACH[self._han]:
            return True
        return target is None and at - change.end <= _VERB_REACH[self._han]

    def by(self, scene: Scene, quantity: Mention[Quantity], clause: int) -> bool:
        """Tell whether an amount is by how much something rose or fell, not where it stands: `lost 600 billion`."""
        return self.of(scene, quantity, clause) is not None

    def rate(self, scene: Scene, quantity: Mention[Quantity], clause: int) -> bool:
        """Tell whether a rate of growth is what the amount before which it stands is: `growth slowed to 11%`."""
        return self._rate.search(scene.low, scene.clauses[clause].start, quantity.start) is not None

    def to(self, scene: Scene, quantity: Mention[Quantity], clause: int) -> Span | None:
        """Give the last word of a clause that moves something to an amount right behind it: `climbed to`, `crossed`."""
        low = max(scene.clauses[clause].start, quantity.start - _FAR)
        found = [m.span() for m in self._strong.finditer(scene.low, low, quantity.end) if quantity.start - m.end() <= _MOVE_REACH]
        return Span(*found[-1]) if found else None

    def is_verb(self, word: str) -> bool:
        """Tell whether a word is a verb of rise or fall."""
        return word in self._verbs

    def is_light(self, text: str) -> bool:
        """Tell whether a stretch in lower case says nothing that an amount could be of: words of time, change and being."""
        return not _SAYS.search(self._light.sub(" ", text))

    def unsaid(self, scene: Scene, quantity: Mention[Quantity], clause: int) -> tuple[str, Span] | None:
        """Give a measure that goes unsaid where its holder and a verb of change are all that stands before an amount, and the verb."""
        change = self.of(scene, quantity, clause)
        if change is None or change.noun or change.start >= quantity.start:
            return None
        window = scene.clauses[clause]
        nouns, periods = scene.nouns.inside(window.start, change.start), scene.periods.inside(window.start, change.start)
        text = blank(scene.low[window.start : change.start], window.start, (*nouns, *periods))
        moved = text + scene.low[change.start : window.end]
        if not self.is_light(text) or self._compared.search(moved):
            return None
        tail = scene.low[quantity.end : window.end].strip(" ,;.")
        fitting = (m for m, words in self._alone.items() if words is None or (nouns and not tail) or words.match(tail))
        return next(((measure, Span(change.start, change.end)) for measure in fitting), None)

    def acted(self, scene: Scene, quantity: Mention[Quantity], clause: int) -> Iterator[tuple[str, Span]]:
        """Give the measures of which verbs near before an amount make it one, with the verb, the nearest of each."""
        first = run_of(scene, quantity)[0].start
        low = max(scene.clauses[clause].start, first - _ACT_REACH[self._han])
        for measure, words in self._acts.items():
            found = [m.span() for m in words.finditer(scene.low, low, first)]
            if found and not scene.quantities.within(found[-1][1], first):
                yield measure, Span(*found[-1])

    def is_bare(self, scene: Scene, low: int, quantity: Mention[Quantity]) -> bool:
        """Tell whether nothing but words of time and change stands before an amount, and some do."""
        text = scene.low[low : quantity.start]
        said = self.of(scene, quantity, scene.clause_of(quantity.start))
        if not text.strip():
            return said is not None or quantity.value.unit == "ratio"
        return self.is_light(blank(text, low, scene.periods.inside(low, quantity.start)))

    def duration(self, scene: Scene, clause: int) -> str | None:
        """Give the time in which a clause says something is made, as an ISO 8601 duration."""
        window = scene.clauses[clause]
        return next((d for d, words in self._per.items() if words.search(scene.low, window.start, window.end)), None)

    def is_other(self, scene: Scene, quantity: Mention[Quantity], cue: Span) -> bool:
        """Tell whether a word of no measure stands nearer to an amount than its cue does, or holds the cue: `earnings per share`."""
        window = scene.clauses[scene.clause_of(quantity.start)]
        weak = scene.low[cue.start : cue.end] in self._weak
        far = max(quantity.start - cue.end, cue.start - quantity.end)
        for m in self._other.finditer(scene.low, window.start, window.end):
            if cue.start <= m.start() and m.end() <= cue.end:
                continue
            if (m.start() <= cue.start and cue.end <= m.end()) or max(quantity.start - m.end(), m.start() - quantity.end) < far or weak:
                return True
        return False

    def is_too_much(self, quantity: Mention[Quantity], cue: Span, low: str) -> bool:
        """Tell whether an amount is more than one of what a weak cue names can cost: `stock worth 28 billion`."""
        return low[cue.start : cue.end] in self._weak and quantity.value.value >= _ONE_SHARE

    def per_rack(self, scene: Scene, clause: int) -> bool:
        """Tell whether a clause speaks of one rack."""
        return self._rack.search(scene.low, scene.clauses[clause].start, scene.clauses[clause].end) is not None

    def sign(self, scene: Scene, quantity: Mention[Quantity], clause: int) -> int:
        """Tell whether something fell (-1), rose (1) or neither (0): by the word of change of the amount, else the last of the clause."""
        if change := self.of(scene, quantity, clause):
            return change.sign
        window = scene.clauses[clause]
        changes = list(self._all(scene, window.start, window.end))
        return changes[-1].sign if changes else 0

    def _all(self, scene: Scene, low: int, high: int) -> Iterator[Change]:
        """Find the words of change of a stretch."""
        for m in self._change.finditer(scene.low, low, high):
            falls = m[0] in self._falls or m[0] in self._drops
            yield Change(m.start(), m.end(), -1 if falls else 1, noun=m[0] in self._gains or m[0] in self._drops)

    def _in(self, scene: Scene, quantity: Mention[Quantity]) -> Change | None:
        """Give the change an amount itself is: `doubled`, `翻倍`, `halved`."""
        inner = self._change.search(scene.low, quantity.start, quantity.end)
        if inner is None or (inner.end() < quantity.end and inner[0] not in _FACTORS):
            return None
        return next(self._all(scene, inner.start(), quantity.end), None)
