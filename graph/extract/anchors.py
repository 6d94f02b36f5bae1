"""Where the anchors of forms stand: those of a sentence are found in one pass, then placed around the word that was hit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.extract.automaton import Automaton, Hit, lower
from graph.extract.forms import Anchor
from graph.extract.patterns import Pattern
from graph.model import Span


@dataclass(frozen=True, slots=True)
class Step:
    """An anchor to place next: the number of its element and of its choice of words; where it `touches` the anchor placed before."""

    element: int
    choice: int
    touches: bool


@dataclass(frozen=True, slots=True)
class Steps:
    """The other anchors of a form in the order a search from its key comes to them, to either side; `key` is the key's element."""

    key: int
    back: tuple[Step, ...]
    ahead: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where each word stands in one sentence, as (start, end); the places of a choice are put in order when it is first looked for."""

    places: Mapping[str, list[tuple[int, int]]]
    words: Sequence[tuple[str, ...]]
    _ahead: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    _back: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def first(self, choice: int, low: int, high: int) -> tuple[int, int] | None:
        """Give the place of a choice that starts first in a stretch, the longest of several; end not included."""
        ordered = self._ahead.get(choice)
        if ordered is None:
            ordered = self._ahead[choice] = sorted((start, -end) for start, end in self._of(choice))
        for at in range(bisect_left(ordered, (low,)), len(ordered)):
            start, end = ordered[at]
            if -end <= high:
                return start, -end
        return None

    def last(self, choice: int, low: int, high: int) -> tuple[int, int] | None:
        """Give the place of a choice that ends last in a stretch, the longest of several."""
        ordered = self._back.get(choice)
        if ordered is None:
            ordered = self._back[choice] = sorted((end, -start) for start, end in self._of(choice))
        for at in range(bisect_right(ordered, (high, 1)) - 1, -1, -1):
            end, start = ordered[at]
            if -start >= low:
                return -start, end
        return None

    def _of(self, choice: int) -> Iterator[tuple[int, int]]:
        """Give the places of all words of a choice."""
        return (place for word in self.words[choice] for place in self.places.get(word, ()))


class Anchors:
    """Finds and places the anchors of the forms of one language."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Number the choices of words and build one automaton for all of them, but for those searches start from."""
        forms = [p for p in patterns if p.anchor]
        others = (e for p in forms for i, e in enumerate(p.elements) if i != p.key)
        self.choices = tuple(dict.fromkeys(e.words for e in others if isinstance(e, Anchor)))
        self._numbers = {words: number for number, words in enumerate(self.choices)}
        # The text is in lower case: a word with a capital stands nowhere.
        self._automaton = Automaton(word for words in self.choices for word in words if word == lower(word))

    def steps(self, pattern: Pattern) -> Steps:
        """Work out how the anchors of a form are placed."""
        back = self._side(pattern, range(pattern.key - 1, -1, -1), 1)
        return Steps(pattern.key, back, self._side(pattern, range(pattern.key + 1, len(pattern.elements)), -1))

    def _side(self, pattern: Pattern, numbers: range, towards_key: int) -> tuple[Step, ...]:
        steps: list[Step] = []
        for i in numbers:
            anchor, neighbour = pattern.elements[i], pattern.elements[i + towards_key]
            if isinstance(anchor, Anchor):
                later = neighbour if towards_key > 0 else anchor
                steps.append(Step(i, self._numbers[anchor.words], isinstance(neighbour, Anchor) and later.touches))
        return tuple(steps)

    def find(self, low: str, sentence: Span) -> Standing:
        """Find every anchor of a sentence of a text in lower case."""
        places: dict[str, list[tuple[int, int]]] = {}
        offset = sentence.start
        for start, end, word in self._automaton.places(low[offset : sentence.end]):
            places.setdefault(word, []).append((offset + start, offset + end))
        return Standing(places, self.choices)


def place_anchors(steps: Steps, hit: Hit, standing: Standing, low: int, high: int) -> dict[int, Span] | None:
    """Place every anchor of a form around the one that was hit, nearest first, all from `low` to `high`.

    Gives their places by their number in the form, or None where one of them does not stand there.
    """
    places = {steps.key: Span(hit.start, hit.end)}
    edge = hit.start
    for step in steps.back:
        place = standing.last(step.choice, low, edge)
        if place is None or (step.touches and place[1] != edge):
            return None
        places[step.element], edge = Span(*place), place[0]
    edge = hit.end
    for step in steps.ahead:
        place = standing.first(step.choice, edge, high)
        if place is None or (step.touches and place[0] != edge):
            return None
        places[step.element], edge = Span(*place), place[1]
    return places
