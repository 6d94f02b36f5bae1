"""Confidence that means something: how often claims of a rule were right on labelled articles, smoothed.

A rule's precision is counted by `bench/calibrate.py` into `patterns/precision.toml`. What the pattern itself claims of its
confidence is the prior, so that a rule seen twice is not called certain; what a claim's slots cost (a carried subject,
crossed nouns) moves it from its rule's mean.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import VocabularyError
from graph.extract.patterns import FOLDER

FILE = "precision.toml"
PRIOR_WEIGHT = 6.0  # readings a prior counts as
LOWEST, HIGHEST = 0.05, 0.98


@dataclass(frozen=True, slots=True)
class Precision:
    """How a rule did: claims right, claims read, and their mean confidence before calibration."""

    right: float
    read: float
    mean: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The precision of rules, and the line that turns an uncalibrated confidence into the share that was right."""

    rules: Mapping[str, Precision] = field(default_factory=dict)
    slope: float = 1.0
    intercept: float = 0.0

    def confidence(self, rule: str, raw: float) -> float:
        """Give the calibrated confidence of a claim whose rule gave it `raw`.

        >>> round(Calibration({"r": Precision(9, 10, 0.8)}).confidence("r", 0.7), 3)
        0.762
        """
        known = self.rules.get(rule)
        if known is None:
            return self._bounded(self._prior(raw))
        smoothed = (known.right + PRIOR_WEIGHT * self._prior(known.mean)) / (known.read + PRIOR_WEIGHT)
        return self._bounded(smoothed + self.slope * (raw - known.mean))

    def _prior(self, raw: float) -> float:
        return self.intercept + self.slope * raw

    @staticmethod
    def _bounded(value: float) -> float:
        return min(HIGHEST, max(LOWEST, value))


def read_calibration(language: str, folder: Path = FOLDER) -> Calibration:
    """Read a language's calibration; without the file a confidence stays as its pattern gives it.

    Raises:
        VocabularyError: the file is not what `bench/calibrate.py` writes.
    """
    path = folder / FILE
    if not path.exists():
        return Calibration()
    try:
        table = tomllib.loads(path.read_text("utf-8"))[language]
        rules = {rule: Precision(*map(float, counts)) for rule, counts in table["rules"].items()}
        return Calibration(rules, float(table["slope"]), float(table["intercept"]))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise VocabularyError(f"{FILE}: cannot be read: {error!r}. Write it anew: python bench/calibrate.py GOLD...") from error
