"""Confidence from counted precision: smoothed, bounded, in order; and the fit that `bench/calibrate.py` writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.calibrate import LEAST_SLOPE, fit, write
from graph.errors import VocabularyError
from graph.extract.calibration import HIGHEST, LOWEST, Calibration, Precision, read_calibration

RULES = {"good": Precision(40, 40, 0.8), "bad": Precision(0, 40, 0.8), "rare": Precision(1, 1, 0.8)}


def test_a_rule_that_was_right_is_surer_than_one_that_was_not() -> None:
    calibration = Calibration(RULES, 1.0, -0.2)
    good, rare, unknown, bad = (calibration.confidence(rule, 0.8) for rule in ("good", "rare", "new", "bad"))
    assert good > rare > unknown > bad


def test_what_a_claim_costs_lowers_its_own_confidence() -> None:
    calibration = Calibration(RULES, 0.5)
    assert calibration.confidence("rare", 0.8) - calibration.confidence("rare", 0.6) == pytest.approx(0.1)


@pytest.mark.parametrize(("raw", "confidence"), [(5.0, HIGHEST), (-5.0, LOWEST), (0.5, 0.5)])
def test_confidence_has_bounds(raw: float, confidence: float) -> None:
    assert Calibration().confidence("new", raw) == confidence


def test_without_a_file_a_confidence_stays_as_it_is(tmp_path: Path) -> None:
    assert read_calibration("en", tmp_path) == Calibration()


def test_what_is_written_is_read(tmp_path: Path) -> None:
    counted = [{"name": "b", "right": 3, "claims": 4, "confidence": 0.7}, {"name": "a", "right": 0, "claims": 2, "confidence": 0.6}]
    text = write("en", 0.9, -0.1, counted)
    (tmp_path / "precision.toml").write_text(text, "utf-8")
    assert text.index('"a"') < text.index('"b"')
    assert read_calibration("en", tmp_path) == Calibration({"a": Precision(0, 2, 0.6), "b": Precision(3, 4, 0.7)}, 0.9, -0.1)


@pytest.mark.parametrize("text", ["[en", "[zh]\nslope = 1", "[en]\nslope = 1\nintercept = 0\n[en.rules]\nx = [1, 2]\n"])
def test_a_broken_file_is_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "precision.toml").write_text(text, "utf-8")
    with pytest.raises(VocabularyError, match=r"precision\.toml: cannot be read"):
        read_calibration("en", tmp_path)


def test_a_line_is_fitted_by_weight() -> None:
    assert fit([(0.5, 0.3, 1), (0.9, 0.7, 3)]) == (1.0, -0.2)
    assert fit([(0.6, 0.3, 1)]) == (LEAST_SLOPE, 0.0)
    assert fit([(0.5, 0.9, 1), (0.9, 0.1, 1)])[0] == LEAST_SLOPE
