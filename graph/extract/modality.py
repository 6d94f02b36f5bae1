"""Whether a claim is a fact, a plan, a forecast, an opinion, a rumour or only supposed, and whether it is denied."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.extract.automaton import Hit
from graph.extract.grammar import Grammar
from graph.extract.patterns import match_cues
from graph.extract.reach import reach_of
from graph.extract.scene import Noun, Scene
from graph.model import Modality, Span
from graph.ontology import Ontology

# `Were Washington to …`, `Should demand …`
_TURNED = re.compile(r"\s*(?:Were|Should)\s+(?!to\b|we\b|you\b|they\b)\w")
# `据集邦估计`: a count of what is, by whoever makes it; `受传言拖累`: what a rumour does is none.
_COUNTED = re.compile(r"(?:据|根据|依)[^,。;:]{1,14}$")
_COUNTING = frozenset({"估计", "估算", "测算", "推估", "预估"})
_STRUCK_BY = re.compile(r"受(?:到|此)?$")
_FIRST = 4  # characters in which a clause names its subject
# Where several are cued, the one that claims least wins.
_ORDER: tuple[Modality, ...] = ("hypothetical", "rumour", "plan", "forecast", "opinion")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that makes something of what is said in its clause; a condition makes it of the clauses behind it too."""

    word: Hit
    clause: int
    modality: Modality
    condition: bool


class Stance:
    """Reads modality and polarity of one language."""

    def __init__(self, grammar: Grammar, ontology: Ontology, language: str) -> None:
        """Gather the cues of each modality."""
        by_name = {name.casefold(): term for name, term in ontology.modalities.items()}
        self._cues: dict[str, Modality] = {w: m for m in reversed(_ORDER) if m in by_name for w in match_cues(by_name[m], language)}
        self._han = language == "zh"
        self._reach = reach_of(han=self._han).negator
        self._future = frozenset(grammar.future)
        self._words = self._cues.keys() | self._future
        self._conditions = tuple(grammar.conditions)
        self._negators = frozenset(grammar.negators)

    def cues(self, scene: Scene) -> list[Cue]:
        """Find the words of a sentence that show a modality."""
        return [Cue(hit, scene.clause_of(hit.start), kind, hit.word.startswith(self._conditions))
                for hit in scene.hits if hit.word in self._words and (kind := self._kind(scene, hit))]

    def modality(self, scene: Scene, cues: Iterable[Cue], clause: int, reach: int) -> Modality | None:
        """Read what the words around a trigger make of it, or None where they say nothing.

        A cue works in its own clause up to `reach` (the trigger's end, or the amount behind it), a condition on the
        clauses after it too, and one before a colon on everything the colon opens.
        """
        found = {cue.modality for cue in cues if self._works(scene, cue, clause, reach)}
        return next((m for m in _ORDER if m in found), None)

    def is_only_future(self, scene: Scene, cues: Iterable[Cue], clause: int, reach: int) -> bool:
        """Tell whether nothing but an auxiliary of the future makes a forecast of it: nobody expects, it just is to come."""
        working = [cue for cue in cues if cue.modality == "forecast" and self._works(scene, cue, clause, reach)]
        return bool(working) and all(cue.word.word in self._future for cue in working)

    def negated(self, scene: Scene, clause: int, trigger: Span, thing: Noun | None) -> bool:
        """Tell whether a negator stands close before a trigger in its clause, or between it and its object."""
        near = scene.hits.within(max(scene.clauses[clause].start, trigger.start - self._reach), trigger.start)
        behind = scene.hits.within(trigger.end, thing.start) if thing else ()
        return any(hit.word in self._negators for hit in (*near, *behind))

    def _kind(self, scene: Scene, hit: Hit) -> Modality | None:
        """Give what a word shows. Inside a name it is the name's, but a road map is a plan wherever it stands."""
        start = scene.sentence.span.start
        if hit.word in _COUNTING and _COUNTED.search(scene.text, start, hit.start):
            return None
        kind = self._cues.get(hit.word) or ("forecast" if self._is_future(scene, hit) else None)
        if kind == "rumour" and _STRUCK_BY.search(scene.text, start, hit.start):
            return None
        return None if kind != "plan" and scene.nouns.covers(hit.start, hit.end) else kind

    def _is_future(self, scene: Scene, hit: Hit) -> bool:
        """Tell a future auxiliary from the preposition of the same form, which a noun follows."""
        return hit.word in self._future and not (self._han and scene.nouns.begins(hit.end, hit.end))

    @staticmethod
    def _works(scene: Scene, cue: Cue, clause: int, reach: int) -> bool:
        if cue.clause == clause:
            return cue.word.start < reach or cue.modality == "plan"
        if cue.clause == clause - 1 and cue.modality == "plan" and not _opens_with_noun(scene, clause):
            return ";" not in scene.text[cue.word.end : scene.clauses[clause].start]  # `打算买进…,装进园区`: the plan goes on
        if ";" in scene.text[cue.word.end : scene.clauses[clause].start]:
            return False
        return cue.clause < clause and (cue.condition or ":" in scene.text[cue.word.end : scene.clauses[clause].start])


def _opens_with_noun(scene: Scene, clause: int) -> bool:
    """Tell whether a clause names its own subject, so that nothing is carried into it."""
    start = scene.clauses[clause].start
    return any(n.free and not n.carried for n in scene.nouns.within(start, start + _FIRST))
