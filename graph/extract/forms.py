"""Forms: how the words of a pattern stand, and where mentions stand between them.

    <subject> (为|替) <object> (代工|生产)

`<role>` is a slot, `<role:Type,Type>` one for these types only (else the ontology's domain and range), `<role?>` one
that may stay empty, `<role!>` one that is not named in the clause and taken from what was spoken of, `<other:Type>` one
that must be there and plays no part; anything else is an anchor, `(a|b)` one of several, `(a|b)?` one that may be
missing. Elements that touch must touch in the text; a space between them lets other words stand there. In English `~`
after a verb stands for its regular inflections. A form of slots only matches mentions that touch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeGuard

from graph.errors import VocabularyError, suggest

ROLES = frozenset({"subject", "object", "quantity", "other"})
_SLOT = r"<(?P<role>\w+)(?::(?P<types>[\w,/]+))?(?P<empty>[?!])?>"
_CHOICE = r"\((?P<words>[^()]+)\)(?P<maybe>\?)?"
_WORD = r"(?P<word>[^\s<>()?]+)(?P<perhaps>\?)?"
_ELEMENT = re.compile(rf"(?P<space>\s*)(?:{_SLOT}|{_CHOICE}|{_WORD})")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_HISSING = re.compile(r"(?:s|x|z|ch|sh)$")
_SHORT = re.compile(r"[^aeiou]*[aeiou][bdgmnprt]")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a mention. `types` are ontology classes, or unit kinds for a quantity; empty means any."""

    role: str
    types: tuple[str, ...] = ()
    optional: bool = False
    touches: bool = False
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words one of which must stand there, or may where it is optional."""

    words: tuple[str, ...]
    touches: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Slots for nouns each of which touches the next, with the numbers of their elements."""

    numbers: tuple[int, ...]
    slots: tuple[Slot, ...]


Element: TypeAlias = Slot | Anchor
Elements: TypeAlias = tuple[Element, ...]


def parse_form(form: str, place: str) -> Elements:
    """Read a form into its elements. `place` is where it is written, for messages.

    >>> [type(e).__name__ for e in parse_form("<subject> (为|替) <object> 代工", "here")]
    ['Slot', 'Anchor', 'Slot', 'Anchor']

    Raises:
        VocabularyError: the form does not parse or names an unknown role.
    """
    elements: list[Element] = []
    at = 0
    while at < len(form.rstrip()):
        match = _ELEMENT.match(form, at)
        if not match:
            raise VocabularyError(f"{place}: form {form!r} cannot be read at {form[at:]!r}. Write <role>, (a|b) or a word.")
        role, touches = match["role"], bool(elements) and not match["space"]
        if role and role not in ROLES:
            raise VocabularyError(f"{place}: form {form!r} has no role <{role}>. {suggest(role, ROLES)}")
        if role:
            types = tuple(match["types"].split(",")) if match["types"] else ()
            elements.append(Slot(role, types, match["empty"] == "?", touches, match["empty"] == "!"))
        else:
            words = (w for word in (match["words"] or match["word"]).split("|") for w in inflect(word))
            elements.append(Anchor(tuple(dict.fromkeys(words)), touches, bool(match["maybe"] or match["perhaps"])))
        at = match.end()
    return tuple(elements)


def inflect(word: str) -> tuple[str, ...]:
    """Give the regular forms of an English verb written with `~`; anything else is left as it is.

    >>> inflect("supply~"), inflect("plan~")
    (('supply', 'supplies', 'supplied', 'supplying'), ('plan', 'plans', 'planned', 'planning'))
    >>> inflect("raise~ stakes")
    ('raise stakes', 'raises stakes', 'raised stakes', 'raising stakes')
    """
    if "~" not in word:
        return (word,)
    stem, rest = word.split("~", 1)
    if _CONSONANT_Y.search(stem):
        forms = (stem, stem[:-1] + "ies", stem[:-1] + "ied", stem + "ing")
    elif stem.endswith("e"):
        forms = (stem, stem + "s", stem + "d", stem[:-1] + "ing")
    else:
        doubled = stem + stem[-1] if _SHORT.fullmatch(stem) else stem
        forms = (stem, stem + ("es" if _HISSING.search(stem) else "s"), doubled + "ed", doubled + "ing")
    return tuple(form + rest for form in forms)


def variants(elements: Elements) -> Iterator[Elements]:
    """Give a form with and without each of its optional anchors, so that matching knows no options."""
    at = next((i for i, e in enumerate(elements) if isinstance(e, Anchor) and e.optional), None)
    if at is None:
        yield elements
        return
    anchor, rest = elements[at], elements[at + 1 :]
    yield from variants((*elements[:at], replace(anchor, optional=False), *rest))
    if rest:
        rest = (replace(rest[0], touches=rest[0].touches and anchor.touches), *rest[1:])
    yield from variants((*elements[:at], *rest))


def spans_clauses(elements: Elements) -> bool:
    """Tell whether an anchor is a mark that ends a clause, so that the form cannot stand in one."""
    return any("," in word for e in elements if isinstance(e, Anchor) for word in e.words)


def choose_key(elements: Elements) -> int:
    """Choose the anchor that is rarest by its look: the one whose shortest word is longest, later ones first; -1 for none."""
    anchors = [(min(map(len, e.words)), i) for i, e in enumerate(elements) if isinstance(e, Anchor)]
    return max(anchors)[1] if anchors else -1


def find_runs(elements: Elements) -> tuple[Run, ...]:
    """Give the longest runs of two or more slots for nouns that touch one another."""
    runs: list[Run] = []
    i = 0
    while i < len(elements):
        slots: list[Slot] = []
        while i + len(slots) < len(elements) and _is_noun_slot(slot := elements[i + len(slots)]) and (not slots or slot.touches):
            slots.append(slot)
        if len(slots) > 1:
            runs.append(Run(tuple(range(i, i + len(slots))), tuple(slots)))
        i += max(1, len(slots))
    return tuple(runs)


def _is_noun_slot(element: Element) -> TypeGuard[Slot]:
    return isinstance(element, Slot) and element.role != "quantity" and not element.carried
