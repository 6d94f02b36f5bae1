"""Things in order of place, asked in logarithmic time what stands where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from operator import attrgetter
from typing import Generic, Protocol, TypeVar


class Placed(Protocol):
    """Anything with a start and an end in the text: a span, a mention, a hit, a noun."""

    @property
    def start(self) -> int:
        """The first character."""

    @property
    def end(self) -> int:
        """The character behind the last."""


T = TypeVar("T", bound=Placed)
_START = attrgetter("start")


class Places(Generic[T]):
    """Things sorted by where they start; those that start together stay in the order they were given in."""

    __slots__ = ("_items", "_reach", "_starts")

    def __init__(self, items: Iterable[T] = ()) -> None:
        """Sort them once."""
        self._items = tuple(sorted(items, key=_START)) if items else ()
        self._starts = [item.start for item in self._items]
        self._reach: list[int] | None = None

    def __len__(self) -> int:
        """How many there are."""
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        """Give them in order."""
        return iter(self._items)

    def __reversed__(self) -> Iterator[T]:
        """Give them from the last to the first."""
        return reversed(self._items)

    def within(self, low: int, high: int) -> tuple[T, ...]:
        """Give what starts in a stretch."""
        return self._items[bisect_left(self._starts, low) : bisect_left(self._starts, high)]

    def inside(self, low: int, high: int) -> list[T]:
        """Give what stands wholly in a stretch."""
        return [item for item in self._items[bisect_left(self._starts, low) : bisect_right(self._starts, high)] if item.end <= high]

    def overlapping(self, start: int, end: int) -> Iterator[T]:
        """Give what shares a character with a stretch, the last first."""
        at = bisect_left(self._starts, end)
        while self._reaches(at) > start:
            at -= 1
            if self._items[at].end > start:
                yield self._items[at]

    def begins(self, low: int, high: int) -> bool:
        """Tell whether something starts from `low` to `high`, both included."""
        return bisect_left(self._starts, low) < bisect_right(self._starts, high)

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether something shares a character with a stretch."""
        return self._reaches(bisect_left(self._starts, end)) > start

    def covers(self, start: int, end: int) -> bool:
        """Tell whether something holds all of a stretch."""
        return self._reaches(bisect_right(self._starts, start)) >= end

    def exceeds(self, start: int, end: int) -> bool:
        """Tell whether something holds all of a stretch and more."""
        if not self._items:
            return False
        return self._reaches(bisect_left(self._starts, start)) >= end or self._reaches(bisect_right(self._starts, start)) > end

    def _reaches(self, count: int) -> int:
        """Give how far the first so many reach: their ends need not be in order."""
        if not count:
            return -1
        if self._reach is None:  # worked out when it is first asked for
            self._reach = list(accumulate((item.end for item in self._items), max))
        return self._reach[count - 1]
