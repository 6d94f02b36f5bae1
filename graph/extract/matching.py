"""Patterns against one sentence: which mentions fill the slots between the anchors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.extract.anchors import Anchors, Standing, Steps, place_anchors
from graph.extract.automaton import Hit
from graph.extract.drafts import Draft
from graph.extract.forms import Anchor, Slot
from graph.extract.joints import Joints
from graph.extract.kinds import Kinds, narrow
from graph.extract.matches import Match, draft_claims, start_match
from graph.extract.needs import Lack, Needs
from graph.extract.patterns import CUE, Pattern
from graph.extract.rows import Rows
from graph.extract.scene import Scene
from graph.extract.slots import Fill, after, before, touching
from graph.extract.topics import Memory, carry, has_subject, speak_of
from graph.extract.units import fits
from graph.model import Mention, Quantity, Span
from graph.ontology import Ontology

_PARTICIPLES = frozenset(
    {"bought", "sold", "built", "made", "hit", "led", "cut", "held", "driven", "fed", "put", "hurt", "shut", "lent", "bid"}
)
_PASSIVE_REACH = 30
_BEHIND_RELATIVE = 16
# What opens a clause of purpose: `to ease the glut, suppliers …`.
_PURPOSES = frozenset({"为", "为了", "to", "in order to", "以"})


@dataclass(frozen=True, slots=True)
class Search:
    """A form as it is looked for from a word, and how its other anchors are placed."""

    pattern: Pattern
    steps: Steps


class Matcher:
    """Applies the patterns of one language."""

    def __init__(self, ontology: Ontology, anchors: Mapping[str, tuple[Pattern, ...]], patterns: Sequence[Pattern], joints: Joints) -> None:
        """Take the patterns by the word they start from; those without words are tried on touching mentions."""
        types = {e.types for p in patterns for e in p.elements if isinstance(e, Slot) and e.role != "quantity"}
        self._kinds: dict[tuple[str, ...], Kinds] = {t: narrow(t, ontology) for t in types}
        # What acts may go without words, what is acted on only where it is someone who acts.
        self._actors = frozenset(t for t in types if all(ontology.is_a(name, "Agent") for name in t))
        self._ontology, self._joints = ontology, joints
        self._anchors = Anchors(patterns)
        self._needs = Needs(patterns, self._anchors, self._kinds, actors=self._actors, classes=ontology.classes)
        searches: dict[int, tuple[int, int, bool, Search]] = {}
        for pattern in patterns:
            if pattern.anchor:
                need = self._needs.of(pattern)
                searches[id(pattern)] = (need.before, need.behind, pattern.across, Search(pattern, self._anchors.steps(pattern)))
        self._searches = {word: tuple(searches[id(p)] for p in starting) for word, starting in anchors.items()}
        self._across = frozenset(word for word, starting in anchors.items() if any(p.across for p in starting))
        self._cues = {word: cue for word, starting in anchors.items() if (cue := next((p for p in starting if p.id.startswith(CUE)), None))}
        self._rows = Rows(patterns, self._kinds, joints)
        self._states = {(p.relation, p.constant) for p in patterns if p.constant}

    def match(self, scene: Scene, memory: Memory) -> Iterator[Draft]:
        """Propose the claims of a sentence, patterns in the order of their places."""
        hits = [hit for hit in scene.hits if hit.word in self._searches and not _inside_name(scene, hit)]
        if hits:
            standing = self._anchors.find(scene.low, scene.sentence.span)
            clauses, whole = self._needs.lacked(scene, standing)
            for hit in hits:
                for search in self._possible(hit, clauses[scene.clause_of(hit.start)], whole):
                    yield from self._match_at(search, hit, standing, scene, memory)
        for match in self._rows.match(scene):
            yield from draft_claims(match, self._ontology)

    def _possible(self, hit: Hit, clause: Lack, whole: Lack) -> list[Search]:
        """Give the searches that start from a word and lack nothing on either side of it, in their clause or in the sentence."""
        before, behind = clause.before(hit.start), clause.behind(hit.end)
        if hit.word not in self._across:
            return [s for first, then, _, s in self._searches[hit.word] if not (first & before or then & behind)]
        sides = ((before, behind), (whole.before(hit.start), whole.behind(hit.end)))
        return [s for first, then, across, s in self._searches[hit.word] if not (first & sides[across][0] or then & sides[across][1])]

    def gaps(self, scene: Scene, drafts: Sequence[Draft]) -> Iterator[tuple[Hit, Pattern]]:
        """Give the cues of relations of which nothing was read, because what they would link was not found."""
        read = [d.trigger for d in drafts]
        for hit in scene.hits:
            pattern = self._cues.get(hit.word)
            if pattern and scene.nouns and not scene.nouns.exceeds(hit.start, hit.end):
                place = Span(hit.start, hit.end)
                if not any(place.overlaps(trigger) for trigger in read):
                    read.append(place)
                    yield hit, pattern

    def _match_at(self, search: Search, hit: Hit, standing: Standing, scene: Scene, memory: Memory) -> Iterator[Draft]:
        pattern, clause = search.pattern, scene.clause_of(hit.start)
        window = scene.sentence.span if pattern.across else scene.clauses[clause]
        places = place_anchors(search.steps, hit, standing, window.start, window.end)
        if places is None or self._is_passive(pattern, hit, scene):
            return
        match = start_match(pattern, clause, window, places)
        if not self._fill(match, scene, memory):
            return
        _note_topic(match, scene)
        for draft in draft_claims(match, self._ontology):
            if draft.measure and not draft.relation:
                memory.measure = draft.measure
            yield draft

    def _is_passive(self, pattern: Pattern, hit: Hit, scene: Scene) -> bool:
        """Tell whether an English verb of an active form stands in the passive: `was bought by` turns who does it round."""
        if self._joints.han or pattern.constant:
            return False
        last = hit.word.rsplit(" ", 1)[-1]
        participle = last.endswith("ed") or last in _PARTICIPLES
        return participle and bool(self._joints.passive.search(scene.text, max(0, hit.start - _PASSIVE_REACH), hit.start))

    def _fill(self, match: Match, scene: Scene, memory: Memory) -> bool:
        """Fill the slots of a form from left to right; tell whether all that must be filled are."""
        rows = self._rows.fill(match, scene)
        if rows is None:
            return False
        for i, element in enumerate(match.pattern.elements):
            if isinstance(element, Anchor):
                match.pass_anchor(i)
            elif not self._fill_slot(match, i, element, scene, memory, row=rows.get(i)):
                return False
        return self._is_of_whom_it_says(match, scene)

    def _fill_slot(self, match: Match, i: int, slot: Slot, scene: Scene, memory: Memory, *, row: Fill | None) -> bool:
        """Fill one slot, with the noun of its `row` where it is in one; tell whether it is filled or may stay empty."""
        if slot.role == "quantity":
            return self._fill_quantity(match, i, slot, scene)
        if slot.carried:
            return self._fill_unsaid(match, slot, scene, memory)
        fill = row or self._find(match, i, slot, scene, memory)
        if fill is None:
            return slot.optional
        if match.pattern.constant:  # a state is not in a state: `scarce here and idle there`
            fill = replace(fill, nouns=[n for n in fill.nouns if (match.pattern.relation, n.entity) not in self._states])
        if not fill.nouns:
            return False
        match.fill(slot.role, fill, match.stretch(i))
        return True

    def _fill_unsaid(self, match: Match, slot: Slot, scene: Scene, memory: Memory) -> bool:
        """Fill a slot with what was spoken of and is not named in the clause; tell whether there is such a thing."""
        named = {n.entity for fill in match.filled.values() for n in fill.nouns}
        spoken = speak_of(scene, memory, self._kinds[slot.types], match.clause, named)
        if spoken is not None:
            match.fill(slot.role, spoken, Span(0, 0))
        return spoken is not None

    def _is_of_whom_it_says(self, match: Match, scene: Scene) -> bool:
        """Turn a relative clause to the noun behind it: in `总部设在加州的AXT` who sits in California is AXT, not what was spoken of.

        Tells whether the match still holds: not where the noun behind is of a kind that cannot be its subject.
        """
        first = match.pattern.elements[0]
        fill = match.filled.get(first.role) if isinstance(first, Slot) else None
        if not self._joints.han or fill is None or not fill.nouns[0].carried or scene.text[match.used : match.used + 1] != "的":
            return True
        if fill.nouns[0].start >= scene.clauses[match.clause].start:
            return True
        behind = next(iter(scene.nouns.inside(match.used + 1, match.used + _BEHIND_RELATIVE)), None)
        if behind is None or not isinstance(first, Slot) or not self._kinds[first.types].take(behind.type):
            return False
        match.filled[first.role] = Fill([behind], fill.cost)
        return True

    def _fill_quantity(self, match: Match, i: int, slot: Slot, scene: Scene) -> bool:
        match.quantity = _find_quantity(scene, match.stretch(i), slot, closed=match.amount_is_closed(i))
        match.used = match.quantity.end if match.quantity else match.used
        return match.quantity is not None or slot.optional

    def _find(self, match: Match, i: int, slot: Slot, scene: Scene, memory: Memory) -> Fill | None:
        """Find the nouns of a slot: before the first anchor, or behind what has been read."""
        stretch, kinds = match.stretch(i), self._kinds[slot.types]
        closed = match.pattern.touches_next(i)
        if i == 0 and match.pattern.across and not closed and (near := self._near(stretch, slot, kinds, scene, memory)):
            return near
        if i == 0:
            subject_at = Span(scene.start_of_subject(stretch.start, stretch.end), stretch.end)
            found = touching(scene, subject_at, kinds) if closed else before(scene, subject_at, kinds)
            if found or closed or not self._may_be_silent(slot, scene, stretch):
                return found
            return carry(scene, memory, kinds, scene.clause_of(stretch.end))
        found = after(scene, stretch, kinds, touches=slot.touches)
        if found and closed and not scene.touch(found.nouns[-1].end, stretch.end):
            return touching(scene, stretch, kinds)
        return found

    def _near(self, stretch: Span, slot: Slot, kinds: Kinds, scene: Scene, memory: Memory) -> Fill | None:
        """Find the subject of a form over several clauses in the clause of its first anchor, else carry one into that."""
        clause = scene.clause_of(stretch.end)
        near = Span(max(scene.start_of_subject(stretch.start, stretch.end), scene.clauses[clause].start), stretch.end)
        if near.start >= near.end:
            return None
        if found := before(scene, near, kinds):
            return found
        return carry(scene, memory, kinds, clause) if self._may_be_silent(slot, scene, near) else None

    def _may_be_silent(self, slot: Slot, scene: Scene, stretch: Span) -> bool:
        """Tell whether a slot may go without words: nothing else is the subject, nothing says it comes later or is acted on."""
        if slot.optional or (slot.role != "subject" and slot.types not in self._actors):
            return False
        passive = self._joints.han and self._joints.passive.search(scene.text, stretch.start, stretch.end)
        return not passive and not _is_purpose(scene, stretch.end) and not has_subject(scene, stretch.start, stretch.end)


def _inside_name(scene: Scene, hit: Hit) -> bool:
    """Tell whether a word is part of a longer name. The head of a phrase is a word of its own: `电源供应商` says who supplies."""
    return scene.nouns.exceeds(hit.start, hit.end) and any(
        n.start <= hit.start and n.end >= hit.end and n.end - n.start > hit.end - hit.start and not (n.coined and n.end == hit.end)
        for n in scene.nouns.overlapping(hit.start, hit.end)
    )


def _note_topic(match: Match, scene: Scene) -> None:
    """Remember what a clause is about, where it is what the form begins with and not named in the clause itself."""
    first = match.pattern.elements[0]
    fill = match.filled.get(first.role) if isinstance(first, Slot) else None
    if fill and fill.nouns[0].carried:
        scene.topics.setdefault(match.clause, fill.nouns[0])


def _is_purpose(scene: Scene, at: int) -> bool:
    """Tell whether a verb opens a clause of purpose, whose subject comes later."""
    return scene.text[scene.clauses[scene.clause_of(at)].start : at].strip().lower() in _PURPOSES


def _find_quantity(scene: Scene, stretch: Span, slot: Slot, *, closed: bool) -> Mention[Quantity] | None:
    """Find the first amount of a stretch in a slot's units that touches what it must touch."""
    for quantity in scene.quantities.inside(stretch.start, stretch.end):
        fit = not slot.types or fits(quantity.value, slot.types)
        touches_before = not slot.touches or not scene.text[stretch.start : quantity.start].strip()
        if fit and touches_before and (not closed or scene.counts(quantity, stretch.end)):
            return quantity
    return None
