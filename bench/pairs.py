"""Measure which relation two marked mentions stand in: the learned scorer and, beside it, the patterns.

    python bench/pairs.py --finre FinRE/valid.txt --core core/train.json [--five-fold]

Without `--five-fold` the shipped weights are measured, so do not give what they were trained on (FinRE's train.txt, CORE's
train.json); with it a file is measured by five-fold cross-validation on itself (needs the extra `train`). Direction and plan
count: the right relation the wrong way round, or a plan taken for done, is a miss. A pair may have several labels; one answer is given.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.entities import REGISTRY, read_registry
from graph.extract import build_extractor
from graph.extract.scorer import AGREEMENT, read_scorer
from graph.model import Document, Entity
from graph.ontology import read_ontology
from graph.scorer.corpora import Pair, read_core, read_finre
from graph.scorer.features import list_features
from graph.scorer.labels import Labels
from graph.scorer.weights import soften

Answer: TypeAlias = tuple[str, str]  # a group or a relation, and its way
NAMES = ("Axelion", "Boravia")  # no registry knows them; the pair is put into its sentence under these names
KINDS = (("Company", "Company"), ("Company", "Product"))
BESIDE = {"manufacturesFor": "order", "orders": "order", "launches": "product", "investsIn": "holding"}  # groups of relations no label has
BINS = (0.0, 0.1, 0.2, 0.4, 0.6, 0.8, 1.01)
LEAST = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
WANTED = 0.85  # precision
UNDEFINED = "undefined"


@dataclass(frozen=True, slots=True)
class Scored:
    """Pairs with the probability of each class, shape (pairs, classes), and the least that is given as an answer."""

    pairs: Sequence[Pair]
    classes: Sequence[str]
    probabilities: NDArray[np.float64]
    threshold: float

    def sums(self, answer_of: Callable[[str], Answer | None]) -> tuple[list[Answer], NDArray[np.float64]]:
        """Add up the classes that are one answer: the answers, and their probabilities of shape (pairs, answers)."""
        given = [answer_of(name) for name in self.classes]
        answers = sorted({a for a in given if a})
        return answers, np.stack([self.probabilities[:, [g == a for g in given]].sum(axis=1) for a in answers], axis=1)

    def best(self, answer_of: Callable[[str], Answer | None]) -> list[tuple[Answer, float]]:
        """Give the likeliest answer of each pair, and how likely it is."""
        answers, sums = self.sums(answer_of)
        return [(answers[i], float(row[i])) for row in sums for i in [int(row.argmax())]]

    def answers(self, answer_of: Callable[[str], Answer | None]) -> list[set[Answer]]:
        """Give the answer of each pair, if it is likely enough."""
        return [{answer} if p >= self.threshold else set() for answer, p in self.best(answer_of)]


def ship(pairs: Sequence[Pair]) -> Scored:
    """Score pairs by the shipped weights."""
    weights = read_scorer().weights["en" if pairs[0].language == "en" else "zh"]
    rows = [weights.score(list_features(p.text, p.first, p.second, p.language)) for p in pairs]
    return Scored(pairs, weights.classes, np.stack(rows), weights.threshold)


def cross(pairs: Sequence[Pair], labels: Labels, name: Callable[[str], str]) -> Scored:
    """Score pairs by five-fold cross-validation."""
    from graph.scorer.training import calibrate, choose_threshold, cross_validate, list_targets  # noqa: PLC0415 - needs scikit-learn

    classes, scores = cross_validate(pairs, name)
    probabilities = soften(scores, calibrate(scores, list_targets(pairs, classes, name)))
    return Scored(pairs, classes, probabilities, choose_threshold(probabilities, classes, pairs, labels))


def wanted(pairs: Iterable[Pair], answer_of: Callable[[str], Answer | None]) -> list[set[Answer]]:
    """Give the right answers of each pair."""
    return [{a for label in pair.labels if (a := answer_of(label))} for pair in pairs]


def f1(right: int, given: int, asked: int) -> str:
    """Write precision, recall and F1."""
    return f"P {right / max(1, given):.3f}  R {right / max(1, asked):.3f}  F1 {2 * right / max(1, given + asked):.3f}"


def show(title: str, gold: Sequence[set[Answer]], answers: Sequence[set[Answer]], *, parts: bool = True) -> None:
    """Print the figures of each group and of all."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for right, given in zip(gold, answers, strict=True):
        for i, some in enumerate((right & given, given, right)):
            for answer in some:
                counts[answer[0]][i] += 1
    total = np.sum(list(counts.values()) or [[0, 0, 0]], axis=0)
    print(f"  {title}: {f1(*map(int, total))}  ({total[2]} labels in {len(gold)} pairs)")
    for group, count in sorted(counts.items()) if parts else ():
        print(f"    {group:<20} {f1(*count)}  ({count[2]})")


