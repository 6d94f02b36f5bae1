"""Where the anchors of a form stand around the word that was hit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.extract.automaton import Hit, stands_alone
from graph.extract.forms import Anchor
from graph.extract.patterns import Pattern
from graph.model import Span


def place_anchors(pattern: Pattern, hit: Hit, low: str, window: Span) -> Mapping[int, Span] | None:
    """Find every anchor of a form around the one that was hit, nearest first, all in one window of a text in lower case.

    Gives their places by their number in the form, or None where one of them does not stand there.
    """
    places = {pattern.key: Span(hit.start, hit.end)}
    if _look(pattern, range(pattern.key - 1, -1, -1), low, window, places) and _look(
        pattern, range(pattern.key + 1, len(pattern.elements)), low, window, places,
    ):
        return places
    return None


def _look(pattern: Pattern, numbers: Sequence[int], low: str, window: Span, places: dict[int, Span]) -> bool:
    """Add the places of the anchors to one side of the key, in the order the search comes to them."""
    back = bool(numbers) and numbers[0] < pattern.key
    edge = places[pattern.key].start if back else places[pattern.key].end
    for i in numbers:
        anchor = pattern.elements[i]
        if not isinstance(anchor, Anchor):
            continue
        stretch = Span(window.start, edge) if back else Span(edge, window.end)
        place = _nearest(anchor, low[stretch.start : stretch.end], stretch.start, last=back)
        if place is None or (_must_touch(pattern, i, back=back) and edge != (place.end if back else place.start)):
            return False
        places[i], edge = place, place.start if back else place.end
    return True


def _must_touch(pattern: Pattern, i: int, *, back: bool) -> bool:
    """Tell whether an anchor is written without a space to the anchor between it and the key."""
    neighbour = pattern.elements[i + 1 if back else i - 1]
    later = neighbour if back else pattern.elements[i]
    return isinstance(neighbour, Anchor) and later.touches


def _find(stretch: str, word: str, *, last: bool) -> int:
    """Find where a word stands alone first or last, or -1: `on` is none in `billion`."""
    at = stretch.rfind(word) if last else stretch.find(word)
    while at >= 0 and not stands_alone(stretch, at, at + len(word)):
        at = stretch.rfind(word, 0, at + len(word) - 1) if last else stretch.find(word, at + 1)
    return at


def _nearest(anchor: Anchor, stretch: str, offset: int, *, last: bool) -> Span | None:
    """Find the anchor's word that stands nearest to the edge the search comes from, the longer of two that stand as near."""
    found: list[Span] = []
    for word in anchor.words:
        at = _find(stretch, word, last=last)
        if at >= 0:
            found.append(Span(offset + at, offset + at + len(word)))
    if last:
        return max(found, key=lambda place: (place.end, -place.start), default=None)
    return min(found, key=lambda place: (place.start, -place.end), default=None)
