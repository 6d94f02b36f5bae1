"""Noun phrases no registry foresees: a head noun of a known class with the words that narrow it down.

`国产芯片` is a chip, `chip export ban` a policy: the head decides the class, the words before it the thing. A head
that stands alone names nothing in particular and is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import rjieba

from graph.extract.automaton import Hit
from graph.extract.grammar import Grammar
from graph.extract.places import Placed, Places
from graph.extract.scene import before_space
from graph.model import Span

# Parts of speech (ICTCLAS tags) that may stand inside a Chinese noun phrase before its head.
_NOMINAL = ("n", "vn", "a", "b", "eng", "j", "k", "l", "z", "i")
_NOT_NOMINAL = frozenset({"ad", "nrfg"})
_LONGEST_HAN = 14
_LONGEST_WORDS = 5
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'&.+-]*[A-Za-z0-9]|[A-Za-z0-9]")
_NEVER_MODIFY = ("ly", "'s")
_QUOTED = re.compile(r"[“‘\"]([^“”‘’\"]{1,12})[”’\"]$")
_LONGEST_QUOTED = 14


@dataclass(frozen=True, slots=True)
class Name:
    """A registry name found in the text. One of an actor or a place is `own`: it opens a phrase only right before its head."""

    start: int
    end: int
    own: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the sentence, and whether it may modify a noun."""

    start: int
    end: int
    nominal: bool


class Surroundings:
    """What stands around the heads of one sentence: its words, names and stops."""

    def __init__(self, text: str, span: Span, names: Iterable[Name], stops: Iterable[Placed], *, han: bool) -> None:
        """Put names and stops in order; the words are found when a head first asks for them."""
        self.text, self._span, self._han = text, span, han
        self.names = Places(names)
        self._name_by_end: dict[int, Name] = {}
        for name in self.names:
            self._name_by_end.setdefault(name.end, name)
        stops = tuple(stops)
        self._stops = sorted(s.end for s in stops)
        self._stopped = Places(stops)

    @cached_property
    def _tokens(self) -> list[tuple[int, int, str]]:
        return _tokens_han(self.text, self._span) if self._han else _tokens_latin(self.text, self._span)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _, _ in self._tokens]

    def limit(self, at: int) -> int:
        """Give where the last stop before a place ends: no phrase runs over one."""
        i = bisect_right(self._stops, at)
        return self._stops[i - 1] if i else 0

    def stopped(self, start: int, end: int) -> bool:
        """Tell whether a stretch is part of an amount, a time or a verb longer than itself."""
        return self._stopped.exceeds(start, end)

    def name_before(self, edge: int) -> Name | None:
        """Give the name that ends at a place."""
        return self._name_by_end.get(edge)

    def token_before(self, edge: int) -> Token | None:
        """Give the word that ends at a place or runs over it."""
        i = bisect_right(self._starts, edge - 1) - 1
        if i < 0 or self._tokens[i][1] < edge:
            return None
        start, end, said = self._tokens[i]
        nominal = said.startswith(_NOMINAL) and said not in _NOT_NOMINAL if self._han else not said.endswith(_NEVER_MODIFY)
        return Token(start, end, nominal)


class Nominals:
    """Finds the noun phrases of one language."""

    def __init__(self, grammar: Grammar, owned: Collection[str], bare: Collection[str], *, han: bool) -> None:
        """Take the words that may narrow a noun down.

        `owned` are the heads of things that belong to someone (`Nvidia GPUs`), `bare` those that name a thing by themselves.
        """
        self._bare = bare
        self._modifiers, self._not_modifiers = frozenset(grammar.modifiers), frozenset(grammar.not_modifiers)
        self._lengths = sorted({len(m) for m in grammar.modifiers}, reverse=True)
        self._owned, self._han = owned, han

    def find(self, around: Surroundings, heads: Sequence[Hit]) -> list[Span]:
        """Find the noun phrases of a sentence that end in one of the heads. Of heads that follow one another only the last makes one."""
        found: list[Span] = []
        for head, following in zip(heads, (*heads[1:], None), strict=False):
            if around.names.covers(head.start, head.end) or around.stopped(head.start, head.end) or self._goes_on(around, head, following):
                continue
            start = self._extend(around, head)
            if start < head.start or head.word in self._bare:
                if found and found[-1].end > start:
                    found.pop()
                found.append(Span(start, head.end))
        return found

    def _goes_on(self, around: Surroundings, head: Hit, following: Hit | None) -> bool:
        """Tell whether a head only modifies what stands right behind it: another head, or in English a name."""
        if following and following.start - head.end <= (0 if self._han else 1) and not around.text[head.end : following.start].strip():
            return True
        return not self._han and around.names.begins(head.end + 1, head.end + 1)

    def _extend(self, around: Surroundings, head: Hit) -> int:
        """Give the start of the phrase that ends in a head: the head's own start where nothing narrows it down."""
        start, words = head.start, 0
        limit = around.limit(head.start)
        while True:
            edge = before_space(around.text, start) if not self._han and around.text[start - 1 : start] == " " else start
            if name := around.name_before(edge):
                # A name of an agent or a place belongs to the phrase only where it touches the head itself.
                joins = not name.own or (start == head.start and head.word in self._owned)
                return name.start if joins and name.start >= limit else start
            if start == head.start and (opening := self._quoted(around.text, limit, start)) is not None:
                start = opening
                continue
            begin = self._modifier(around, limit, edge)
            words += 1
            if begin is None or self._too_long(head, begin, words):
                return start
            start = begin

    def _quoted(self, text: str, limit: int, end: int) -> int | None:
        """Give where a quoted term starts that ends at a place."""
        quoted = _QUOTED.search(text, max(limit, end - _LONGEST_QUOTED), end) if self._han else None
        return quoted.start() if quoted else None

    def _modifier(self, around: Surroundings, limit: int, edge: int) -> int | None:
        """Give where the word starts that ends at a place and narrows down what follows."""
        token = around.token_before(edge)
        if token is None or token.start < limit or around.names.overlaps(token.start, edge):
            return None
        word = around.text[token.start : edge].lower()
        known = next((n for n in self._lengths if edge - n >= limit and around.text[edge - n : edge] in self._modifiers), 0)
        if known >= len(word):
            return edge - known
        return token.start if token.nominal and word not in self._not_modifiers else None

    def _too_long(self, head: Hit, begin: int, words: int) -> bool:
        return head.end - begin > _LONGEST_HAN if self._han else words >= _LONGEST_WORDS


def _tokens_han(text: str, span: Span) -> list[tuple[int, int, str]]:
    """Give the words of a Chinese sentence with their parts of speech."""
    tokens, at = [], span.start
    for word, tag in rjieba.tag(text[span.start : span.end]):
        tokens.append((at, at := at + len(word), tag))
    return tokens


def _tokens_latin(text: str, span: Span) -> list[tuple[int, int, str]]:
    """Give the words of an English sentence as they are written."""
    return [(m.start(), m.end(), m[0]) for m in _WORD.finditer(text, span.start, span.end)]
