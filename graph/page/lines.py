"""Claims → the lines that are drawn: one for each thing said of a pair, however often it is said.

Claims of one pair that differ in relation, direction, modality or polarity are lines of their own, bent apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from graph.model import Claim
from graph.network import family_of
from graph.ontology import Ontology

BEND = 0.22  # between parallel lines: how far the middle stands off, as a fraction of the length
ALONE = 0.07  # of a line on its own: enough not to hide behind another


def draw_lines(claims: Sequence[Claim], numbers: Mapping[str, int], ontology: Ontology) -> list[dict[str, Any]]:
    """Group claims between two entities; `numbers` numbers the entities.

    Each line has `from` and `to` (numbers), `claims` (places in `claims`), family, modality, `negated` and `bend`, which
    is to the left of the way from `from` to `to`.
    """
    groups: defaultdict[tuple[int, int], dict[tuple[object, ...], list[int]]] = defaultdict(dict)
    for place, claim in enumerate(claims):
        if claim.object is not None and claim.review != "rejected":
            subject, target = numbers[claim.subject], numbers[claim.object]
            pair = min(subject, target), max(subject, target)
            said = (subject, target, claim.relation or claim.measure or "", claim.modality, claim.negated)
            groups[pair].setdefault(said, []).append(place)
    lines = []
    for pair, parallel in sorted(groups.items()):
        for rank, (_, places) in enumerate(sorted(parallel.items(), key=lambda item: str(item[0]))):
            claim = claims[places[0]]
            bend = ALONE if len(parallel) == 1 else BEND * (rank - (len(parallel) - 1) / 2)
            forward = numbers[claim.subject] == pair[0]
            lines.append(_line(claim, places, numbers, ontology, bend if forward else -bend))
    return lines


def _line(claim: Claim, places: list[int], numbers: Mapping[str, int], ontology: Ontology, bend: float) -> dict[str, Any]:
    line = {"from": numbers[claim.subject], "to": numbers[str(claim.object)], "claims": places, "bend": round(bend, 3)}
    mutual = bool(claim.relation) and ontology.relation(str(claim.relation)).symmetric
    return line | {"family": family_of(claim, ontology), "modality": claim.modality, "negated": claim.negated, "mutual": mutual}
