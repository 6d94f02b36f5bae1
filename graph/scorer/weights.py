"""The weights of one language: which features count for which class and by how much, and how sure a score is."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from graph.errors import VocabularyError

FOLDER = Path(__file__).parent
_PARTS = ("keys", "weights", "scales", "bias", "classes", "calibration")


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model over hashed features.

    `keys` are the sorted hashes of the features that count, shape (features,); `weights` whole numbers from -127 to 127,
    shape (features, classes), which `scales` turn into scores; `bias` is added. A probability is the softmax of a score
    times `sharpness`; below `threshold` the likeliest label is not given.
    """

    keys: NDArray[np.uint32]
    weights: NDArray[np.int8]
    scales: NDArray[np.float32]
    bias: NDArray[np.float32]
    classes: tuple[str, ...]
    sharpness: float
    threshold: float

    def score(self, features: Iterable[str]) -> NDArray[np.float64]:
        """Give each class its probability, shape (classes,). Features that do not count are left out."""
        known = find_known(self.keys, np.unique(hash_features(features)))
        # Whole numbers are added, so that the order of adding cannot change the sum.
        total = self.weights[known].sum(axis=0, dtype=np.int64)
        scores = total * self.scales.astype(np.float64) / np.sqrt(max(1, len(known))) + self.bias
        shares: NDArray[np.float64] = soften(scores[None, :], self.sharpness)[0]
        return shares


def hash_features(features: Iterable[str]) -> NDArray[np.uint32]:
    """Hash features to 32 bits, the same on every machine and in every run.

    >>> int(hash_features(["M|收 购"])[0])
    1680266274
    """
    return np.fromiter((zlib.crc32(f.encode("utf-8", "surrogatepass")) for f in features), dtype=np.uint32)


def find_known(keys: NDArray[np.uint32], hashes: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Give the places of the hashes that are among the sorted keys."""
    at = np.searchsorted(keys, hashes)
    at[at == len(keys)] = 0
    found: NDArray[np.int64] = at[keys[at] == hashes]
    return found


def soften(scores: NDArray[np.float64], sharpness: float) -> NDArray[np.float64]:
    """Turn scores into probabilities, row by row."""
    powers = np.exp(sharpness * (scores - scores.max(axis=1, keepdims=True)))
    shares: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return shares


def read_weights(language: str, folder: Path = FOLDER) -> Weights:
    """Read the weights of `zh` or `en`.

    Raises:
        VocabularyError: the file is missing or is not one that training wrote.
    """
    path = folder / f"{language}.npz"
    try:
        with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as file:
            keys, weights, scales, bias, classes, (sharpness, threshold) = (file[part] for part in _PARTS)
    except (OSError, KeyError, ValueError, BadZipFile) as error:
        raise VocabularyError(f"graph/scorer/{path.name}: cannot be read: {error}. Make it with bench/train_scorer.py.") from error
    return Weights(keys, weights, scales, bias, tuple(map(str, classes)), float(sharpness), float(threshold))


def to_bytes(weights: Weights) -> bytes:
    """Write weights as an uncompressed .npz archive; equal weights give equal bytes."""
    buffer = BytesIO()
    calibration = np.array([weights.sharpness, weights.threshold])
    np.savez(
        buffer,
        keys=weights.keys,
        weights=weights.weights,
        scales=weights.scales,
        bias=weights.bias,
        classes=np.array(weights.classes),
        calibration=calibration,
    )
    return buffer.getvalue()
