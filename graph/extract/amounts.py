"""Amounts inside relations: `an order for 30,000 chips` carries its count, `invested $2 billion in` its value."""

from __future__ import annotations

from collections.abc import Sequence

from graph.extract.drafts import Draft
from graph.extract.scene import Noun, Scene
from graph.extract.units import quantified
from graph.model import Mention, Quantity
from graph.ontology import Ontology

_NEAR = 14
_CLASSIFIER = 1


def attach(scene: Scene, drafts: Sequence[Draft], taken: set[int], ontology: Ontology, *, touching: bool) -> None:
    """Give quantities no measure has taken to the relations whose clause they stand in.

    The ontology says which measures a relation is quantified by; the unit decides among them. An amount belongs where
    it stands between trigger and object or touches either; with `touching`, only where it touches the object.
    """
    belongs = _touches if touching else _belongs
    for quantity in scene.quantities:
        if quantity.start in taken:
            continue
        clause = scene.clause_of(quantity.start)
        for draft in drafts:
            if draft.clause != clause or draft.quantity or draft.timeless or not draft.relation or not draft.object:
                continue
            measure = quantified(draft.relation, quantity.value, ontology)
            if measure and belongs(scene, draft, draft.object, quantity):
                draft.measure, draft.quantity = measure, quantity
                taken.add(quantity.start)


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
