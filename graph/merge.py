"""One claim for what is said once or many times: the same content from several places, with all its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from graph.model import Claim, Entity, Review

T = TypeVar("T", Claim, Entity)
_WEIGHTIER: tuple[Review, ...] = ("extracted", "accepted", "added", "rejected")  # what a person says counts, and a no most of all


def merge(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Join claims of equal content, sorted by id.

    The joined claim has every passage once, in order of document and place, the confidence and rule of its surest reading,
    and the weightiest review. Values that differ are different claims: nothing is averaged.
    """
    return tuple(map(_join, _by_id(claims)))


def _by_id(things: Iterable[T]) -> Iterator[list[T]]:
    """Give the things of each id together, ids in order."""
    same: dict[str, list[T]] = defaultdict(list)
    for thing in things:
        same[thing.id].append(thing)
    yield from (same[name] for name in sorted(same))


def _join(claims: list[Claim]) -> Claim:
    surest = max(claims, key=lambda c: (c.confidence, c.rule))
    places = {(e.document, e.start, e.end): e for c in claims for e in c.evidence}
    decided = max((c.review for c in claims), key=_WEIGHTIER.index)
    return replace(surest, evidence=tuple(places[p] for p in sorted(places)), review=decided)


def merge_entities(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Join entities of the same id that several documents proposed: one label a language, the others as aliases, sorted by id."""
    return tuple(map(_join_entity, _by_id(entities)))


def _join_entity(entities: list[Entity]) -> Entity:
    first = min(entities, key=lambda e: (e.provisional, e.labels))
    names = sorted({n for e in entities for n in (*e.labels, *e.aliases)})
    labels = dict(first.labels)
    for language, name in names:
        labels.setdefault(language, name)
    kept = tuple(sorted(labels.items()))
    return replace(first, labels=kept, aliases=tuple(n for n in names if n not in kept))
