"""Places answer as a plain search through all of them does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.extract.places import Places
from graph.model import Span

spans = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda p: Span(p[0], p[0] + p[1])), max_size=12)
numbers = st.integers(0, 40)


def test_order_is_that_of_starts_and_else_as_given() -> None:
    given_order = [Span(4, 9), Span(1, 3), Span(4, 5)]
    assert list(Places(given_order)) == [Span(1, 3), Span(4, 9), Span(4, 5)]
    assert list(reversed(Places(given_order))) == [Span(4, 5), Span(4, 9), Span(1, 3)]
    assert len(Places(given_order)) == 3


def test_none_hold_nothing() -> None:
    empty: Places[Span] = Places()
    assert not empty.covers(0, 1)
    assert not empty.overlaps(0, 1)
    assert not empty.exceeds(0, 1)
    assert not empty.begins(0, 99)
    assert empty.inside(0, 99) == []


@given(spans, numbers, numbers)
def test_questions(items: list[Span], low: int, high: int) -> None:
    places = Places(items)
    ordered = sorted(items, key=lambda s: s.start)
    assert list(places.within(low, high)) == [s for s in ordered if low <= s.start < high]
    assert places.inside(low, high) == [s for s in ordered if low <= s.start and s.end <= high]
    assert places.begins(low, high) == any(low <= s.start <= high for s in items)


@given(spans, numbers, st.integers(1, 9))
def test_questions_of_a_stretch(items: list[Span], start: int, length: int) -> None:
    places, end = Places(items), start + length
    ordered = sorted(items, key=lambda s: s.start)
    assert list(places.overlapping(start, end)) == [s for s in reversed(ordered) if s.overlaps(Span(start, end))]
    assert places.overlaps(start, end) == any(s.overlaps(Span(start, end)) for s in items)
    assert places.covers(start, end) == any(s.start <= start and end <= s.end for s in items)
    assert places.exceeds(start, end) == any(s.start <= start and end <= s.end and s != Span(start, end) for s in items)
