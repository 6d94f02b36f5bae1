"""Amounts inside relations: `an order for 30,000 chips` carries its count, `invested $2 billion in` its value."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph.extract.drafts import Draft
from graph.extract.scene import Noun, Scene
from graph.extract.units import fall, quantified
from graph.model import Mention, Quantity
from graph.ontology import Ontology

_NEAR = 14
_CLASSIFIER = 1
# What joins the amounts of a list: `22% and 20%`, `2.7%和4.1%`.
_RESPECTIVE = re.compile(r"分别|各自|依次|依序|respectively", re.IGNORECASE)
_RESPECTIVE_REACH = 30
# What these count is no product: people, firms and sites.
_NOT_PRODUCTS = re.compile(r"[家名位人座间所]$")
_LISTS, _LISTED = re.compile(r"(?:和|与|及|、|\band|,)\s*$"), re.compile(r"\s*(?:和|与|及|、|and\b)")
_LIST_REACH = 6
_JOINED = re.compile(r"\s*(?:,|、|;)?\s*(?:和|与|及|以及|and|&)?\s*")


def attach(scene: Scene, drafts: Sequence[Draft], taken: set[int], ontology: Ontology, *, touching: bool) -> None:
    """Give quantities no measure has taken to the relations whose clause they stand in.

    The ontology says which measures a relation is quantified by; the unit decides among them. An amount belongs where
    it stands between trigger and object or touches either; with `touching`, only where it touches the object. Of several
    relations it is part of those whose object its measure is of most: an order of a product before a supply to a buyer.
    """
    belongs = _touches if touching else _belongs
    for quantity in scene.quantities:
        if quantity.start in taken:
            continue
        clause = scene.clause_of(quantity.start)
        found: list[tuple[int, Draft, str]] = []
        for draft in drafts:
            if draft.clause != clause or draft.quantity or draft.timeless or not draft.relation or not draft.object:
                continue
            measure = quantified(draft.relation, quantity.value, ontology)
            if measure and belongs(scene, draft, draft.object, quantity) and not _is_of_another(scene, draft.object, quantity, ontology):
                found.append((_rank(draft.object, measure, ontology), draft, measure))
        first = min(found, key=lambda item: (item[0], -item[1].confidence), default=None)
        for rank, draft, measure in found:
            # Of two relations to the same thing the surer one has the amount: an order, not who makes what was ordered.
            if first and rank == first[0] and draft.relation == first[1].relation:
                draft.measure, draft.quantity = measure, quantity
                taken.add(quantity.start)


def _rank(thing: Noun, measure: str, ontology: Ontology) -> int:
    """Tell how early the ontology names a kind of object among those a measure is of."""
    kinds = ontology.measure(measure).range
    return next((i for i, kind in enumerate(kinds) if ontology.is_a(thing.type, kind)), len(kinds))


def _is_of_another(scene: Scene, thing: Noun, quantity: Mention[Quantity], ontology: Ontology) -> bool:
    """Tell whether an amount is a site's own power (`a 5 GW campus`), or counts sites or people and not the product."""
    if quantity.value.unit == "W":
        return ontology.is_a(thing.type, "Facility")
    other = _NOT_PRODUCTS.search(scene.text, quantity.start, quantity.end) is not None
    return other and quantity.value.unit == "count" and ontology.is_a(thing.type, "Product")


def _touches(scene: Scene, _: Draft, thing: Noun, quantity: Mention[Quantity]) -> bool:
    """Tell whether an amount stands right before the object or the list the object is in."""
    starts = (n.start for n in scene.list_of(thing))
    return any(quantity.end <= at and len(scene.text[quantity.end : at].strip(" 的")) <= _CLASSIFIER for at in starts)


