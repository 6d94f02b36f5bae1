"""What an amount is the measure of: whose market value, how large a market, how many of which chips."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from graph.extract.joints import Joints
from graph.extract.kinds import Kinds, narrow
from graph.extract.scene import QUOTES, Noun, Scene, before_space, blank
from graph.extract.slots import Fill, after, before
from graph.extract.topics import CARRIED, RECALLED, Memory, carry, has_subject, topic_of
from graph.model import Mention, Quantity, Span
from graph.ontology import Measure, Ontology

# Between a holder and the word of its measure stand times and what the measure is of: `TSMC's third-quarter revenue`.
_TIME_CHARACTERS = "0-9第一二三四五上下半前后今去本明当全单整个季度年月日底末初期间累计合并预估平均最新目现有的"
_ATTRIBUTES = {
    True: re.compile(rf"[的之在自于其]?(?:[{_TIME_CHARACTERS}]|财年|财季)*[的之]?"),
    False: re.compile(r"(?:['’]s?)?(?:(?:^| )(?!(?:and|or|to|in|of|for|with|by|from|is|was)\b)[\w&.-]+){0,4}", re.IGNORECASE),
}
_POSSESSIVES = frozenset({"的", "之"})
_ABOUT = re.compile(r"(?:on|about|despite|amid|behind|beyond)\b|对|对于|就|因|围绕|面对|针对", re.IGNORECASE)
_OF = re.compile(r"(?:of|at|for|on|in|from)(?: (?:the|its|their|shares?))?", re.IGNORECASE)
# `52 times earnings, against 38 times for Microsoft and 32 for Apple`: an amount set beside another says itself whose it is.
_SET_BESIDE = re.compile(r"\b(?:against|versus|compared (?:with|to)|than|and)\s+(?:(?:about|around|some|just|nearly)\s+)?$", re.IGNORECASE)
_FOR_WHOM = re.compile(r"\s+(?:for|at)\s+")
_BESIDE_REACH = 32
# A site named so few nouns ago is what goes on.
_NEAR = 4
_JOINED = 3
_ONE_THEME = 0.5  # of a document about one alone
_SENTENCE_ENDS = ("。", ". ", "\n", "! ", "? ", "!", "?")
_SPEAKER_REACH = {True: 16, False: 48}


@dataclass(frozen=True, slots=True)
class Measured:
    """An amount in a clause with what it measures, and the words that say so where there are any, which may stand in the clause before."""

    measure: Measure
    quantity: Mention[Quantity]
    clause: int
    cue: Span | None = None
    said: int | None = None

    @property
    def where(self) -> int:
        """The clause the words stand in, the amount's own where there are none."""
        return self.clause if self.said is None else self.said

    @property
    def leads(self) -> bool:
        """Whether the amount stands before the words: `4 trillion market value`."""
        return self.cue is not None and self.quantity.end <= self.cue.start


@dataclass(frozen=True, slots=True)
class Kept:
    """Who can hold a measure: `any` kind that its domain has, `owners` who have it themselves, and those `carried` along.

    What is no owner (a product, a market) holds it only where no owner is near: the capacity of CoWoS is TSMC's.
    """

    any: Kinds
    owners: Kinds
    carried: Kinds
    sites: Kinds


