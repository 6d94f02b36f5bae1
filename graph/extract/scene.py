"""A sentence as reading sees it: its clauses, and everything found in it in order.

Nouns know what stands around them: whether a preposition governs them, whether they only modify a later noun, and
with which others they form a list. `joints.py` works that out; these three decide which noun fills a slot.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.extract.automaton import Hit
from graph.extract.places import Placed, Places
from graph.language.sentences import Sentence
from graph.model import Mention, Period, Quantity, Span

QUOTES = ' “”"‘’'
_CLASSIFIERS = " 的"


@dataclass(slots=True)
class Noun:
    """A mention of an entity, or of something earlier that it stands for.

    `group` numbers the list it belongs to; `governed` is true behind a preposition, whose place is `governor`;
    `modifies` is true where the words after it make it the attribute of a later noun; `negated` where it is what
    something is not; `carried` where it is a pronoun or goes without words; `kind` is the broad class its lists are made of;
    `coined` where it is a phrase no list knows.
    """

    start: int
    end: int
    entity: str
    type: str
    carried: bool = False
    group: int = -1
    governed: bool = False
    modifies: bool = False
    negated: bool = False
    person: bool = False
    place: bool = False
    kind: str = ""
    coined: bool = False
    governor: int = -1

    @property
    def free(self) -> bool:
        """Whether it can be what its clause is about, as far as the words around it go."""
        return not (self.governed or self.modifies or self.negated)


@dataclass(slots=True)
class Scene:
    """Everything found in one sentence, in order of place. Offsets are of the document; `low` is its text in lower case.

    `relatives` are the clauses that are about the noun right before them. `breaks` are the places behind which a new
    subject begins inside a clause: after `X said`. `origins` pair who is from somewhere with the place. `topics` are the
    subjects that were read in each clause, carried ones too; `runs` give the amounts of a unit that stand in a row by the start of each.
    """

    text: str
    low: str
    sentence: Sentence
    clauses: list[Span]
    quantities: Places[Mention[Quantity]]
    periods: Places[Mention[Period]]
    hits: Places[Hit]
    relatives: frozenset[int] = frozenset()
    nouns: Places[Noun] = field(default_factory=Places)
    groups: dict[int, list[Noun]] = field(default_factory=dict)
    breaks: list[int] = field(default_factory=list)
    origins: list[tuple[Noun, Noun]] = field(default_factory=list)
    places: Places[Mention[str]] = field(default_factory=Places)
    topics: dict[int, Noun] = field(default_factory=dict)
    runs: dict[str, dict[int, list[Mention[Quantity]]]] = field(default_factory=dict, repr=False)
    _starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Note where the clauses start."""
        self._starts = [c.start for c in self.clauses]

    def clause_of(self, at: int) -> int:
        """Give the number of the clause a place is in; a place between two belongs to the one before."""
        return (bisect_right(self._starts, at) or 1) - 1

    def hits_of(self, clause: int) -> tuple[Hit, ...]:
        """Give the words of a clause."""
        low = self._starts[clause] if clause else 0
        high = self._starts[clause + 1] if clause + 1 < len(self._starts) else self.sentence.span.end
        return self.hits.within(low, high)

    def list_of(self, noun: Noun) -> list[Noun]:
        """Give the list a noun is in, itself included."""
        return self.groups.get(noun.group, [noun])

    def touch(self, low: int, high: int) -> bool:
        """Tell whether nothing but spaces and quotes stands in a stretch."""
        return low >= high or (self.text[low] in QUOTES and not self.text[low:high].strip(QUOTES))

    def counts(self, quantity: Mention[Quantity], at: int) -> bool:
        """Tell whether an amount stands right before a place, so that what begins there is counted by it."""
        return not self.text[quantity.end : at].strip(_CLASSIFIERS)

    def start_of_subject(self, low: int, high: int) -> int:
        """Give where the search for a subject begins: behind the last reporting verb, whose own subject speaks and does not act."""
        return max([low, *(at for at in self.breaks if low < at < high and self.nouns.inside(at, high))])


def blank(text: str, offset: int, found: Iterable[Placed]) -> str:
    """Give a stretch that starts at `offset` with spaces where something found stands in it, so that only the words around are seen."""
    for thing in found:
        low, high = thing.start - offset, thing.end - offset
        text = text[:low] + " " * (high - low) + text[high:]
    return text


def before_space(text: str, at: int) -> int:
    """Give the place before the white space that ends at a place."""
    while at and text[at - 1].isspace():
        at -= 1
    return at
