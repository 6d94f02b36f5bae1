"""Training: labelled pairs → weights. One linear model a language, each class against the others, features weighted by how they tell.

The only place that needs scikit-learn (extra `train`); scoring does without. Everything runs in a fixed order, so equal
pairs give equal weights.

Source: Wang and Manning, Baselines and Bigrams (2012), for the model, a support vector machine over naive Bayes log-count
ratios; Guo et al., On Calibration of Modern Neural Networks (2017), for the one number that turns scores into probabilities.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from graph.scorer.corpora import Pair
from graph.scorer.features import list_features
from graph.scorer.labels import Labels, Meaning
from graph.scorer.weights import Weights, find_known, hash_features, soften

Floats = NDArray[np.float64]
Name = Callable[[str], str]
Told = tuple[NDArray[np.int64], NDArray[np.int64], Floats]


@dataclass(frozen=True, slots=True)
class Penalty:
    """What an error costs beside the size of the weights, and the power a feature's log-count ratio counts with. Chosen by five folds."""

    cost: float
    power: float


PENALTIES = {"zh": Penalty(1.0, 0.5), "en": Penalty(0.3, 1.0)}
FOLDS = 5
_RAREST = 3  # pairs a feature must stand in
_KEPT = 24_000  # features that are kept
_SMOOTHING = 0.5  # pairs added to every count
_HIGHEST = 127
_SHARPNESS = tuple(np.arange(0.5, 8.01, 0.25))
_THRESHOLDS = tuple(np.arange(0.1, 0.61, 0.02))


def split(pairs: Sequence[Pair], folds: int = FOLDS) -> NDArray[np.int64]:
    """Give each pair the number of its fold, shape (pairs,); all pairs of one sentence are in one fold."""
    order: dict[str, int] = {}
    return np.array([order.setdefault(pair.text, len(order)) % folds for pair in pairs])


def cross_validate(pairs: Sequence[Pair], name: Name) -> tuple[tuple[str, ...], Floats]:
    """Score every pair by weights trained without its fold: the classes, and scores of shape (pairs, classes)."""
    folds, hashes = split(pairs), [_hash(pair) for pair in pairs]
    classes = _classes(pairs, name)
    scores = np.zeros((len(pairs), len(classes)))
    for fold in range(FOLDS):
        inside, outside = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        weights = _fit([pairs[int(i)] for i in inside], [hashes[int(i)] for i in inside], classes, name)
        scores[outside] = _score(weights, [hashes[int(i)] for i in outside])
    return classes, scores


def train(pairs: Sequence[Pair], labels: Labels) -> Weights:
    """Train the weights of one language; how sure they are is settled on pairs they were not trained on."""
    name = labels.class_of
    classes, scores = cross_validate(pairs, name)
    sharpness = calibrate(scores, list_targets(pairs, classes, name))
    threshold = choose_threshold(soften(scores, sharpness), classes, pairs, labels)
    weights = _fit(pairs, [_hash(pair) for pair in pairs], classes, name)
    return Weights(weights.keys, weights.weights, weights.scales, weights.bias, classes, sharpness, threshold)


def calibrate(scores: Floats, targets: Floats) -> float:
    """Choose how sharply scores become probabilities: by the likelihood of the labels."""
    shares = targets / targets.sum(axis=1, keepdims=True)
    return float(min(_SHARPNESS, key=lambda s: -float((shares * np.log(soften(scores, s) + 1e-12)).sum())))


def choose_threshold(probabilities: Floats, classes: Sequence[str], pairs: Sequence[Pair], labels: Labels) -> float:
    """Choose the probability below which no relation is given, for the best F1."""
    means = {c: meaning for c in classes if (meaning := labels.mean(c))}
    kinds = list(dict.fromkeys(_said(m) for m in means.values()))
    columns = [[c in means and _said(means[c]) == kind for c in classes] for kind in kinds]
    summed = np.stack([probabilities[:, column].sum(axis=1) for column in columns], axis=1)
    wanted = [{_said(m) for label in pair.labels if (m := labels.mean(label))} for pair in pairs]
    top = summed.max(axis=1)
    right = np.array([kinds[best] in said for best, said in zip(summed.argmax(axis=1), wanted, strict=True)])
    total = sum(map(len, wanted))
    return float(round(max(_THRESHOLDS, key=lambda t: 2 * right[top >= t].sum() / max(1, (top >= t).sum() + total)), 2))


def _said(meaning: Meaning) -> tuple[str, str, str]:
    return meaning.relation, meaning.way, meaning.modality


