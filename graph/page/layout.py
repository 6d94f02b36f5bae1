"""Network → where every entity stands, decided here and once, so that the page opens still and reads the same each time.

Two levels: communities are laid out inside, then placed as wholes, each box kept clear of every other (labels
included), linked ones near one another. Parts that nothing links are packed around the largest. Lengths are page
units: one is a CSS pixel at the zoom of 1. Everything runs over numbered nodes in the order of their ids, so
neither the hash seed nor the order of claims moves anything.

Source: Louvain communities (Blondel et al. 2008), by networkx; stress majorisation (Gansner, Koren and North 2004).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from scipy.sparse.csgraph import shortest_path
from scipy.spatial.distance import cdist

from graph.page.boxes import Points, measure_extent, pack, separate

SEED = 7
MEMBERS = 36  # more than this and a part is split into its communities
CROWD = 300  # more than this and distances take too long for what they show
TURNS = 80  # of stress majorisation
STRETCH = 1.35  # screens and labels are wider than high
LINK = 84.0  # the length aimed at for a line, page units
GAP = 10.0  # kept clear between two boxes, page units
WIDE, TALL = 1.5, 0.5  # the width of a page by its height


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an entity stands on a wide page and on a tall one, and its community's number (0 is the largest)."""

    wide: tuple[int, int]
    tall: tuple[int, int]
    community: int


def place(network: nx.MultiDiGraph[str], boxes: Mapping[str, tuple[float, float]]) -> dict[str, Placement]:
    """Place every entity; `boxes` gives the width and height its mark and label need. Boxes do not overlap."""
    names = sorted(network)
    numbers = {name: number for number, name in enumerate(names)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(names)))
    ends = ((numbers[subject], numbers[target]) for subject, target in network.edges() if subject != target)
    pairs = sorted((min(pair), max(pair)) for pair in ends)
    for first, second in pairs:
        graph.add_edge(first, second, weight=1 + (graph[first][second]["weight"] if graph.has_edge(first, second) else 0))
    sizes = np.array([boxes[name] for name in names], dtype=float).reshape(-1, 2) + GAP
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    links = list(dict.fromkeys(pairs))
    communities = [find_communities(graph.subgraph(part)) for part in parts]
    placed = [_place_part(graph.subgraph(part), part, groups, sizes) for part, groups in zip(parts, communities, strict=True)]
    wide = pack(list(zip(parts, placed, strict=True)), sizes, links, WIDE)
    # A tall page holds the largest part turned on its side; labels stay level, so its boxes are pushed apart anew.
    turned = [separate(placed[0][:, ::-1] / (STRETCH, 1 / STRETCH), sizes[parts[0]]), *placed[1:]] if parts else []
    tall = pack(list(zip(parts, turned, strict=True)), sizes, links, TALL)
    order = sorted((members for groups in communities for members in groups), key=lambda members: (-len(members), members))
    homes = {node: number for number, members in enumerate(order) for node in members}
    return {name: Placement(_whole(wide[row]), _whole(tall[row]), homes[row]) for row, name in enumerate(names)}


def _whole(point: Points) -> tuple[int, int]:
    return round(float(point[0])), round(float(point[1]))


def find_communities(graph: nx.Graph[int]) -> list[list[int]]:
    """Group the nodes that link more among themselves than to others; largest first."""
    if len(graph) <= 3:  # noqa: PLR2004 - too few to have parts
        return [sorted(graph)]
    names = sorted(graph)  # networkx walks sets of numbers, whose order no hash seed changes
    plain = nx.relabel_nodes(graph, {name: number for number, name in enumerate(names)})
    found = nx.community.louvain_communities(plain, seed=SEED)
    return sorted((sorted(names[number] for number in members) for members in found), key=lambda members: (-len(members), members))


def _place_part(graph: nx.Graph[int], part: Sequence[int], communities: list[list[int]], sizes: Points) -> Points:
    """Place the nodes of one part around the origin."""
    own = sizes[list(part)]
    if len(part) > MEMBERS and len(communities) > 1:
        return _place_communities(graph, part, communities, sizes)
    return separate(_spread(graph, part) * (LINK * STRETCH, LINK), own)