def read_rules(pairs: Sequence[Pair], labels: Labels) -> list[set[Answer]]:
    """Give what the patterns read of each pair: the groups, and the way of those whose labels have one."""
    ontology = read_ontology()
    known = read_registry(REGISTRY, ontology)
    kinds = KINDS if pairs[0].language == "en" else KINDS[:1]
    extractors = [build_extractor(ontology, [*known, *map(_entity, NAMES, kind)]) for kind in kinds]
    meanings = [m for pair in pairs for label in pair.labels if (m := labels.mean(label))]
    groups = {**BESIDE, **{m.relation: m.group for m in meanings if m.modality == "fact"}}
    with_way = {m.group for m in meanings if m.way}
    plans = {m.relation: m.group for m in meanings if m.modality == "plan"}
    found: list[set[Answer]] = []
    for pair in pairs:
        read: set[Answer] = set()
        for extractor in extractors if pair.first.end <= pair.second.start else ():
            for claim in extractor.read(Document("pair.txt", _renamed(pair), pair.language)).claims:
                if claim.relation in groups and {claim.subject, claim.object} == {name.lower() for name in NAMES} and not claim.negated:
                    group = plans.get(claim.relation, groups[claim.relation]) if claim.modality != "fact" else groups[claim.relation]
                    way = ">" if claim.subject == NAMES[0].lower() else "<"
                    read.add((group, way if group in with_way else ""))
        found.append(read)
    return found


def join(scored: Scored, rules: Sequence[set[Answer]], answer_of: Callable[[str], Answer | None]) -> list[set[Answer]]:
    """Give the likeliest answer of each pair, those that patterns read being likelier, if it is likely enough."""
    answers, sums = scored.sums(answer_of)
    raised = sums + AGREEMENT * np.array([[answer in read for answer in answers] for read in rules])
    return [{answers[int(row.argmax())]} if row.max() >= scored.threshold else set() for row in raised]


def _entity(name: str, kind: str) -> Entity:
    return Entity(name.lower(), kind, (("en", name),))


def _renamed(pair: Pair) -> str:
    """Put the two names that are known in place of the pair's, wherever they stand."""
    text, spans = pair.text, (pair.first, pair.second)
    olds = [(text[span.start : span.end], new) for span, new in zip(spans, NAMES, strict=True)]

    def rename(stretch: str) -> str:
        for old, new in sorted(olds, key=lambda pair: -len(pair[0])):
            stretch = stretch.replace(old, new)
        return stretch

    stop = "" if pair.language == "en" else "。"
    parts = text[: pair.first.start], NAMES[0], text[pair.first.end : pair.second.start], NAMES[1], text[pair.second.end :]
    return "".join(part if part in NAMES else rename(part) for part in parts) + stop


def show_use(scored: Scored, gold: Sequence[set[Answer]], rules: Sequence[set[Answer]], answer_of: Callable[[str], Answer | None]) -> None:
    """Print what the scorer is good for beside patterns: how it judges what they read, and what it finds where they read nothing."""
    answers, sums = scored.sums(answer_of)
    read = [(float(row[answers.index(a)]) if a in answers else 0.0, a in right)
            for row, right, given in zip(sums, gold, rules, strict=True) for a in given]
    print("  of what patterns read, by the scorer's probability of it:")
    bins("right", read)
    best = scored.best(answer_of)
    print("  of the scorer's own likeliest answers, by their probability:")
    bins("right", [(p, a in right) for (a, p), right in zip(best, gold, strict=True)])
    left = [(p, a in right) for (a, p), right, given in zip(best, gold, rules, strict=True) if not given]
    asked = sum(map(len, gold))
    print(f"  proposed where patterns read nothing ({len(left)} pairs; recall is of all {asked} labels):")
    for least in LEAST:
        kept = [right for p, right in left if p >= least]
        share = sum(kept) / max(1, len(kept))
        print(f"    at least {least:.2f}: {len(kept):5} proposed, precision {share:.3f}, recall {sum(kept) / asked:.3f}")
    ranked, right, reach = sorted(left, reverse=True), 0, (0, 1.0)
    for i, (p, hit) in enumerate(ranked, 1):
        right += hit
        if right / i >= WANTED:
            reach = (right, p)
    print(f"    at precision {WANTED}: recall {reach[0] / asked:.3f}, from {reach[1]:.3f} up")


