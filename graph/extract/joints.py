"""What joins the nouns of a sentence: lists, contrasts, attributes and prepositions."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from itertools import count, pairwise
from typing import Literal

from graph.extract.grammar import Grammar, one_of
from graph.extract.scene import QUOTES, Noun, Scene, blank

_GOES_ON = re.compile(r"\s*(?:,|&|(?:and|or|as well as)\b)", re.IGNORECASE)
_LONGEST_JOINT = 40
_GOVERNOR_REACH = 24
_BREAK = re.compile(r"[,;:。.!?]")
_VERBS_AND_PREPOSITIONS = frozenset("是为向从对把被由将给跟靠用买卖占")  # `甲是最大的乙`: no attribute
_GENITIVES = frozenset({"'s", "’s", "'", "’"})


class Joints:
    """The words between nouns that join, govern or subordinate them, as regular expressions built once a language."""

    def __init__(self, grammar: Grammar, verbs: Container[str], heads: Iterable[str], *, han: bool) -> None:
        """Compile a language's joints; `verbs` are the words claims are read from, `heads` those that say what kind a thing is."""
        self.han = han
        self.verbs = verbs
        self.ties = frozenset((*grammar.ties, *heads))
        space = r"[\s“”\"‘’]*"
        aside = r"(?:\([^()]{1,20}\))?"
        edge = "" if han else r"\b"
        determiners = one_of(grammar.determiners)
        determined = rf"{space}(?:{edge}(?:{determiners}){edge})?{space}$"
        self.coordinator = re.compile(rf"{space}{aside}{space}(?:{one_of(grammar.coordinators)}){determined}")
        self.contrast = re.compile(rf"{space}(?:{one_of(grammar.contrasts)}){determined}")
        blocked = f"(?<!{')(?<!'.join(map(re.escape, grammar.not_prepositions))})" if grammar.not_prepositions else ""
        self.governor = re.compile(rf"{edge}(?:{one_of(grammar.prepositions)}){blocked}{edge}{space}(?:(?:{determiners}){space})?$")
        possessive = one_of(grammar.possessives)
        self.possessive = re.compile(rf"{space}(?:{possessive})")
        passive = one_of(grammar.passives)
        # In Chinese the mark of the passive may stand anywhere before the verb, in English only right before it.
        self.passive = re.compile(passive if han else rf"\b(?:{passive})\s+(?:\w+ly\s+)?$", re.IGNORECASE)
        self.relative = re.compile(rf"[\s“\"]*(?:{one_of(grammar.relatives)})\b", re.IGNORECASE)
        self.relational = re.compile(rf"{space}(?:{possessive}){space}(?:{one_of(grammar.relational_nouns)}){space}", re.IGNORECASE)
        role = rf"{space}(?:{possessive})?{space}(?:{one_of(grammar.roles)}){space}"
        self.role = re.compile(role, 0 if han else re.IGNORECASE)


def connect(scene: Scene, joints: Joints) -> None:
    """Work out phrases, lists and government of a scene's nouns.

    A phrase is a row of nouns each of which modifies the next; its last is the head. A noun joins the list of the one
    before a coordinator: as the head of its phrase, or as the modifier that is of the same kind (`Microsoft and
    Google's data centres`). A list shares what governs its first member and what its last one modifies.
    """
    numbers = count(1)
    previous: list[Noun] = []
    for phrase in _phrases(scene, joints):
        _govern(scene, phrase, joints)
        for noun in phrase:
            noun.group = next(numbers)
        if previous and (joint := _joint(scene, previous, phrase[0], joints)):
            _join(previous[-1], phrase, joint)
        head = phrase[-1]
        if head.place:
            _join_places(phrase)
        goes_on = bool(previous) and head.group == previous[-1].group
        previous = [*(previous if goes_on else ()), *(n for n in phrase if n.group == head.group)]
    for noun in scene.nouns:
        scene.groups.setdefault(noun.group, []).append(noun)
    for members in scene.groups.values():
        for member in members:
            member.modifies = members[-1].modifies


