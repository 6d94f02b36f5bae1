"""How a noun phrase is written, with the words around it that belong to it: whose it is, where it is, and what it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.extract.places import Places
from graph.model import Mention, Span

_LEADS = (
    r"(?:(?:new|old|older|first|second|third|fourth|own|planned|entire|whole|single|larger|largest|proposed|advanced|open-ended|existing|"
    r"former|extra|other|two|three|four|five|six|seven|\d[\w-]*)\s+)"
)
_DETERMINER = re.compile(
    rf"(?<![A-Za-z])((?:the|a|an|its|their|this|these|those|our|his|her|every|some|whose)\s+{_LEADS}{{0,3}})$", re.IGNORECASE,
)
_LED = re.compile(rf"(?<![\w-])({_LEADS}{{1,3}})$")
_OWNER = re.compile(
    r"(?<![A-Za-z])((?:the|its|a)\s+[a-z-]+|[A-Z][\w.&-]*(?:\s+[A-Z][\w.&-]*){0,3})['’]s?\s+"
    rf"{_LEADS}{{0,2}}$"
)
_ORIGIN = re.compile(r"(?<![A-Za-z])((?:U\.S\.|[A-Z][a-z]+(?:an|ese|ch|sh|i)|US|UK|EU)\s+)$")
_OF = re.compile(r"\s+(?:of|on|for|in|at|near|outside|to|under|against)\s+(?:(?:the|a|an|its|some|[\w-]+)\s+){0,2}")
_GOES_ON = re.compile(r"\s+(?:of|on|for|in|at|near|outside|to|under|against|into|from|over|around|by|with|belonging|led)\s+")
_WORD = re.compile(r"\s+(?:US\$|[$€£¥])?[\w.,’'%-]*[\w’'%]")
_ENDS = frozenset({
    "after", "and", "are", "as", "be", "because", "been", "before", "but", "can", "could", "did", "do", "does", "during", "amid", "had",
    "has", "have", "if", "is", "last", "may", "might", "must", "next", "or", "said", "say", "says", "should", "since", "so", "than", "that",
    "this", "until", "was", "were", "when", "where", "which", "while", "who", "whose", "will", "would",
})  # fmt: skip
_FUNCTION = frozenset({
    "a", "against", "around", "at", "by", "for", "from", "in", "into", "its", "near", "of", "on", "outside", "over", "some", "the", "their",
    "to", "under", "with", "an",
})  # fmt: skip
_LONGEST_TAIL = 8  # words
_FARTHEST_OWNER = 40
_TIES = re.compile(
    r"(?:的|之)?(?:这|那|该|首|第)?(?:[一二三四五六七八九十两几\d]+[%]?)?(?:座|家|款|台|条|栋|间|处|批|项|份|个|期|幢|种|纸)?"
    r"(?:新|老|旧|新设|新建|新增|在建|自建|自有|自家|备用|现有|既有|旗下|国产|全部|部分)?(?:的)?$"
)
_BETWEEN = re.compile(r"(?:的|在|位于|旗下|旗下的|郊外的)$")
_MOST_OWNERS = 4


@dataclass(frozen=True, slots=True)
class Wording:
    """What a phrase is called in the text: its `whole` name and other `forms` of it, all of them stretches of the document."""

    whole: str
    forms: tuple[str, ...]


def word_latin(text: str, place: Span, names: Places[Mention[str]], limit: int, *, placed: bool) -> Wording:
    """Read an English phrase with what belongs to it: `the rule`, `Samsung's factory in Xian`, `licensing of gallium`.

    `names` are those of the sentence; no tail runs over `limit`. What is `placed` is called by what it is of, or where it is.
    """
    phrase = text[place.start : place.end]
    starts = [place.start]
    if before := _DETERMINER.search(text, max(0, place.start - _FARTHEST_OWNER), place.start):
        starts.append(before.start(1))
    low = max(0, place.start - _FARTHEST_OWNER)
    starts.extend(found.start(1) for owner in (_LED, _OWNER, _ORIGIN) if (found := owner.search(text, low, place.start)))
    ends = [place.end]
    following = next((n for n in names if n.start >= place.end), None)
    of = following is not None and _OF.fullmatch(text, place.end, following.start) is not None
    if following and of:
        ends.append(following.end)
    if (tail := _tail(text, place.end, limit)) > place.end:
        ends.append(tail)
    whole = text[place.start : ends[1]] if placed and following and of else phrase
    forms = dict.fromkeys(text[start:end] for end in ends for start in starts)
    return Wording(whole, tuple(form for form in forms if form != whole))


def _tail(text: str, at: int, limit: int) -> int:
    """Give where the prepositional phrases behind a noun end: the noun's own end where there is none."""
    end, words = at, 0
    if not _GOES_ON.match(text, at):
        return at
    last = at
    while words < _LONGEST_TAIL and (word := _WORD.match(text, end)) and word.end() <= limit:
        bare = word[0].strip().lower()
        if bare in _ENDS or "\n" in word[0]:
            break
        end, words = word.end(), words + 1
        if bare not in _FUNCTION:
            last = end
    return last


def word_han(text: str, place: Span, names: Places[Mention[str]], low: int, *, placed: bool) -> Wording:
    """Read a Chinese phrase with whose it is and where: `得州沃思堡的磁材厂`, `三星在泰勒的厂`, `14家云厂商`.

    Nothing before `low` belongs to it. What is `placed` is called by all of it, anything else by the phrase alone.
    """
    phrase, starts = text[place.start : place.end], [place.start]
    starts += _owners(text, place.start, names, low)
    owned = len(starts) > 1
    if not owned and (tie := _TIES.search(text, low, place.start)) and len(tie[0]) > 1 and tie[0][:1] not in "的之":
        starts.append(tie.start())
    whole = text[starts[-1] : place.end] if placed and owned else phrase
    forms = dict.fromkeys(text[start : place.end] for start in starts[1 if placed and owned else 0 :])
    return Wording(whole, tuple(form for form in forms if form != whole))


def _owners(text: str, at: int, names: Places[Mention[str]], low: int) -> Iterator[int]:
    """Give where each owner or place before a phrase starts, the nearest first."""
    tie = _TIES.search(text, low, at)
    edge = tie.start() if tie else at
    for _ in range(_MOST_OWNERS):
        name = next((n for n in names.overlapping(max(low, edge - 1), edge) if n.end == edge), None)
        if name is None or name.start < low:
            return
        yield name.start
        between = _BETWEEN.search(text, low, name.start)
        edge = between.start() if between else name.start
