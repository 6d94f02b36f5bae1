"""The colours and lines of families, as people see them."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import pytest

from graph.ontology import Ontology, read_ontology

WHITE, DARK = "#ffffff", "#1e1e1e"
MATRICES = {  # Source: Machado, Oliveira, Fernandes 2009, severity 1
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}


@pytest.fixture(scope="module")
def ontology(root: Path) -> Ontology:
    return read_ontology(root / "ontology.ttl")


def linear(colour: str) -> list[float]:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def contrast(one: str, other: str) -> float:
    """Source: WCAG 2.2, contrast ratio."""
    dark, light = sorted(sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) + 0.05 for x in (one, other))
    return light / dark


def lab(channels: list[float]) -> tuple[float, float, float]:
    """Source: CIE 15:2004, L*a*b* at D65."""
    r, g, b = channels
    white = {(0.4124, 0.3576, 0.1805): 0.9505, (0.2126, 0.7152, 0.0722): 1.0, (0.0193, 0.1192, 0.9505): 1.089}
    parts = [(row[0] * r + row[1] * g + row[2] * b) / whole for row, whole in white.items()]
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, sight: str) -> float:
    def seen(colour: str) -> list[float]:
        return [sum(m * c for m, c in zip(row, linear(colour), strict=True)) for row in MATRICES[sight]]

    return math.dist(lab(seen(one)), lab(seen(other)))


def test_contrast_is_that_of_the_guideline() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_colours_stand_out_on_white_and_on_dark(ontology: Ontology) -> None:
    for family in ontology.families.values():
        assert min(contrast(family.colour, WHITE), contrast(family.colour, DARK)) >= 3, family.name


@pytest.mark.parametrize("sight", MATRICES)
def test_families_are_told_apart_by_colour_or_line(ontology: Ontology, sight: str) -> None:
    for one, other in itertools.combinations(ontology.families.values(), 2):
        assert one.line != other.line or distance(one.colour, other.colour, sight) > 20, f"{one.name} {other.name}"


def test_red_and_green_of_one_lightness_are_confused() -> None:
    assert distance("#c05a2a", "#7a7a2a", "deuteranopia") < 20 < distance("#1f77c8", "#d1431f", "deuteranopia")


def test_lines_are_those_the_page_can_draw(ontology: Ontology) -> None:
    lines = [f.line for f in ontology.families.values()]
    assert sorted(lines) == sorted({"solid", "double", "wavy", "zigzag", "beaded", "ticked", "banded", "triple", "feathered"})
