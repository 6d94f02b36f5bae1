"""Words found in one pass over a text, however many are looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

# Only ASCII letters change case, so that the length stays.
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


@dataclass(frozen=True, slots=True)
class Hit:
    """A word found at a place of the text."""

    start: int
    end: int
    word: str


def lower(text: str) -> str:
    """Give the text with ASCII letters in lower case, at the same length.

    >>> lower("NVIDIA İ")
    'nvidia İ'
    """
    return text.translate(_LOWER)


class Automaton:
    """Finds words; one of Latin letters or digits only where no letter or digit touches it."""

    def __init__(self, words: Iterable[str]) -> None:
        """Build it once for all texts."""
        self.words = sorted(set(words) - {""})
        # Only a word that begins or ends with a Latin letter or digit can be cut out of a longer one; none comes behind `z`.
        self._latin = [word[0] <= "z" or word[-1] <= "z" for word in self.words]
        make = partial(AhoCorasick, self.words, implementation=Implementation.ContiguousNFA) if self.words else None
        self._longest = make(matchkind=MatchKind.LeftmostLongest) if make else None
        self._every = make(matchkind=MatchKind.Standard) if make else None

    def longest(self, text: str) -> list[Hit]:
        """Find words in a text in lower case from left to right, the longest where several start, none overlapping another."""
        found = self._longest.find_matches_as_indexes(text) if self._longest else []
        return [Hit(start, end, word) for start, end, word in self._alone(text, found)]

    def every(self, text: str) -> list[Hit]:
        """Find every word in a text in lower case, also inside others, in order of start, longer ones first."""
        longer_first = sorted((Hit(start, end, word) for start, end, word in self.places(text)), key=attrgetter("end"), reverse=True)
        return sorted(longer_first, key=attrgetter("start"))

    def places(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Give every word of a text in lower case with its start and end, also those inside others, in no order to rely on."""
        return self._alone(text, self._every.find_matches_as_indexes(text, overlapping=True) if self._every else [])

    def _alone(self, text: str, found: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, str]]:
        """Give the words that do not stand inside a longer one."""
        words, latin = self.words, self._latin
        return ((start, end, words[i]) for i, start, end in found if not latin[i] or stands_alone(text, start, end))


def stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch does not cut a word of Latin letters or digits in two.

    >>> stands_alone("above", 1, 5), stands_alone("用AI芯片", 1, 3)
    (False, True)
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    return not ((_latin(before) and _latin(text[start])) or (_latin(after) and _latin(text[end - 1])))


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
