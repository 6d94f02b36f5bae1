"""What our own reading says of a pair that is given: the claims it would draft itself, and the forms its patterns take around the two.

A pattern that finds its own mentions misses what it cannot type; one that is given them only has to find its words in the right order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.extract.anchors import Anchors, place_anchors
from graph.extract.forms import Anchor, Slot
from graph.extract.grammar import Grammar
from graph.extract.joints import Joints
from graph.extract.patterns import Pattern
from graph.extract.scene import Scene
from graph.llm.directions import Direction, Pair
from graph.llm.sight import Seen
from graph.model import Span
from graph.ontology import Ontology

_PASSIVE_REACH = 30


class Witnesses:
    """The patterns of one language, by the term they read."""

    def __init__(self, ontology: Ontology, grammar: Grammar, patterns: Sequence[Pattern], *, han: bool) -> None:
        """Keep the patterns that link two things by words."""
        self._ontology, self._han = ontology, han
        self._passive = Joints(grammar, frozenset(), (), han=han).passive
        self._patterns: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            roles = {e.role for e in pattern.elements if isinstance(e, Slot)}
            if {"subject", "object"} <= roles and pattern.anchor:
                for term in {pattern.relation, pattern.measure} - {None}:
                    self._patterns.setdefault(str(term), []).append(pattern)

        kept = {id(pattern): pattern for patterns in self._patterns.values() for pattern in patterns}
        self._anchors = Anchors(kept.values())
        self._steps = {known: self._anchors.steps(pattern) for known, pattern in kept.items()}

    def of_drafts(self, sentences: Iterable[Seen], terms: Sequence[str], pair: Pair) -> Direction:
        """Ask the claims our reader drafts itself."""
        ends = {(d.subject.entity, d.object.entity) for seen in sentences for d in seen.drafts
                if d.object and (d.relation in terms or d.measure in terms)}
        return _direction(stated=(pair.subject, pair.object) in ends, turned=(pair.object, pair.subject) in ends)

    def of_forms(self, sentences: Sequence[Seen], terms: Sequence[str], quote: Span, pair: Pair) -> Direction:
        """Ask the forms of the patterns: does one stand around the two in the quote, and which way round."""
        stated = any(self._stands(seen.scene, terms, quote, pair) for seen in sentences)
        turned = any(self._stands(seen.scene, terms, quote, pair.turned()) for seen in sentences)
        return _direction(stated=stated, turned=turned)

    def _stands(self, scene: Scene, terms: Sequence[str], quote: Span, pair: Pair) -> bool:
        patterns = [p for term in terms for p in self._patterns.get(term, ()) if self._takes(p, pair)]
        standing = self._anchors.find(scene.low, scene.sentence.span)
        for pattern in patterns:
            words = {w.lower() for w in pattern.anchor.words} if pattern.anchor else set()
            for hit in scene.hits.inside(quote.start, quote.end):
                if hit.word in words:
                    clause = scene.clauses[scene.clause_of(hit.start)]
                    window = scene.sentence.span if pattern.across else clause
                    places = place_anchors(self._steps[id(pattern)], hit, standing, window.start, window.end)
                    if places and not self._is_passive(pattern, scene, hit.start, hit.word) and _fits(pattern, places, clause, pair):
                        return True
        return False

    def _takes(self, pattern: Pattern, pair: Pair) -> bool:
        """Tell whether the classes of the two may fill the pattern's slots."""
        kinds = {"subject": pair.subject_type, "object": pair.object_type}
        slots = (e for e in pattern.elements if isinstance(e, Slot) and e.role in kinds)
        return all(not s.types or any(self._ontology.is_a(kinds[s.role], t) for t in s.types) for s in slots)

    def _is_passive(self, pattern: Pattern, scene: Scene, at: int, word: str) -> bool:
        participle = word.rsplit(" ", 1)[-1].endswith(("ed", "en", "old", "ought", "uilt", "ade", "it"))
        if self._han or pattern.constant or not participle:
            return False
        return self._passive.search(scene.text, max(0, at - _PASSIVE_REACH), at) is not None


def _fits(pattern: Pattern, at: Mapping[int, Span], clause: Span, pair: Pair) -> bool:
    """Tell whether the two stand where the pattern's slots are: before, between or behind its anchors, in its clause."""
    given = {"subject": pair.subject_places, "object": pair.object_places}
    used = clause.start
    for i, element in enumerate(pattern.elements):
        if isinstance(element, Anchor):
            used = max(used, at[i].end)
        elif element.role in given:
            following = min((at[j].start for j in at if j > i), default=clause.end)
            found = [p for p in given[element.role] if used <= p.start and p.end <= following]
            if not found:
                if i or not any(p.silent for p in given[element.role]):
                    return False
                continue
            used = min(p.end for p in found) if i else max(p.end for p in found)
    return True


def _direction(*, stated: bool, turned: bool) -> Direction:
    if stated == turned:
        return "open"
    return "stated" if stated else "turned"