class Holders:
    """Finds the holders of amounts in one language."""

    def __init__(self, ontology: Ontology, joints: Joints, saying: Iterable[str]) -> None:
        """Work out once what each measure can be of. `saying` are the verbs whose subject speaks and has nothing itself."""
        self._saying = frozenset(saying)
        self._kept = {m.name: _keep(m, ontology) for m in ontology.measures.values()}
        self._joints, self._han = joints, joints.han

    def takes(self, measure: str, noun: Noun) -> bool:
        """Tell whether a noun can hold a measure."""
        return self._kept[measure].any.take(noun.type)

    def find(self, scene: Scene, memory: Memory, measured: Measured) -> Fill | None:
        """Find what is measured: the noun right before the cue, else the clause's subject, else what was spoken of last."""
        cue, window = measured.cue, scene.clauses[measured.where]
        high = min(measured.quantity.start, window.end)
        if counted := self._counted(scene, measured, window) or self.set_beside(scene, measured):
            return Fill(scene.list_of(counted))
        if cue:
            governor = self._joints.governor.search(scene.text, window.start, high) if measured.leads else None
            if governor and _ABOUT.match(governor[0]):
                return None  # `on its 4 trillion market value`: the amount is spoken about, not stated of the subject
            if found := self._at(scene, measured, cue, window):
                own = scene.text[found.nouns[-1].end : cue.start].strip(QUOTES) in _POSSESSIVES
                return _whole(self._owner(scene, measured, found, own=own))
            high = min(cue.start, high)
        found = self._subject(scene, memory, measured, Span(window.start, high))
        return _whole(self._owner(scene, measured, found, own=False)) if found and found.nouns else None

    def set_beside(self, scene: Scene, measured: Measured) -> Noun | None:
        """Find whose an English amount is that is set beside another: the name right behind its `for`."""
        amount = measured.quantity
        behind = _FOR_WHOM.match(scene.text, amount.end)
        if self._han or behind is None or not _SET_BESIDE.search(scene.text, max(0, amount.start - _BESIDE_REACH), amount.start):
            return None
        owners = self._kept[measured.measure.name].owners
        return next((n for n in scene.nouns.inside(behind.end(), behind.end() + 1 + _BESIDE_REACH)
                     if n.start == behind.end() and owners.take(n.type)), None)

    def set_for(self, scene: Scene, memory: Memory, measured: Measured) -> Fill | None:
        """Find whom others set an amount for: the one named last before the word or right behind it, though it is not who acts."""
        cue, kept = measured.cue or measured.quantity.span, self._kept[measured.measure.name]
        behind = after(scene, Span(cue.end, scene.clauses[measured.where].end), kept.carried)
        if behind and _OF.fullmatch(scene.text[cue.end : behind.nouns[0].start].strip()):
            return behind
        named = [n for n in scene.nouns.inside(scene.sentence.span.start, cue.start) if kept.carried.take(n.type)]
        if named:
            return Fill([_again(named[-1])], CARRIED)
        recalled = memory.recall(kept.carried)
        return Fill([recalled], RECALLED) if recalled else None

    def _counted(self, scene: Scene, measured: Measured, window: Span) -> Noun | None:
        """Give the thing right behind a count or the site right behind its power: `30,000 chips`, `a 5 GW campus`."""
        quantity, kept = measured.quantity, self._kept[measured.measure.name]
        unit = quantity.value.unit
        if unit not in {"count", "W"} or (unit == "count" and measured.measure.range):
            return None
        nouns = [n for n in scene.nouns.inside(quantity.end, window.end) if kept.any.take(n.type)]
        if not nouns or not scene.counts(quantity, nouns[0].start):
            return None
        head = next((n for n in nouns if not n.modifies), nouns[0])
        return None if unit == "W" and not kept.sites.take(head.type) else head

    def _at(self, scene: Scene, measured: Measured, cue: Span, window: Span) -> Fill | None:
        """Find the holder that touches the cue: `Nvidia's market value`, `the market value of Nvidia`."""
        kinds = self._kept[measured.measure.name].any
        # A market's name may end in the first half of the cue: `AI chip market` in `AI chip market size`.
        inner = max([cue.start, *(n.end for n in scene.nouns.overlapping(cue.start, cue.start + 1) if n.end <= cue.end)])
        low = max(window.start, measured.quantity.end) if measured.leads else window.start
        near = [n for n in scene.nouns.inside(low, inner) if kinds.take(n.type)]
        if near and self._reaches(scene, near[-1].end, inner):
            return Fill(scene.list_of(near[-1]))
        if measured.leads and self._han:  # `Nvidia's 4 trillion dollars of market value`
            held = next((n for n in reversed(scene.nouns.inside(window.start, measured.quantity.start)) if kinds.take(n.type)), None)
            if held and scene.text[held.end : measured.quantity.start].strip(QUOTES) in {"", *_POSSESSIVES}:
                return Fill(scene.list_of(held))
        behind = None if self._han else after(scene, Span(cue.end, window.end), kinds)
        return behind if behind and _OF.fullmatch(scene.text[cue.end : behind.nouns[0].start].strip()) else None

    def _reaches(self, scene: Scene, low: int, high: int) -> bool:
        """Tell whether only attributes of a measure stand between its holder and its word."""
        text = blank(scene.text[low:high], low, scene.periods.inside(low, high))
        text = "".join(text.split()) if self._han else " ".join(text.split())
        return _ATTRIBUTES[self._han].fullmatch(text.strip(QUOTES)) is not None

    def _owner(self, scene: Scene, measured: Measured, found: Fill, *, own: bool) -> Fill:
        """Give whose a product's or a market's amount is, where the sentence names an owner before it and it is not its `own`."""
        kept, first = self._kept[measured.measure.name], found.nouns[0]
        if not kept.owners.types:
            return found
        if kept.owners.take(first.type) and not self._is_general(scene, first):
            return found
        window = scene.clauses[measured.where]
        inside = [n for n in scene.nouns.inside(window.start, first.start) if kept.owners.take(n.type) and not n.negated]
        owners = [n for n in inside if n.modifies or not n.governed]
        if kept.owners.take(first.type) and measured.where in scene.relatives and not owners:  # `SMIC, whose lines`
            before_it = [n for n in scene.nouns.inside(scene.sentence.span.start, window.start) if kept.carried.take(n.type)]
            return Fill([_again(before_it[-1])], CARRIED / 2) if before_it else found
        if kept.owners.take(first.type):  # `SMIC's fabs`
            owners = [n for n in inside if n.modifies and n.end >= first.start - _JOINED and kept.carried.take(n.type)]
            return Fill(scene.list_of(owners[-1]), found.cost) if owners else found
        if owners:
            return Fill(scene.list_of(owners[-1]), found.cost)
        carried = None if first.place or own else self._earlier(scene, measured.where, kept)
        return carried or found

    def _is_general(self, scene: Scene, noun: Noun) -> bool:
        """Tell whether a noun is a common one that names no site of its own: `fabs`."""
        return scene.low[noun.start : noun.end] in self._joints.ties

    def _subject(self, scene: Scene, memory: Memory, measured: Measured, stretch: Span) -> Fill | None:
        """Find the subject of the clause, or take one along from before where it has none."""
        kept = self._kept[measured.measure.name]
        low = self._behind_speaker(scene, kept, scene.start_of_subject(stretch.start, stretch.end), stretch.end)
        for kinds in (kept.owners, kept.any):
            if kinds.types and (found := before(scene, Span(low, stretch.end), kinds)):
                return found
        if has_subject(scene, stretch.start, stretch.end):
            return None
        return self.carry(scene, memory, measured.where, measured.measure)

    def _behind_speaker(self, scene: Scene, kept: Kept, low: int, high: int) -> int:
        """Give where the subject may begin: behind a word of saying or expecting that has a holder behind it."""
        ends = [h.end for h in scene.hits.within(low, high) if h.word in self._saying]
        return max([low, *(at for at in ends if any(kept.any.take(n.type) for n in scene.nouns.inside(at, high)))])

    def carry(self, scene: Scene, memory: Memory, clause: int, measure: Measure) -> Fill | None:
        """Take a holder along: from an earlier clause of the sentence where it does not speak there, else from before."""
        kept = self._kept[measure.name]
        if clause in scene.relatives and (found := carry(scene, memory, kept.any, clause)):
            return found
        recalled = memory.recall(kept.carried)
        known = {recalled.entity} if recalled else {n.entity for n in scene.nouns}
        if found := self._earlier(scene, clause, kept, {*known, *memory.themes}):
            return found
        if not kept.owners.types:  # a product is the one named last, an actor the one spoken of most
            before_here = scene.nouns.within(scene.sentence.span.start, scene.clauses[clause].start)
            nouns = [*memory.recent, *(n for n in before_here if not n.carried)]
            last = next((n for n in reversed(nouns) if kept.any.take(n.type)), None)
            return Fill([_again(last)], RECALLED) if last else None
        near = [n for n in memory.recent[-_NEAR:] if kept.sites.take(n.type)] if kept.sites.types else []
        if near:
            return Fill([_again(near[-1])], RECALLED)
        theme = memory.themes.get(recalled.entity, 0.0) if recalled else 0.0
        if theme < _ONE_THEME and (only := self._before_sentence(scene, memory, kept)):
            return Fill([_again(only)], RECALLED)
        return Fill([recalled], RECALLED) if recalled and not recalled.place else None

    def _before_sentence(self, scene: Scene, memory: Memory, kept: Kept) -> Noun | None:
        """Give the only holder the sentence before names, in the same paragraph: `It is otherwise at Inspur. Revenue came to`."""
        at = before_space(scene.text, scene.sentence.span.start)
        if "\n" in scene.text[at : scene.sentence.span.start]:
            return None
        begins = max(scene.text.rfind(mark, 0, max(0, at - 1)) for mark in _SENTENCE_ENDS)
        nouns = [n for n in memory.recent if begins < n.start < at and kept.carried.take(n.type) and not n.place]
        return nouns[0] if len({n.entity for n in nouns}) == 1 else None

    def _earlier(self, scene: Scene, clause: int, kept: Kept, known: Collection[str] | None = None) -> Fill | None:
        """Find a holder in the clauses before: a site first where the measure is of one, then who was spoken of and did not speak."""
        if kept.sites.types:
            low, high = scene.sentence.span.start, scene.clauses[clause].start
            sites = [n for n in scene.nouns.inside(low, high) if kept.sites.take(n.type)]
            if sites:
                return Fill([_again(sites[-1])], CARRIED)
        topics = [topic for number in range(clause - 1, -1, -1) if (topic := topic_of(scene, number, kept.carried))]
        quiet = next((topic for topic in topics if not self.speaks(scene, topic)), None)
        # Who speaks may speak of itself: a company that is no one's topic before is its own.
        own = next((topic for topic in topics if topic.entity in known), None) if known is not None else None
        topic = quiet or own
        return Fill([_again(n) for n in scene.list_of(topic) if kept.carried.take(n.type)], CARRIED) if topic else None

    def speaks(self, scene: Scene, noun: Noun) -> bool:
        """Tell whether a noun stands before a word that makes it the speaker of what follows."""
        reach = noun.end + _SPEAKER_REACH[self._han]
        return any(noun.end <= at <= reach and not scene.quantities.within(noun.end, at) for at in scene.breaks)


def _keep(measure: Measure, ontology: Ontology) -> Kept:
    """Work out who can hold a measure. Money is an actor's, also where it is made with a site."""
    money = measure.signed or "currency" in measure.units
    acting = [t for t in measure.domain if t == "Entity" or ontology.is_a(t, "Agent") or (not money and ontology.is_a(t, "Facility"))]
    carried = ["Company" if t in {"Agent", "Organisation"} else t for t in acting]
    sites = [t for t in acting if "Product" in measure.domain and ontology.is_a(t, "Facility")]
    any_, owners, along, places = (narrow(types, ontology) for types in (measure.domain, acting, carried or measure.domain, sites))
    return Kept(any_, owners, along, places)


def _again(noun: Noun) -> Noun:
    return replace(noun, carried=True)


def _whole(found: Fill) -> Fill:
    """Give the group alone where a list ends in the group its members are of: what they have is the group's."""
    last = found.nouns[-1]
    return Fill([last], found.cost) if len(found.nouns) > 1 and last.kind == "AgentGroup" else found
