"""Drafts made into proposals: who says it, how firmly, when, and which passage is cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.extract.attribution import Voice, voice_at
from graph.extract.drafts import Draft
from graph.extract.grounding import Proposal
from graph.extract.modality import Cue, Stance
from graph.extract.scene import Scene
from graph.model import Mark, Mention, Modality, Period, Span

_BEFORE_PASSAGE = " \t-*•,;:。"
_BEHIND_PASSAGE = " \t,;:。"


@dataclass(frozen=True, slots=True)
class Setting:
    """A sentence with what works on all its claims: its voices, its cues of modality, and the day it was published."""

    scene: Scene
    voices: Sequence[Voice]
    cues: Sequence[Cue]
    published: str | None


def propose_claim(draft: Draft, setting: Setting, stance: Stance) -> Proposal:
    """Add to a draft who says it, how firmly, and when; and cite the clauses it was read from."""
    scene = setting.scene
    voice = voice_at(setting.voices, draft.trigger.start)
    speaker = _speaker(draft, voice)
    modality = _modality(draft, setting, voice, stance)
    period = _period(scene, draft)
    if period and modality in {"plan", "forecast"} and _is_past(period.value, setting.published):
        period = None  # when it was said, not when it is to be
    marks = _marks(draft, period, voice if voice and speaker == voice.speaker is not None else None)
    denied = not draft.timeless and stance.negated(scene, draft.clause, draft.trigger, draft.object)
    return Proposal(
        rule=draft.rule,
        subject=(draft.subject.entity, draft.subject.type),
        relation=draft.relation,
        object=(draft.object.entity, draft.object.type) if draft.object else None,
        measure=draft.measure,
        quantity=draft.quantity.value if draft.quantity else None,
        period=period.value if period else None,
        speaker=speaker,
        modality=modality,
        negated=draft.negated or denied,
        confidence=max(0.0, draft.confidence),
        passage=_passage(scene, marks),
        marks=marks,
    )


def _speaker(draft: Draft, voice: Voice | None) -> str | None:
    """Give who says it. What a noun phrase takes for granted is said by nobody, nor is who does a thing quoted on it."""
    if draft.speaks:
        return draft.subject.entity
    speaker = voice.speaker if voice else None
    return None if draft.timeless or (draft.subject.person and speaker == draft.subject.entity) else speaker


def _modality(draft: Draft, setting: Setting, voice: Voice | None, stance: Stance) -> Modality:
    """Give how firmly it is said: by the words around it, else by its pattern, else by how it is quoted."""
    if draft.timeless and draft.relation:
        return draft.modality or "fact"
    reach = max(draft.trigger.end, draft.quantity.start if draft.quantity else 0)
    cued = stance.modality(setting.scene, setting.cues, draft.clause, reach)
    if voice and voice.speaker is None and cued != "hypothetical":
        return "rumour"
    return cued or draft.modality or (voice.modality if voice else None) or "fact"


def _period(scene: Scene, draft: Draft) -> Mention[Period] | None:
    """Give the time of a draft: the nearest in its clause, else the last one before it in the sentence."""
    clause, trigger = scene.clauses[draft.clause], draft.trigger
    if near := scene.periods.inside(clause.start, clause.end):
        return min(near, key=lambda p: (min(abs(p.end - trigger.start), abs(p.start - trigger.end)), p.start))
    if draft.timeless and not draft.measure:
        return None
    earlier = [p for p in scene.periods if p.end <= clause.start and ";" not in scene.text[p.end : clause.start]]
    return earlier[-1] if earlier else None


def _is_past(period: Period, published: str | None) -> bool:
    """Tell whether a time is over at publication, as far as both are known."""
    last = period.end or period.start
    return published is not None and "Q" not in last and last[: len(published)] < published[: len(last)]


def _marks(draft: Draft, period: Mention[Period] | None, voice: Voice | None) -> tuple[Mark, ...]:
    """Say what each stretch the claim was read from is to it."""
    marks = [Mark("subject", draft.subject.start, draft.subject.end), Mark("trigger", draft.trigger.start, draft.trigger.end)]
    named = (("object", draft.object), ("quantity", draft.quantity), ("period", period))
    marks += [Mark(role, found.start, found.end) for role, found in named if found]
    if voice:
        marks.append(Mark("speaker", *voice.mark))
    return tuple(dict.fromkeys(marks))


def _passage(scene: Scene, marks: Sequence[Mark]) -> Span:
    """Give the clauses of the sentence that hold the marks, without the punctuation around them."""
    span = scene.sentence.span
    inside = [m for m in marks if span.start <= m.start and m.end <= span.end]
    start, end = min(m.start for m in inside), max(m.end for m in inside)
    first, last = scene.clauses[scene.clause_of(start)], scene.clauses[scene.clause_of(end - 1)]
    start, end = min(first.start, start), max(last.end, end)
    while start < end and scene.text[start] in _BEFORE_PASSAGE:
        start += 1
    while end > start and scene.text[end - 1] in _BEHIND_PASSAGE:
        end -= 1
    return Span(start, end)