def _hash(pair: Pair) -> NDArray[np.uint32]:
    return np.unique(hash_features(list_features(pair.text, pair.first, pair.second, pair.language)))


def _classes(pairs: Iterable[Pair], name: Name) -> tuple[str, ...]:
    return tuple(sorted({name(label) for pair in pairs for label in pair.labels}))


def list_targets(pairs: Sequence[Pair], classes: Sequence[str], name: Name) -> Floats:
    """Say which classes each pair has, shape (pairs, classes)."""
    targets = np.zeros((len(pairs), len(classes)))
    for i, pair in enumerate(pairs):
        for label in pair.labels:
            targets[i, classes.index(name(label))] = 1.0
    return targets


def _fit(pairs: Sequence[Pair], hashes: Sequence[NDArray[np.uint32]], classes: tuple[str, ...], name: Name) -> Weights:
    """Fit once to find the features that matter, again with those alone, and round."""
    counts = Counter(int(h) for row in hashes for h in row)
    keys = np.array(sorted(h for h, n in counts.items() if n >= _RAREST), dtype=np.uint32)
    told, penalty = _tell_apart(pairs, classes, name), PENALTIES["en" if pairs[0].language == "en" else "zh"]
    if len(keys) > _KEPT:
        fitted = _separate(_matrix(hashes, keys), told, penalty)[:-1]
        seen = np.sqrt([counts[int(key)] for key in keys])
        keys = np.sort(keys[np.argsort(-np.linalg.norm(fitted, axis=1) * seen, kind="stable")[:_KEPT]])
    fitted = _separate(_matrix(hashes, keys), told, penalty)
    scales = np.maximum(np.abs(fitted[:-1]).max(axis=0), 1e-9) / _HIGHEST
    rounded = np.rint(fitted[:-1] / scales).astype(np.int8)
    return Weights(keys, rounded, scales.astype(np.float32), fitted[-1].astype(np.float32), classes, 1.0, 0.0)


def _tell_apart(pairs: Sequence[Pair], classes: Sequence[str], name: Name) -> Told:
    """List pairs, classes and weights: a pair of two classes is listed with each, for half."""
    shares = list_targets(pairs, classes, name)
    shares /= shares.sum(axis=1, keepdims=True)
    rows, columns = np.nonzero(shares)
    return rows, columns, shares[rows, columns]


def _matrix(hashes: Sequence[NDArray[np.uint32]], keys: NDArray[np.uint32]) -> csr_matrix:
    """Give each pair a row of unit length over the features that count, shape (pairs, keys)."""
    rows, columns, values = [], [], []
    for i, row in enumerate(hashes):
        known = find_known(keys, row)
        columns.append(known)
        values.append(np.full(len(known), 1 / np.sqrt(max(1, len(known)))))
        rows.append(np.full(len(known), i))
    return csr_matrix((np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))), shape=(len(hashes), len(keys)))


def _separate(matrix: csr_matrix, told: Told, penalty: Penalty) -> Floats:
    """Find the weights that separate each class from the others, shape (keys and a last row for the bias, classes)."""
    from sklearn.svm import LinearSVC  # noqa: PLC0415 - an extra, and only this needs it

    rows, columns, shares = told
    matrix = matrix[rows]
    fitted = []
    for i in range(columns.max() + 1):
        ratio = _ratio(matrix, shares, columns == i, penalty.power)
        weighted = matrix.copy()
        weighted.data *= ratio[weighted.indices]
        found = LinearSVC(C=penalty.cost, random_state=0).fit(weighted, columns == i, sample_weight=shares)
        fitted.append(np.append(found.coef_[0] * ratio, found.intercept_[0]))
    return np.stack(fitted, axis=1)


def _ratio(matrix: csr_matrix, shares: Floats, chosen: NDArray[np.bool_], power: float) -> Floats:
    """Say how much oftener each feature stands with a class than without, as a log, shape (keys,)."""
    seen = (matrix > 0).astype(np.float64)
    inside, outside = (seen.T @ np.where(side, shares, 0.0) + _SMOOTHING for side in (chosen, ~chosen))
    ratio = np.log(inside / inside.sum()) - np.log(outside / outside.sum())
    told: Floats = np.sign(ratio) * np.abs(ratio) ** power
    return told


def _score(weights: Weights, hashes: Sequence[NDArray[np.uint32]]) -> Floats:
    scores: Floats = _matrix(hashes, weights.keys) @ (weights.weights * weights.scales) + weights.bias
    return scores
