"""Claims on their way: what patterns and measures propose before the gate has seen it, and which of them are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.extract.scene import Noun, Scene
from graph.model import Mention, Modality, Quantity, Span
from graph.ontology import Ontology


@dataclass(slots=True)
class Draft:
    """A proposed claim with the places it was read from.

    `trigger` is the words that say it; `timeless` claims take no time from other clauses; in one that `speaks` the
    subject is also who says it; `other` is the third thing it names: what is supplied, whom something is ordered from.
    """

    rule: str
    subject: Noun
    trigger: Span
    clause: int
    relation: str | None = None
    object: Noun | None = None
    measure: str | None = None
    quantity: Mention[Quantity] | None = None
    modality: Modality | None = None
    negated: bool = False
    confidence: float = 0.75
    timeless: bool = False
    speaks: bool = False
    other: Noun | None = None

    @property
    def key(self) -> tuple[str, str | None, str | None, str | None, Quantity | None]:
        """What it says, for finding the same said twice in a sentence."""
        amount = self.quantity.value if self.quantity else None
        return (self.subject.entity, self.relation, self.object.entity if self.object else None, self.measure, amount)

    @property
    def edge(self) -> tuple[str, str, str] | None:
        """The relation with its two ends, where it is one."""
        return (self.relation, self.subject.entity, self.object.entity) if self.relation and self.object else None


def turned_relations(ontology: Ontology) -> dict[str, str]:
    """Give the relations that are the inverse of one declared before them, with that one."""
    order = {name: i for i, name in enumerate(ontology.relations)}
    return {r.name: r.inverse for r in ontology.relations.values() if r.inverse and order[r.inverse] <= order[r.name]}


def choose(drafts: Iterable[Draft], ontology: Ontology, turned: Mapping[str, str]) -> list[Draft]:
    """Keep the surest of drafts that say the same, and the narrower of two relations between the same two.

    Relations in `turned` are turned round first, so that each fact has one direction.
    """
    best: dict[object, Draft] = {}
    for draft in (_straight(d, turned) for d in drafts):
        known = best.get(draft.key)
        if known is None or draft.confidence > known.confidence:
            best[draft.key] = draft
    kept = _unmirrored(best.values(), ontology)
    edges = {edge for d in kept if (edge := d.edge)}
    broader = {(wider, subject, thing) for relation, subject, thing in edges for wider in ontology.relation(relation).broader}
    counted = {edge for d in kept if (edge := d.edge) and d.measure}
    outdone = _outdone(kept)
    return [d for d in kept if id(d) not in outdone and d.edge not in broader and (d.measure or d.edge not in counted)]


def _unmirrored(drafts: Iterable[Draft], ontology: Ontology) -> list[Draft]:
    """Keep one of two symmetric claims that only swap their ends: the one that was read first."""
    seen: set[tuple[str, frozenset[str]]] = set()
    kept: list[Draft] = []
    for draft in drafts:
        if draft.relation and draft.object and ontology.relation(draft.relation).symmetric:
            pair = (draft.relation, frozenset((draft.subject.entity, draft.object.entity)))
            if pair in seen:
                continue
            seen.add(pair)
        kept.append(draft)
    return kept


def drop_joint(drafts: Sequence[Draft], scene: Scene, joint_words: Collection[str]) -> list[Draft]:
    """Leave out the amounts that several have together (`the four spend 300 billion`): they are nobody's own.

    What is part of a relation stays.
    """
    holders: dict[object, set[str]] = defaultdict(set)
    for draft in drafts:
        holders[_amount_of(draft)].add(draft.subject.entity)

    def is_joint(draft: Draft) -> bool:
        shared = draft.relation is None and len(holders[_amount_of(draft)]) > 1
        return shared and (draft.subject.carried or any(h.word in joint_words for h in scene.hits_of(draft.clause)))

    return [d for d in drafts if not is_joint(d)]


def _amount_of(draft: Draft) -> tuple[int, str | None, int]:
    """Give which amount of the text a draft states, not how much it is: two may be equal."""
    return id(draft.quantity), draft.measure, draft.clause


def _straight(draft: Draft, turned: Mapping[str, str]) -> Draft:
    """Turn a draft round that is of the second of two inverse relations."""
    if draft.relation is None or draft.object is None or draft.relation not in turned:
        return draft
    return replace(draft, relation=turned[draft.relation], subject=draft.object, object=draft.subject)


def _outdone(drafts: Iterable[Draft]) -> set[int]:
    """Give the drafts (by identity) of whose words a surer one reads another amount of the same measure of the same two."""
    same: dict[object, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.measure and draft.object:
            same[draft.subject.entity, draft.measure, draft.object.entity].append(draft)
    pairs = ((draft, rival) for rivals in same.values() for draft in rivals for rival in rivals)
    return {id(draft) for draft, rival in pairs if rival.confidence > draft.confidence and rival.trigger.overlaps(draft.trigger)}
