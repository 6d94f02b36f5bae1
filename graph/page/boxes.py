"""Boxes on a plane: pushed apart, measured, packed. What keeps labels from lying on one another."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Points = NDArray[np.float64]  # shape (n, 2), page units: x to the right, y down
Cell = tuple[int, int]

ROUNDS = 400  # of pushing boxes apart before all is spread a little
MOST = 4000  # rounds at most
CELL = 20.0  # the grid that parts are packed on, page units
FEW = 2000  # links of a part: of more, only these are kept clear; boxes fill the rest


def separate(points: Points, sizes: Points) -> Points:
    """Push boxes apart until none overlaps by more than rounding; two on one spot part in the order they are given."""
    points = points.copy()
    reach = float(sizes.max())
    for turn in range(1, MOST):
        pairs = cKDTree(points).query_pairs(reach, p=np.inf, output_type="ndarray")
        first, second = pairs[:, 0], pairs[:, 1]
        apart = points[second] - points[first]
        over = (sizes[first] + sizes[second]) / 2 - np.abs(apart)
        hit = (over > 1).all(axis=1)
        if not hit.any():
            break
        first, second, apart, over = first[hit], second[hit], apart[hit], over[hit]
        across = over[:, 0] < over[:, 1]
        push = np.where(apart < 0, -0.55, 0.55) * np.column_stack((across * over[:, 0], ~across * over[:, 1]))
        np.add.at(points, first, -push / 2)
        np.add.at(points, second, push / 2)
        if turn % ROUNDS == 0:
            points *= 1.1
    return np.asarray(points - ((points + sizes / 2).max(axis=0) + (points - sizes / 2).min(axis=0)) / 2)


def measure_extent(points: Points, sizes: Points) -> Points:
    """Width and height of the box around boxes."""
    return np.asarray((points + sizes / 2).max(axis=0) - (points - sizes / 2).min(axis=0))


def pack(parts: Sequence[tuple[Sequence[int], Points]], sizes: Points, links: Sequence[tuple[int, int]], aspect: float) -> Points:
    """Set parts around the first, each at the nearest free spot of a widening spiral, clear of boxes and of `links`.

    Parts are row numbers of `sizes` with their points around an origin of their own; links are pairs of row numbers; the
    whole grows about `aspect` times as wide as high.
    """
    points = np.zeros((len(sizes), 2))
    owner = {row: number for number, (part, _) in enumerate(parts) for row in part}
    inside: list[list[tuple[int, int]]] = [[] for _ in parts]
    for link in links:
        inside[owner[link[0]]].append(link)
    taken: set[Cell] = set()
    reached: dict[frozenset[Cell], int] = {}  # what was full for a part of this form is full for the next
    full = 0  # and before this turn, all of the spiral is taken
    for number, (part, own) in enumerate(parts):
        points[list(part)] = own
        cells = frozenset((*_cells_of_boxes(own, sizes[list(part)]), *_cells_of_links(points, inside[number][:FEW])))
        while _spiral(full, aspect) in taken:
            full += 1
        turn = max(reached.get(cells, 0), full if (0, 0) in cells else 0)
        while not taken.isdisjoint(_shift(cells, _spiral(turn, aspect))):
            turn += 1
        reached[cells] = turn
        taken.update(_shift(cells, _spiral(turn, aspect)))
        points[list(part)] = own + np.array(_spiral(turn, aspect)) * CELL
    return points


def _shift(cells: frozenset[Cell], by: Cell) -> Iterator[Cell]:
    return ((x + by[0], y + by[1]) for x, y in cells)


def _spiral(turn: int, aspect: float) -> Cell:
    angle, radius = turn * math.pi * (3 - 5**0.5), 0.7 * turn**0.5
    across, down = math.cos(angle), math.sin(angle)
    radius /= (across**4 + down**4) ** 0.25  # screens have corners
    return round(radius * across * aspect**0.5), round(radius * down / aspect**0.5)


def _cells_of_boxes(points: Points, sizes: Points) -> Iterator[Cell]:
    low, high = np.floor((points - sizes / 2) / CELL).astype(int), np.ceil((points + sizes / 2) / CELL).astype(int)
    for (left, top), (right, bottom) in zip(low.tolist(), high.tolist(), strict=True):
        yield from ((x, y) for x in range(left, right) for y in range(top, bottom))


def _cells_of_links(points: Points, links: Sequence[tuple[int, int]]) -> Iterator[Cell]:
    for first, second in links:
        steps = np.linspace(0, 1, 2 + int(np.abs(points[second] - points[first]).max() / CELL * 2))[:, None]
        yield from map(tuple, np.floor((points[first] + steps * (points[second] - points[first])) / CELL).astype(int).tolist())
