"""Documents → the stretches of their text that the page shows, each shipped once however many claims stand in it.

A stretch is a passage with its surroundings; stretches that touch are one. Offsets leave here as UTF-16 code units
from the start of their stretch, which is what the page's script counts in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import Evidence
from graph.page.visible import make_visible

CONTEXT = 60  # code points shown before and after a passage
FAR = 300  # code points: a mark (a subject named a sentence before, say) is shown up to here


@dataclass(frozen=True, slots=True)
class Excerpts:
    """Stretches of one text in order: where each starts (code points), its characters made visible, and which are two units wide."""

    starts: tuple[int, ...]
    texts: tuple[str, ...]
    doubles: tuple[tuple[int, ...], ...]

    def locate(self, evidence: Evidence) -> list[object]:
        """Give `[stretch, from, start, end, to, marks]`; marks are `[role, start, end]`; all in UTF-16 units of the stretch.

        `from` and `to` bound what is shown: the passage, its marks and their surroundings.
        """
        number = bisect_right(self.starts, evidence.start) - 1
        first, last = _surroundings(evidence, self.starts[number] + len(self.texts[number]))
        places = (max(first, self.starts[number]), evidence.start, evidence.end, last)
        marks = [[role, self._units(number, start), self._units(number, end)] for role, start, end in _marks_near(evidence)]
        return [number, *(self._units(number, place) for place in places), marks]

    def _units(self, number: int, place: int) -> int:
        points = place - self.starts[number]
        return points + bisect_left(self.doubles[number], points)


def cut_excerpts(text: str, evidences: Iterable[Evidence]) -> Excerpts:
    """Cut the stretches that hold all these passages with their surroundings."""
    stretches: list[tuple[int, int]] = []
    for start, end in sorted({_surroundings(evidence, len(text)) for evidence in evidences}):
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    texts = tuple(make_visible(text[start:end]) for start, end in stretches)
    doubles = tuple(tuple(place for place, character in enumerate(part) if character > "\uffff") for part in texts)
    return Excerpts(tuple(start for start, _ in stretches), texts, doubles)


def _marks_near(evidence: Evidence) -> list[tuple[str, int, int]]:
    return [
        (mark.role, mark.start, mark.end)
        for mark in evidence.marks
        if evidence.start - FAR <= mark.start < mark.end <= evidence.end + FAR
    ]


def _surroundings(evidence: Evidence, length: int) -> tuple[int, int]:
    near = _marks_near(evidence)
    first = min((evidence.start, *(start for _, start, _ in near)))
    last = max((evidence.end, *(end for _, _, end in near)))
    return max(0, first - CONTEXT), min(length, last + CONTEXT)

