"""Words that stand for something named before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.extract.automaton import Hit
from graph.extract.grammar import Grammar, one_of
from graph.extract.places import Places
from graph.model import Span

# What each kind of pronoun may stand for.
STANDS_FOR = {"organisation": ("Organisation", "Product"), "person": ("Person",), "policy": ("Policy",)}


_PREPOSITION = 12


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A word that stands for something named before: `kind` is one of `STANDS_FOR`.

    One that is `apart` stands behind a preposition and cannot mean the subject of its own clause: `TSMC makes it for it`.
    """

    start: int
    end: int
    kind: str
    apart: bool = False


class Pronouns:
    """Finds the pronouns of one language."""

    def __init__(self, grammar: Grammar, *, han: bool) -> None:
        """Compile a language's pronouns."""
        self._blockers = frozenset(grammar.blockers)
        edge = "" if han else r"\b"
        gap = r"[^\s,;:。“”()的]{0,6}?" if han else r"(?:[\w-]+ ){0,3}?"
        definite = rf"(?:{one_of(grammar.anaphor_determiners)}){gap}(?:{one_of(grammar.anaphor_heads)})"
        organisation = rf"(?P<organisation>{definite}|{one_of(grammar.organisation_pronouns)})"
        person, policy = rf"(?P<person>{one_of(grammar.person_pronouns)})", rf"(?P<policy>{one_of(grammar.bare_anaphors)})"
        self._possessive = frozenset(grammar.possessive_pronouns)
        self._behind = re.compile(rf"{edge}(?:{one_of(grammar.recipients)})\s*$")
        self._pattern = re.compile(rf"{edge}(?:{organisation}|{person}|{policy}){edge}", 0 if han else re.IGNORECASE)

    def find(self, text: str, span: Span, hits: Places[Hit]) -> Iterator[Pronoun]:
        """Find pronouns in a stretch, in order, none inside a longer word."""
        blocked = Places(h for h in hits if h.word in self._blockers)
        for match in self._pattern.finditer(text, span.start, span.end):
            if not blocked.covers(match.start(), match.start() + 1):
                behind = self._behind.search(text, max(span.start, match.start() - _PREPOSITION), match.start())
                apart = behind is not None and match[0].lower() not in self._possessive
                yield Pronoun(match.start(), match.end(), match.lastgroup or "organisation", apart)