def bins(word: str, judged: Sequence[tuple[float, bool]]) -> None:
    """Print how often each stretch of probabilities was right."""
    for low, high in pairwise(BINS):
        inside = [(p, hit) for p, hit in judged if low <= p < high]
        if inside:
            mean, share = np.mean(inside, axis=0)
            print(f"    {low:.1f} to {min(1.0, high):.1f}: {len(inside):5}, mean probability {mean:.3f}, {word} {share:.3f}")


def measure(title: str, pairs: Sequence[Pair], labels: Labels, *, five_fold: bool) -> None:
    """Print all figures of one corpus."""

    def grouped(label: str) -> Answer | None:
        return None if (m := labels.mean(label)) is None else (m.group, m.way)

    def named(label: str) -> Answer | None:
        return None if (m := labels.mean(label)) is None or not m.named else (m.group, m.way)

    def related(label: str) -> Answer | None:
        return None if (m := labels.mean(label)) is None else (f"{m.relation}{' plan' * (m.modality == 'plan')}", m.way)

    scored = cross(pairs, labels, labels.class_of) if five_fold else ship(pairs)
    print(f"{title}, {'five-fold' if five_fold else 'shipped weights'}, answers from {scored.threshold:.2f}")
    gold, rules = wanted(pairs, grouped), read_rules(pairs, labels)
    show("scorer, groups", gold, scored.answers(grouped))
    show("scorer, relations", wanted(pairs, related), scored.answers(related), parts=False)
    show("scorer, only labels that name their group", wanted(pairs, named), scored.answers(named), parts=False)
    show("patterns, groups", gold, rules)
    either = [read or answer for read, answer in zip(rules, scored.answers(grouped), strict=True)]
    show("patterns, and the scorer where they read nothing", gold, either, parts=False)
    show("both: the scorer, what patterns read being likelier", gold, join(scored, rules, grouped))
    show_use(scored, gold, rules, grouped)


def show_native(pairs: Sequence[Pair], labels: Labels) -> None:
    """Print the figures of a corpus in its own labels, by five folds: with and without `undefined`, and the mean over labels."""
    scored = cross(pairs, labels, str)
    answers = [scored.classes[i] for i in scored.probabilities.argmax(axis=1)]
    counts: Mapping[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for pair, answer in zip(pairs, answers, strict=True):
        counts[answer][1] += 1
        counts[pair.labels[0]][2] += 1
        counts[answer][0] += answer == pair.labels[0]
    defined = [count for label, count in sorted(counts.items()) if label != UNDEFINED]
    print(f"  own labels with direction: micro {f1(*map(int, np.sum(defined, axis=0)))}; with {UNDEFINED}", end=" ")
    print(f"{f1(*map(int, np.sum(list(counts.values()), axis=0)))}; macro F1 {np.mean([2 * r / max(1, g + a) for r, g, a in defined]):.3f}")


if __name__ == "__main__":
    parser = ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--finre", type=Path, help="a file of FinRE")
    parser.add_argument("--core", type=Path, help="a file of CORE")
    parser.add_argument("--five-fold", action="store_true", help="cross-validate on the file instead of taking the shipped weights")
    asked_for = parser.parse_args()
    known_labels = read_scorer().labels
    if asked_for.finre:
        measure(f"FinRE {asked_for.finre.name}", read_finre(asked_for.finre, known_labels), known_labels, five_fold=asked_for.five_fold)
    if asked_for.core:
        contexts = read_core(asked_for.core, known_labels)
        measure(f"CORE {asked_for.core.name}", contexts, known_labels, five_fold=asked_for.five_fold)
        if asked_for.five_fold:
            show_native(contexts, known_labels)
