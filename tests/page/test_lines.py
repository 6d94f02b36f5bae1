"""What is said of a pair is a line each, apart from the others."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Claim
from graph.ontology import read_ontology
from graph.page.lines import draw_lines

ONTOLOGY = read_ontology()
NUMBERS = {"a": 0, "b": 1, "c": 2}
SUPPLIES = Claim("a", "supplies", "b")


def test_one_thing_said_twice_is_one_line() -> None:
    twice = [SUPPLIES, replace(SUPPLIES, speaker="c")]
    assert [line["claims"] for line in draw_lines(twice, NUMBERS, ONTOLOGY)] == [[0, 1]]


def test_relation_direction_modality_and_polarity_make_lines_of_their_own_bent_apart() -> None:
    claims = [SUPPLIES, replace(SUPPLIES, relation="orders"), Claim("b", "supplies", "a")]
    claims += [replace(SUPPLIES, modality="rumour"), replace(SUPPLIES, negated=True)]
    lines = draw_lines(claims, NUMBERS, ONTOLOGY)
    assert sorted(place for line in lines for place in line["claims"]) == [0, 1, 2, 3, 4]
    sides = {line["bend"] if line["from"] == 0 else -line["bend"] for line in lines}
    assert len(sides) == len(lines) == 5
    assert min(abs(one - other) for one in sides for other in sides if one != other) > 0.1


def test_a_line_says_its_family_modality_and_whether_it_has_a_direction() -> None:
    (line,) = draw_lines([Claim("a", "competesWith", "b", modality="opinion", negated=True)], NUMBERS, ONTOLOGY)
    assert (line["family"], line["modality"]) == (ONTOLOGY.relation("competesWith").family, "opinion")
    assert (line["negated"], line["mutual"]) == (True, True)
    assert draw_lines([SUPPLIES], NUMBERS, ONTOLOGY)[0]["mutual"] is False


def test_claims_about_one_entity_and_rejected_ones_are_no_lines() -> None:
    claims = [Claim("a", measure="revenue"), replace(SUPPLIES, review="rejected"), replace(SUPPLIES, review="accepted")]
    assert [line["claims"] for line in draw_lines(claims, NUMBERS, ONTOLOGY)] == [[2]]