def _place_communities(graph: nx.Graph[int], part: Sequence[int], communities: list[list[int]], sizes: Points) -> Points:
    home = {node: number for number, members in enumerate(communities) for node in members}
    quotient: nx.Graph[int] = nx.Graph()
    quotient.add_nodes_from(range(len(communities)))
    quotient.add_edges_from(sorted({(min(home[a], home[b]), max(home[a], home[b])) for a, b in graph.edges if home[a] != home[b]}))
    inside = []
    for community in communities:
        part_of_it = graph.subgraph(community)
        inside.append(_place_part(part_of_it, community, find_communities(part_of_it) if len(community) > MEMBERS else [], sizes))
    discs = np.array([measure_extent(points, sizes[members]) for points, members in zip(inside, communities, strict=True)])
    centres = separate(_spread(quotient, range(len(communities))) * np.median(discs, axis=0), discs + GAP)
    rows = {node: row for row, node in enumerate(part)}
    members = [[rows[node] for node in community] for community in communities]
    points = np.zeros((len(part), 2))
    for own, shape, centre in zip(members, inside, centres, strict=True):
        points[own] = shape + centre
    outside: list[list[tuple[int, int]]] = [[] for _ in communities]
    for a, b in sorted(graph.edges):
        if home[a] != home[b]:
            outside[home[a]].append((rows[a], rows[b]))
            outside[home[b]].append((rows[b], rows[a]))
    for number, links in enumerate(outside):
        _face(points, members[number], centres[number], links)
    return points


def _face(points: Points, members: Sequence[int], centre: Points, links: Sequence[tuple[int, int]]) -> None:
    """Mirror a community about its centre, in place, so that its links to others become shortest."""
    if not links:
        return
    near, far = (points[[link[end] for link in links]] for end in (0, 1))
    mirrors = np.array([(1.0, 1.0), (-1.0, 1.0), (1.0, -1.0), (-1.0, -1.0)])
    lengths = [float(np.hypot(*((near - centre) * mirror + centre - far).T).sum()) for mirror in mirrors]
    points[members] = (points[members] - centre) * mirrors[int(np.argmin(lengths))] + centre


def _spread(graph: nx.Graph[int], nodes: Sequence[int]) -> Points:
    """Give positions whose neighbours stand about 1 apart, and others about as far as there are links between them."""
    if len(nodes) == 1:
        return np.zeros((1, 2))
    if len(nodes) > CROWD or not nx.is_connected(graph):
        return _spiral(graph, nodes)
    wanted = shortest_path(nx.to_scipy_sparse_array(graph, nodelist=nodes, weight=None), unweighted=True)
    weights = 1 / np.where(wanted == 0, np.inf, wanted) ** 2
    solve = np.linalg.inv(np.diag(weights.sum(axis=1)) - weights + 1 / len(nodes))
    points = _round_table(graph, nodes)
    for _ in range(TURNS):
        apart = cdist(points, points)
        pull = weights * wanted / np.where(apart == 0, np.inf, apart)
        points = solve @ (pull.sum(axis=1)[:, None] * points - pull @ points)
    return np.asarray(points - points.mean(axis=0))


def _round_table(graph: nx.Graph[int], nodes: Sequence[int]) -> Points:
    """Place on a circle, relatives side by side: a start from which few lines end up crossed."""
    root = max(nodes, key=lambda node: (graph.degree(node), -node))
    order: dict[int, int] = {}
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node not in order:
            order[node] = len(order)
            waiting.extend(sorted(graph[node], reverse=True))
    angles = np.array([order[node] for node in nodes]) * (2 * np.pi / len(nodes))
    return np.column_stack((np.cos(angles), np.sin(angles)))


def _spiral(graph: nx.Graph[int], nodes: Sequence[int]) -> Points:
    """Place on a sunflower's spiral, the best linked in the middle: for crowds, where distances are slow to keep and show nothing."""
    points = np.zeros((len(nodes), 2))
    for rank, row in enumerate(sorted(range(len(nodes)), key=lambda row: (-int(graph.degree(nodes[row])), row))):
        angle = rank * np.pi * (3 - 5**0.5)
        points[row] = rank**0.5 / 2 * np.array([np.cos(angle), np.sin(angle)])
    return points
