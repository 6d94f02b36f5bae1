"""Drafts made into proposals: who says it, how firmly, when, and which passage is cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.extract.attribution import Voice, voice_at
from graph.extract.drafts import Draft
from graph.extract.grounding import Proposal
from graph.extract.modality import Cue, Stance
from graph.extract.scene import Scene
from graph.model import Mark, Mention, Modality, Period, Span
from graph.ontology import Measure, Ontology, Relation

_BEFORE_PASSAGE = " \t-*•,;:。"
_OWN_TIME = re.compile(
    r"[去今明前后昨]年|[上本下这]个?[季月周]|[昨今明前]日|同期"
    r"|\b(?:last|this|next|the previous|a) (?:year|quarter|month|week)\b|\byear earlier\b|\byesterday\b",
    re.IGNORECASE,
)
_COMPARING = re.compile(
    r"(?:较|比|相比|相较于?|对比|高于|低于|\b(?:than|versus|against|compared with|compared to|from))\s*(?:(?:in|the|that of|those of|a) )*$"
    r"|\b(?:than|versus|against|compared with|compared to|from)\b(?:(?! to )[^,;]){0,28}"
    r"(?:percent|%|illion|same (?:quarter|period) of|[0-9])[ \w]{0,4}$",
    re.IGNORECASE,
)
_COMPARED = 40
_ORIGIN = re.compile(r"(?:[由从自](?:[^,。;:]{0,8}的)?|\b(?:from|against) (?:an? |the |some |about |nearly |around )*)$", re.IGNORECASE)
_DATING = frozenset(("", "in", "on", "last", "for", "at"))
_BESIDE_AMOUNT = 6  # `$4.10 in October`
_NEXT_CLAUSE = 12  # `A吞下B,已于3月底交割`
# What is counted over a month, a quarter or a year, never on a day: the day is that of the announcement.
_OF_PERIODS = frozenset({"revenue", "revenueGrowth", "netProfit", "grossMargin"})
_AHEAD = re.compile(r"[明后]年|下个?[月季]|届时|将于|\bnext (?:year|quarter|month|spring|summer|autumn)\b", re.IGNORECASE)
_ADMITTING = re.compile(r"承认|坦承|自承|坦言|不讳言|供认|\b(?:admit|conced|acknowledg|insist|den[iy])", re.IGNORECASE)
_ESTIMATED = frozenset({"marketShare", "marketSize", "demandGrowth"})  # what somebody must have counted
# What stands for itself: an article states it, and who is quoted in the same sentence takes it for granted.
_STANDING = frozenset((
    "locatedIn", "operates", "owns", "worksFor", "memberOf", "componentOf", "leads", "succeeds",
    "sharePriceChange", "sharePrice", "marketCap", "employeeCount",
))
_TITLES = frozenset(("worksFor",))  # who somebody works for, the article tells
_KNOWN = frozenset(("locatedIn", "componentOf", "worksFor", "succeeds"))  # true whatever else of them is rumoured
# As a fact each of these is an act that articles report themselves.
_ACTS = frozenset(("imposes", "restricts", "investsIn", "raisesValueOf", "lowersValueOf"))
_BEHIND_PASSAGE = " \t,;:。"


class Terms:
    """What the ontology says of the terms of claims: their families, and which of them are for their subject to decide."""

    def __init__(self, ontology: Ontology) -> None:
        """Look it up once."""
        self._families = {m.name: m.family for m in ontology.measures.values()}
        terms: tuple[Relation | Measure, ...] = (*ontology.relations.values(), *ontology.measures.values())
        self._decided = frozenset(term.name for term in terms if term.decided)

    def family(self, measure: str) -> str:
        """Give the family of a measure."""
        return self._families.get(measure, "")

    def decided(self, draft: Draft) -> bool:
        """Tell whether what a draft says is for its subject to decide."""
        return (draft.relation or draft.measure) in self._decided


@dataclass(frozen=True, slots=True)
class Setting:
    """A sentence with what works on all its claims: its voices, its cues of modality, and the day it was published.

    `reported` are the quarters that figures of a subject and family were last given for in this paragraph.
    """

    scene: Scene
    voices: Sequence[Voice]
    cues: Sequence[Cue]
    published: str | None
    reported: dict[tuple[str, str], Mention[Period]] = field(default_factory=dict)

    def period_of(self, draft: Draft, found: Mention[Period] | None, terms: Terms) -> Mention[Period] | None:
        """Give the time of a draft, and remember that of a figure: the figures that follow it are of the same quarter.

        A share price has a day, and revenue none of its own days.
        """
        if draft.measure is None or draft.relation:
            return found
        key = (draft.subject.entity, terms.family(draft.measure))
        if found is None:
            clause = self.scene.clauses[draft.clause]
            return None if _OWN_TIME.search(self.scene.text, clause.start, clause.end) else self.reported.get(key)
        if "Q" in found.value.start or found.value.end:
            self.reported[key] = found
        return found


def propose_claim(draft: Draft, setting: Setting, stance: Stance, terms: Terms) -> Proposal:
    """Add to a draft who says it, how firmly, and when; and cite the clauses it was read from."""
    scene = setting.scene
    voice = voice_at(setting.voices, draft.trigger.start)
    if voice and voice.carried and not _is_held(draft, voice, setting, stance):
        voice = None
    period = setting.period_of(draft, _period(scene, draft, setting.published), terms)
    modality = _modality(draft, setting, voice, stance)
    speaker = _speaker(draft, voice, scene, modality)
    if draft.quantity and modality != "rumour" and _ORIGIN.search(scene.text, scene.sentence.span.start, draft.quantity.start):
        modality = "fact"  # `from 500 to 610`: what it rises from is known
    elif modality in {"fact", "forecast"} and not (draft.timeless and draft.relation):
        modality = _to_come(draft, setting, stance, period, modality, decided=terms.decided(draft))
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


def _is_held(draft: Draft, voice: Voice, setting: Setting, stance: Stance) -> bool:
    """Tell whether somebody must hold what no one in its sentence says: a supposition, a forecast that is more than a future, a count."""
    if voice.study and draft.measure in _ESTIMATED:
        return True
    modality = _modality(draft, setting, None, stance)
    if modality != "forecast":
        return modality == "hypothetical"
    reach = max(draft.trigger.end, draft.quantity.start if draft.quantity else 0)
    return not stance.is_only_future(setting.scene, setting.cues, draft.clause, reach)


def _to_come(draft: Draft, setting: Setting, stance: Stance, period: Mention[Period] | None, said: Modality, *, decided: bool) -> Modality:
    """Make a plan or a forecast of what is still to come: a plan where it is for the subject to decide and nobody only expects it."""
    scene = setting.scene
    clause = scene.clauses[draft.clause]
    reach = max(draft.trigger.end, draft.quantity.start if draft.quantity else 0)
    if said == "forecast":
        return "plan" if decided and stance.is_only_future(scene, setting.cues, draft.clause, reach) else "forecast"
    ahead = _AHEAD.search(scene.text, clause.start, clause.end) is not None
    if period and setting.published and len(setting.published) >= len(period.value.start) and "Q" not in period.value.start:
        ahead = ahead or period.value.start > setting.published[: len(period.value.start)]
    if not ahead:
        return said
    return "plan" if decided else "forecast"


def _speaker(draft: Draft, voice: Voice | None, scene: Scene, modality: Modality) -> str | None:
    """Give who says it. What a noun phrase takes for granted is said by nobody, nor is who does a thing quoted on it."""
    if draft.speaks:
        return draft.subject.entity
    if voice is None or (voice.turn and draft.relation not in _TITLES):
        return voice.speaker if voice else None
    standing = modality in {"fact", "hypothetical"} and (draft.relation or draft.measure) in _STANDING
    granted = standing or (draft.timeless and draft.relation)
    if granted or (draft.subject.person and voice.speaker == draft.subject.entity):
        return None
    if modality == "fact" and not _is_asserted(draft, voice, scene):
        return None
    return voice.speaker


def _is_asserted(draft: Draft, voice: Voice, scene: Scene) -> bool:
    """Tell whether a fact is what a voice asserts, not an attribute it only mentions, nor a figure a firm reports of itself."""
    if voice.speaker == draft.subject.entity and not draft.relation:
        return _ADMITTING.search(scene.text, voice.mark[1], max(voice.mark[1], voice.start)) is not None
    if draft.relation in _ACTS:
        return False
    related = draft.clause in scene.relatives and draft.measure not in _ESTIMATED
    return not related or voice.start > scene.clauses[draft.clause].start


def _modality(draft: Draft, setting: Setting, voice: Voice | None, stance: Stance) -> Modality:
    """Give how firmly it is said: by the words around it, else by its pattern, else by how it is quoted."""
    if draft.timeless and draft.relation:
        return draft.modality or "fact"
    reach = max(draft.trigger.end, draft.quantity.start if draft.quantity else 0)
    cued = stance.modality(setting.scene, setting.cues, draft.clause, reach)
    if voice and voice.speaker is None and cued != "hypothetical":
        return "fact" if draft.relation in _KNOWN else "rumour"
    return cued or draft.modality or (voice.modality if voice else None) or "fact"


def _period(scene: Scene, draft: Draft, published: str | None) -> Mention[Period] | None:
    """Give the time of a draft: the one right behind its amount, the nearest in its clause, or that of a clause beside it."""
    clause, trigger = scene.clauses[draft.clause], draft.trigger
    if draft.quantity and (own := _beside(scene, draft.quantity.end)):
        return own
    timed = [p for p in scene.periods if not _is_compared(scene, p) and (draft.measure not in _OF_PERIODS or not _is_day(p.value))]
    first = scene.clauses[scene.clause_of(trigger.start)]  # words that say it may begin a clause earlier
    near = [p for p in timed if min(first.start, clause.start) <= p.start and p.end <= clause.end]
    if near:
        return min(near, key=lambda p: (min(abs(p.end - trigger.start), abs(p.start - trigger.end)), p.start))
    if draft.timeless and not draft.measure:
        return None
    if _OWN_TIME.search(scene.text, clause.start, clause.end):
        return None  # it has a time of its own, which could not be resolved
    earlier = [p for p in timed if p.end <= clause.start and ";" not in scene.text[p.end : clause.start]]
    if earlier or draft.measure in _OF_PERIODS:
        return earlier[-1] if earlier else None
    following = [p for p in timed if clause.end <= p.start <= clause.end + _NEXT_CLAUSE and ";" not in scene.text[clause.end : p.start]]
    return following[0] if following and published and following[0].value.start <= published else None


def _beside(scene: Scene, at: int) -> Mention[Period] | None:
    """Give the time that stands right behind an amount: `$4.10 in October`."""
    found = next(iter(scene.periods.within(at, at + _BESIDE_AMOUNT)), None)
    return found if found and scene.text[at : found.start].strip() in _DATING else None


def _is_day(period: Period) -> bool:
    """Tell whether a time is one day."""
    return period.end is None and len(period.start) == len("2026-04-23")


def _is_compared(scene: Scene, period: Mention[Period]) -> bool:
    """Tell whether a time is only what something is compared with: `较去年同期翻倍`."""
    before = _COMPARING.search(scene.text, max(scene.sentence.span.start, period.start - _COMPARED), period.start)
    return before is not None


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