def _phrases(scene: Scene, joints: Joints) -> Iterator[list[Noun]]:
    """Cut the nouns into phrases, marking the modifiers."""
    phrase: list[Noun] = []
    nouns = tuple(scene.nouns)
    for noun, following in zip(nouns, (*nouns[1:], None), strict=False):
        phrase.append(noun)
        noun.modifies = following is not None and _modifies(scene, noun, following, joints)
        if not noun.modifies:
            yield phrase
            phrase = []


def _govern(scene: Scene, phrase: list[Noun], joints: Joints) -> None:
    """Mark the nouns of a phrase that a preposition stands before."""
    start = phrase[0].start
    low = max(scene.sentence.span.start, start - _GOVERNOR_REACH)
    found = joints.governor.search(blank(scene.text[low:start], low, scene.quantities.inside(low, start)))
    for noun in phrase:
        noun.governed, noun.governor = found is not None, low + found.start() if found else -1


def _join(previous: Noun, phrase: list[Noun], joint: Literal["list", "contrast"]) -> None:
    """Put a phrase into the list of the noun before it: its head, or the modifier that is of the same kind."""
    head = phrase[-1]
    twin = next((n for n in phrase if n.kind == previous.kind), head)
    twin.group, twin.negated = previous.group, joint == "contrast"
    head.governed = twin.governed = previous.governed and not twin.negated
    head.governor = twin.governor = previous.governor


def _join_places(phrase: list[Noun]) -> None:
    """Make a list of places that touch: `US-China`."""
    for noun, following in reversed(list(pairwise(phrase))):
        if noun.place and noun.end == following.start:
            noun.group, noun.modifies = following.group, False


def _joint(scene: Scene, listed: list[Noun], following: Noun, joints: Joints) -> Literal["list", "contrast"] | None:
    """Tell how a noun is joined to the last of the list before it: as a member, as what it is not, or not at all."""
    low, high = listed[-1].end, following.start
    if high - low > _LONGEST_JOINT:
        return None
    bare = blank(scene.text[low:high], low, scene.quantities.inside(low, high))
    if not joints.han and "," in bare and bare.strip(" ,") and len(listed) == 1:
        return None  # `A, and B` joins clauses; in `A, B, and C` a list is under way
    if not joints.han and bare.strip() == "," and not _GOES_ON.match(scene.text, following.end):
        return None  # `according to Reuters, Nvidia rose`: a comma alone makes a list only where a joint follows
    if joints.contrast.match(bare):
        return "contrast"
    return "list" if joints.coordinator.match(bare) else None


def _modifies(scene: Scene, noun: Noun, following: Noun, joints: Joints) -> bool:
    """Tell whether what stands between two nouns subordinates the first to the second."""
    gap = scene.text[noun.end : following.start]
    if (following.person and joints.role.fullmatch(gap)) or joints.relational.fullmatch(gap):
        return True
    stripped = gap.strip(QUOTES)
    if not stripped or stripped.lower() in joints.ties:
        return True
    if _BREAK.search(stripped):
        return False
    return _is_attribute(scene, noun, following, joints) if joints.han else stripped in _GENITIVES


def _is_attribute(scene: Scene, noun: Noun, following: Noun, joints: Joints) -> bool:
    """Tell whether a Chinese particle makes a noun the attribute of the next one, and not a verb's object."""
    gap = scene.text[noun.end : following.start].strip(QUOTES)
    if not gap.endswith("的"):
        return gap == "之"
    if gap[0] in _VERBS_AND_PREPOSITIONS:
        return False
    # `the hegemony Microsoft stands for` is one thing; in `Nvidia hit the rival's plans` the verb has its own object.
    return not _has_verb(scene, noun.end, scene.text.rindex("的", noun.end, following.start), joints)


def _has_verb(scene: Scene, low: int, particle: int, joints: Joints) -> bool:
    """Tell whether a verb of two characters or more stands between a noun and a particle."""
    return any(h.end < particle and h.end - h.start > 1 and h.word in joints.verbs for h in scene.hits.within(low, particle))
