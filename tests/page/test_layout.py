"""Positions: boxes clear of one another, relatives together, the same every time."""

from __future__ import annotations

import itertools
import math
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from graph.page.boxes import pack, separate
from graph.page.layout import find_communities, place

BOX = (90.0, 40.0)


def make_network(graph: nx.Graph[int]) -> nx.MultiDiGraph[str]:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_nodes_from(f"e{node:04}" for node in graph)
    for number, (first, second) in enumerate(graph.edges):
        network.add_edge(f"e{first:04}", f"e{second:04}", key=str(number))
    return network


GRAPHS = {
    "nothing": nx.empty_graph(0),
    "one": nx.empty_graph(1),
    "loners": nx.empty_graph(30),
    "star": nx.star_graph(40),
    "large star": nx.star_graph(400),
    "path": nx.path_graph(12),
    "cliques": nx.caveman_graph(6, 8),
    "linked cliques": nx.connected_caveman_graph(8, 10),
    "pairs and a tree": nx.disjoint_union_all([nx.balanced_tree(3, 3), *(nx.path_graph(2) for _ in range(12))]),
    "loop": nx.Graph([(0, 0), (0, 1)]),
}


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize("page", ["wide", "tall"])
def test_no_box_lies_on_another(name: str, page: str) -> None:
    placed = place(network := make_network(GRAPHS[name]), dict.fromkeys(make_network(GRAPHS[name]), BOX))
    assert set(placed) == set(network)
    spots = [getattr(placement, page) for placement in placed.values()]
    assert all(isinstance(number, int) for spot in spots for number in spot)
    for (x, y), (u, v) in itertools.combinations(spots, 2):
        assert abs(x - u) >= BOX[0] or abs(y - v) >= BOX[1], f"{(x, y)} and {(u, v)}"


def test_boxes_on_one_spot_are_pushed_apart() -> None:
    points = separate(np.zeros((20, 2)), np.full((20, 2), 10.0))
    assert min(max(abs(a - b)) for a, b in itertools.combinations(points, 2)) >= 8.5


def test_members_of_a_community_stand_together_and_share_a_number() -> None:
    network = make_network(nx.connected_caveman_graph(8, 10))
    placed = place(network, dict.fromkeys(network, BOX))
    assert len({placement.community for placement in placed.values()}) == 8
    inside: list[float] = []
    outside: list[float] = []
    for one, other in itertools.combinations(placed.values(), 2):
        (inside if one.community == other.community else outside).append(math.dist(one.wide, other.wide))
    assert np.mean(inside) < np.mean(outside) / 2


def test_communities_are_the_cliques() -> None:
    assert find_communities(nx.caveman_graph(3, 6)) == [list(range(6)), list(range(6, 12)), list(range(12, 18))]


def test_a_wide_page_is_wide_and_a_tall_one_tall() -> None:
    network = make_network(nx.disjoint_union_all([nx.path_graph(3) for _ in range(60)]))
    placed = place(network, dict.fromkeys(network, BOX)).values()
    for page, low, high in (("wide", 1.1, 2.2), ("tall", 0.3, 0.8)):
        extent = np.ptp([getattr(placement, page) for placement in placed], axis=0)
        assert low < extent[0] / extent[1] < high, page


def test_parts_are_packed_clear_of_lines_too() -> None:
    cross = np.array([[-200.0, 0.0], [200.0, 0.0]])
    sizes = np.full((3, 2), 20.0)
    points = pack([([0, 1], cross), ([2], np.zeros((1, 2)))], sizes, [(0, 1)], 1.5)
    assert abs(points[2][1]) >= 10 or abs(points[2][0]) > 210


def test_the_order_of_edges_and_the_hash_seed_move_nothing(root: Path) -> None:
    graph = nx.connected_caveman_graph(8, 10)
    network, turned = make_network(graph), make_network(nx.Graph(list(graph.edges)[::-1]))
    assert place(network, dict.fromkeys(network, BOX)) == place(turned, dict.fromkeys(network, BOX))
    code = (
        "import networkx as nx, hashlib; from graph.page.layout import place; "
        "g = nx.relabel_nodes(nx.connected_caveman_graph(8, 10), lambda n: f'e{n:04}'); n = nx.MultiDiGraph(g.edges); "
        "print(hashlib.sha256(repr(sorted(place(n, {k: (90.0, 40.0) for k in n}).items())).encode()).hexdigest())"
    )
    command = [sys.executable, "-c", code]
    seeds = ({**os.environ, "PYTHONHASHSEED": seed} for seed in ("1", "2"))
    answers = {subprocess.run(command, cwd=root, env=seed, capture_output=True, text=True, check=True).stdout for seed in seeds}
    assert len(answers) == 1
