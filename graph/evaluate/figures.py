"""The figures of an evaluation: how much of what was read is right, and how much of the gold was read.

Two entities match when their ids are equal or they share a name; claims match one to one, the best pair first. A relation broader or
narrower than the gold one counts half. Every figure is a count of hits, of what was read and of what was wanted, so that figures of
several documents add up.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.evaluate.sides import Item, Sides, Terms

Credit = Callable[[Item, Item], float]
WITHIN = 0.01  # of a value
RATES = ("entity", "relation", "pair", "measure", "full")  # figures with precision and recall of their own


@dataclass(frozen=True, slots=True)
class Figure:
    """An F1 score by its counts; a plain share has as much read as wanted."""

    hit: float = 0.0
    read: float = 0.0
    gold: float = 0.0

    @property
    def value(self) -> float | None:
        """The score, a fraction of 1; None where there was nothing to score."""
        return 2 * self.hit / (self.read + self.gold) if self.read + self.gold else None

    @property
    def precision(self) -> float | None:
        """The share of what was read that is right."""
        return self.hit / self.read if self.read else None

    @property
    def recall(self) -> float | None:
        """The share of what was wanted that was read."""
        return self.hit / self.gold if self.gold else None

    def __add__(self, other: Figure) -> Figure:
        """Add up two documents."""
        return Figure(self.hit + other.hit, self.read + other.read, self.gold + other.gold)


@dataclass(frozen=True, slots=True)
class Scores:
    """What one document scores: its figures; how far each gold claim was read, by id; and how right each claim read is, by its number.

    Both are credits from 0 to 1 for relation or measure; `full` are those of the gold claims with all that belongs to them.
    """

    name: str
    figures: Mapping[str, Figure]
    found: Mapping[str, float]
    full: Mapping[str, float]
    right: Mapping[int, float]


class Comparison:
    """Compares two items of one document."""

    def __init__(self, sides: Sides, terms: Terms) -> None:
        """Compare what these sides hold."""
        self._same, self._terms = sides.same, terms

    def straight(self, gold: Item, read: Item) -> bool:
        """Subject and object agree."""
        return self._same(gold.subject, read.subject) and self._same(gold.object, read.object)

    def pair(self, gold: Item, read: Item) -> bool:
        """The two entities agree, in whichever direction."""
        return self.straight(gold, read) or (self._same(gold.subject, read.object) and self._same(gold.object, read.subject))

    def relation(self, gold: Item, read: Item) -> float:
        """Relation, subject and object agree; a broader or narrower relation gives half."""
        if gold.relation is None or read.relation is None:
            return 0.0
        if gold.relation == read.relation:
            return float(self.pair(gold, read) if gold.relation in self._terms.symmetric else self.straight(gold, read))
        return 0.5 * (frozenset((gold.relation, read.relation)) in self._terms.near and self.straight(gold, read))

    def measured(self, gold: Item, read: Item) -> bool:
        """Measure and subject agree."""
        return gold.measure is not None and gold.measure == read.measure and self._same(gold.subject, read.subject)

    def number(self, gold: Item, read: Item) -> bool:
        """Unit and value agree: within 1 %, or inside a gold range."""
        if gold.range is None or read.range is None or gold.unit != read.unit:
            return False
        low, high = (end + sign * WITHIN * abs(end) for end, sign in zip(gold.range, (-1, 1), strict=True))
        return low <= read.range[0] and read.range[1] <= high

    def measure(self, gold: Item, read: Item) -> float:
        """Measure, subject and value agree."""
        return float(self.measured(gold, read) and self.number(gold, read))

    def said(self, gold: Item, read: Item) -> float:
        """Relation or measure, whichever is better."""
        return max(self.relation(gold, read), self.measure(gold, read))

    def speaker(self, gold: Item, read: Item) -> bool:
        """The speakers agree."""
        return self._same(gold.speaker, read.speaker)

    def manner(self, gold: Item, read: Item) -> list[bool]:
        """Modality, polarity, speaker and time agree; the last two where the gold has them, and either end of a period will do."""
        timed = not gold.times or (bool(read.times) and read.times[0] in gold.times)
        return [gold.modality == read.modality, gold.negated == read.negated, gold.speaker is None or self.speaker(gold, read), timed]

    def affinity(self, gold: Item, read: Item) -> float:
        """How well the two fit; 0 where neither the relation nor the measure does."""
        base = 8 * self.said(gold, read) + 2 * self.measured(gold, read)
        if not base:
            return 0.0
        return base + 3 * overlap(gold, read) + self.number(gold, read) + sum(self.manner(gold, read)) + exact(gold, read)


def overlap(one: Item, other: Item) -> bool:
    """Tell whether two items share a character of evidence."""
    return one.start < other.end and other.start < one.end


def exact(gold: Item, read: Item) -> float:
    """Prefer equal ids to equal names, a little."""
    return 0.1 * (gold.subject == read.subject) + 0.1 * (gold.object == read.object)


def match(golds: Sequence[Item], reads: Sequence[Item], credit: Credit) -> list[tuple[Item, Item]]:
    """Pair items one to one, from the best credit downwards; of equals, the first."""
    best = sorted((-value, i, j) for i, gold in enumerate(golds) for j, read in enumerate(reads) if (value := credit(gold, read)) > 0)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in best:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return [(golds[i], reads[j]) for i, j in pairs.items()]


def score(sides: Sides, terms: Terms) -> Scores:
    """Score one document."""
    compare = Comparison(sides, terms)
    pairs = match(sides.gold, sides.read, compare.affinity)
    full = {gold.name: compare.said(gold, read) * all(compare.manner(gold, read)) for gold, read in pairs}
    spoken = [compare.speaker(gold, read) for gold, read in pairs if gold.speaker or read.speaker]
    linked = _linked(sides)
    figures = {
        "entity": _entities(sides),
        "relation": _distinct(sides, compare.relation, lambda item: _related(item, terms)),
        "pair": _distinct(sides, lambda gold, read: float(compare.pair(gold, read)), _ends),
        "measure": _distinct(sides, compare.measure, _amount),
        "full": Figure(sum(full.values()), len(sides.read), len(sides.gold)),
        "core": _share(full.get(gold.name, 0.0) for gold in sides.gold if gold.core),
        "attribution": _share(spoken),
        "modality": _share(gold.modality == read.modality for gold, read in pairs),
        "evidence": _share(overlap(gold, read) for gold, read in pairs),
        "numeric": _share(compare.number(gold, read) for gold, read in pairs if gold.range),
        "comparator": _share(gold.comparator == read.comparator for gold, read in pairs if gold.comparator),
        "distractor": _share(pair in linked for pair in sides.distractors),
    }
    found = {gold.name: compare.said(gold, read) for gold, read in pairs}
    right = {read.number: max((compare.said(gold, read) for gold in sides.gold), default=0.0) for read in sides.read}
    return Scores(sides.name, figures, {g.name: found.get(g.name, 0.0) for g in sides.gold}, full, right)


def add_up(scores: Iterable[Scores]) -> dict[str, Figure]:
    """Give the figures of several documents together."""
    total: dict[str, Figure] = {}
    for one in scores:
        for name, figure in one.figures.items():
            total[name] = total.get(name, Figure()) + figure
    return total


def _share(cases: Iterable[float]) -> Figure:
    values = list(cases)
    return Figure(float(sum(values)), len(values), len(values))


def _ends(item: Item) -> Hashable | None:
    return frozenset((item.subject, item.object)) if item.object else None


def _related(item: Item, terms: Terms) -> Hashable | None:
    if not item.object or not item.relation:
        return None
    return item.relation, _ends(item) if item.relation in terms.symmetric else (item.subject, item.object)


def _amount(item: Item) -> Hashable | None:
    return (item.subject, item.measure, item.range, item.unit) if item.measure and item.range else None


def _distinct(sides: Sides, credit: Credit, key: Callable[[Item], Hashable | None]) -> Figure:
    """Score what is distinct by a key: said twice counts once."""
    golds, reads = ([*{key(item): item for item in items if key(item) is not None}.values()] for items in (sides.gold, sides.read))
    pairs = match(golds, reads, lambda gold, read: (value := credit(gold, read)) and value + exact(gold, read))
    return Figure(float(sum(credit(gold, read) for gold, read in pairs)), len(reads), len(golds))


def _entities(sides: Sides) -> Figure:
    """Score the entities that claims name; one of the gold that none of its claims uses counts neither for nor against."""
    wanted = {name for item in sides.gold for name in (item.subject, item.object, item.speaker) if name}
    place = {name: number for number, name in enumerate(sides.entities)}
    links = [(gold, read, number) for number, (read, golds) in enumerate(sides.links.items()) for gold in golds]
    best = sorted((-(1 + 2 * (gold == read) + (gold in wanted)), place[gold], number, gold, read) for gold, read, number in links)
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for *_, gold, read in best:
        if gold not in pairs and read not in taken:
            pairs[gold] = read
            taken.add(read)
    hits = sum(gold in wanted for gold in pairs)
    return Figure(hits, len(sides.links) - len(pairs) + hits, len(wanted))


def _linked(sides: Sides) -> set[frozenset[str]]:
    claimed = [item for item in sides.read if item.object and not item.negated]
    return {frozenset((a, b)) for item in claimed for a in sides.links[item.subject] for b in sides.links[item.object or ""]}
