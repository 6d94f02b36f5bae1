"""Words that stand for something named before: pronouns, `该公司`, `the Icheon-based chipmaker`, `the latter`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.extract.automaton import Hit
from graph.extract.grammar import Grammar, one_of
from graph.extract.namewords import NameWords
from graph.extract.places import Places
from graph.model import Span

# What each kind of pronoun may stand for.
STANDS_FOR = {"organisation": ("Organisation", "Product"), "first": ("Organisation",), "person": ("Person",), "policy": ("Policy",)}
_PREPOSITION = 12


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A word that stands for something named before.

    `kind` is one of `STANDS_FOR`, or the class its head noun names, with the `trades` that head noun is used for. One that
    is `apart` stands behind a preposition and cannot mean the subject of its own clause: `TSMC makes it for it`. `order` is
    `latter` or `former` where it picks one of two.
    """

    start: int
    end: int
    kind: str
    apart: bool = False
    trades: tuple[str, ...] = ()
    order: str = ""
    head: str = ""


class Pronouns:
    """Finds the pronouns of one language."""

    def __init__(self, grammar: Grammar, words: NameWords, *, han: bool) -> None:
        """Compile a language's pronouns."""
        self._blockers = frozenset(grammar.blockers)
        self._heads: Mapping[str, tuple[str, tuple[str, ...]]] = words.anaphors
        edge = "" if han else r"\b"
        auxiliaries = ("that", "which", "who", "is", "was", "are", "were", "has", "had")
        never = one_of((*grammar.determiners, *grammar.prepositions, *grammar.coordinators, *auxiliaries))
        word = rf"(?!(?:{never})\b)[\w’'.&-]+\s+"
        gap = r"[^\s,;:。“”()的]{0,6}?" if han else rf"(?:{word}){{0,3}}?"
        definite = rf"(?:{one_of(grammar.anaphor_determiners)}){'' if han else chr(92) + 's+'}{gap}(?P<head>{one_of(self._heads)})"
        organisation = rf"(?P<definite>{definite})|(?P<organisation>{one_of(grammar.organisation_pronouns)})"
        first = rf"(?P<first>{one_of(grammar.first_persons)})"
        person, policy = rf"(?P<person>{one_of(grammar.person_pronouns)})", rf"(?P<policy>{one_of(grammar.bare_anaphors)})"
        self._order = {**dict.fromkeys(grammar.latters, "latter"), **dict.fromkeys(grammar.formers, "former")}
        ordered = rf"(?P<order>{one_of(self._order)})"
        self._possessive = frozenset(grammar.possessive_pronouns)
        self._behind = re.compile(rf"{edge}(?:{one_of(grammar.recipients)})\s*$")
        pattern = rf"{edge}(?:{ordered}|{organisation}|{first}|{person}|{policy}){edge}"
        self._pattern = re.compile(pattern, 0 if han else re.IGNORECASE)

    def find(self, text: str, span: Span, hits: Places[Hit]) -> Iterator[Pronoun]:
        """Find pronouns in a stretch, in order, none inside a longer word."""
        blocked = Places(h for h in hits if h.word in self._blockers)
        for match in self._pattern.finditer(text, span.start, span.end):
            if blocked.covers(match.start(), match.start() + 1):
                continue
            behind = self._behind.search(text, max(span.start, match.start() - _PREPOSITION), match.start())
            word = match[0].lower()
            apart = behind is not None and word not in self._possessive
            if match["order"]:
                yield Pronoun(match.start(), match.end(), "organisation", order=self._order[word])
            elif match["definite"]:
                kind, trades = self._heads[match["head"].lower()]
                yield Pronoun(match.start(), match.end(), kind, apart, trades, head=match["head"])
            else:
                kind = next(name for name in STANDS_FOR if match[name])
                yield Pronoun(match.start(), match.end(), kind, apart)