def _belongs(scene: Scene, draft: Draft, thing: Noun, quantity: Mention[Quantity]) -> bool:
    """Tell whether an amount stands between trigger and object, or beside them with no other noun between."""
    low, high = min(draft.trigger.start, thing.start), max(draft.trigger.end, thing.end)
    if low <= quantity.start < high:
        return True
    before = quantity.end <= low and low - quantity.end <= _NEAR
    behind = high <= quantity.start and quantity.start - high <= _NEAR
    if not before and not behind:
        return False
    between = scene.nouns.within(min(high, quantity.end), max(low, quantity.start))
    return all(n is thing or n.group == thing.group for n in between)


def beside(scene: Scene, holders: Sequence[Noun], quantity: Mention[Quantity]) -> Sequence[Noun]:
    """Give the holder of one amount of a list of as many amounts as holders (`22% and 20%, respectively`), else all."""
    run = run_of(scene, quantity)
    if len(run) != len(holders) and len(run) > 1 and _are_respective(scene, run):
        return _first_or_last(scene, holders, run, quantity)  # not all of the list were found
    if len(holders) < 2 or len(run) != len(holders):  # noqa: PLR2004 - a list
        return holders
    ordered = sorted(holders, key=lambda noun: noun.start)
    return [ordered[[q.start for q in run].index(quantity.start)]]


def _first_or_last(
    scene: Scene, holders: Sequence[Noun], run: Sequence[Mention[Quantity]], quantity: Mention[Quantity],
) -> Sequence[Noun]:
    """Give the one holder found of a list whose others were not, if it opens the list or closes it as the amount does its row."""
    if len(holders) != 1:
        return []
    closes = _LISTS.search(scene.text, max(0, holders[0].start - _LIST_REACH), holders[0].start)
    opens = _LISTED.match(scene.text, holders[0].end)
    at = run[-1] if closes else run[0] if opens else None
    return holders if at is not None and at.start == quantity.start else []


def _are_respective(scene: Scene, run: Sequence[Mention[Quantity]]) -> bool:
    """Tell whether words around amounts in a row say that each is of another."""
    low = max(scene.sentence.span.start, run[0].start - _RESPECTIVE_REACH)
    return _RESPECTIVE.search(scene.text, low, min(scene.sentence.span.end, run[-1].end + _RESPECTIVE_REACH)) is not None


def pair(scene: Scene, drafts: Sequence[Draft]) -> set[int]:
    """Give each of several subjects read with one amount its own, where as many amounts stand in a row; return the starts of all."""
    together: dict[object, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.quantity and draft.measure:
            together[draft.rule, draft.measure, draft.clause, id(draft.quantity), draft.object and draft.object.entity].append(draft)
    paired: set[int] = set()
    for group in together.values():
        subjects = sorted({d.subject.start for d in group})
        first = group[0].quantity
        run = run_of(scene, first) if first else []
        if first is None or len(subjects) < 2 or len(run) != len(subjects) or run[0].start != first.start:  # noqa: PLR2004 - a list
            continue
        negative = first.value.value < 0
        for draft in group:
            draft.quantity = _signed(run[subjects.index(draft.subject.start)], negative=negative)
        paired |= {q.start for q in run}
    return paired


def _signed(quantity: Mention[Quantity], *, negative: bool) -> Mention[Quantity]:
    """Give an amount the sign its list has."""
    value = fall(quantity.value) if negative and quantity.value.value > 0 else quantity.value
    return Mention(quantity.start, quantity.end, value)


def run_of(scene: Scene, quantity: Mention[Quantity]) -> list[Mention[Quantity]]:
    """Give the amounts of one unit that stand in a row with one, itself included."""
    unit = quantity.value.unit
    if unit not in scene.runs:
        scene.runs[unit] = {q.start: run for run in _runs(scene, unit) for q in run}
    return scene.runs[unit].get(quantity.start) or [quantity]


def _runs(scene: Scene, unit: str) -> Iterator[list[Mention[Quantity]]]:
    """Give the sentence's amounts in a unit by the rows they stand in."""
    row: list[Mention[Quantity]] = []
    for quantity in scene.quantities:
        if quantity.value.unit != unit:
            continue
        if row and not _JOINED.fullmatch(scene.text, row[-1].end, quantity.start):
            yield row
            row = []
        row.append(quantity)
    yield row
