"""What the scorer sees of a pair: the words around two mentions, and what kind of names the two are.

The tokens of Chinese are characters, those of English words. A feature is a short text: a zone and a run of tokens in it
(`M|收 购`), or a trait of the pair. The two names stand in no zone, so that what is learned is how pairs are linked and
not who is linked with whom; of the names themselves only endings, lengths and likeness are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.language.scripts import fold
from graph.model import Language, Span

_NUMBER = re.compile(r"<N>|\d+(?:[.,]\d+)*")
_HAN_TOKEN = re.compile(r"[A-Za-z]+|\S")
_WORD = re.compile(r"[^\W_]+(?:['’]\w+)?|[^\w\s]")
_NUMBER_MARK, _FIRST_MARK, _SECOND_MARK, _NAME_MARK = "#", "¹", "²", "^"
_EDGE = ("<", ">")
_DISTANCES = (0, 1, 2, 3, 5, 8, 12, 18, 27, 40)  # tokens between the two
_LONGEST = 40  # tokens of a zone that are looked at from each mention


@dataclass(frozen=True, slots=True)
class View:
    """How one language is looked at: the longest run between the two, how far `near` reaches, and how much of a word counts far away."""

    run: int
    near: int
    stem: int


_HAN, _LATIN = View(run=4, near=10, stem=8), View(run=3, near=5, stem=6)


def list_features(text: str, first: Span, second: Span, language: Language) -> list[str]:
    """List the features of a pair in one sentence, each once, in a fixed order. `first` starts no later than `second`.

    >>> [f for f in list_features("甲公司收购乙公司。", Span(0, 3), Span(5, 8), "zh-Hans") if f.startswith("=")]
    ['=|收 购']
    """
    text = fold(text)
    names = text[first.start : first.end], text[second.start : second.end]
    stretches = text[: first.start], text[first.end : second.start], text[max(first.end, second.end) :]
    han = language != "en"
    view = _HAN if han else _LATIN
    cased = [_tokens(_mask(stretch, names), han=han) for stretch in stretches]
    before, between, behind = ([token.lower() for token in tokens] for tokens in cased)
    found = [
        *_between(between, view),
        *_beside("R", behind, view),
        *_beside("L", before[::-1], view),
        *_whole([*before, _FIRST_MARK, *between, _SECOND_MARK, *behind], view),
        *_layout(before, between, behind),
        *_likeness(*names),
        *(f for mark, name in zip("AB", names, strict=True) for f in _name(mark, name, han=han)),
    ]
    if not han:
        found += _skeleton(*cased)
    return list(dict.fromkeys(found))


def _mask(stretch: str, names: Sequence[str]) -> str:
    """Put marks for the numbers, and for the two names where they stand again; the longer name first, as it may hold the other."""
    for name, mark in sorted(zip(names, (_FIRST_MARK, _SECOND_MARK), strict=True), key=lambda pair: -len(pair[0])):
        stretch = stretch.replace(name, f" {mark} ") if name else stretch
    return _NUMBER.sub(f" {_NUMBER_MARK} ", stretch)


def _tokens(stretch: str, *, han: bool) -> list[str]:
    return (_HAN_TOKEN if han else _WORD).findall(stretch)


def _runs(zone: str, tokens: Sequence[str], longest: int, shortest: int = 1) -> Iterator[str]:
    """Give every run of tokens of a zone, the shorter ones first."""
    for length in range(shortest, longest + 1):
        for i in range(len(tokens) - length + 1):
            yield f"{zone}|{' '.join(tokens[i : i + length])}"


def _between(tokens: Sequence[str], view: View) -> Iterator[str]:
    """Look at the words between the two, at those that touch one of them, and at short links as a whole."""
    if len(tokens) <= _DISTANCES[5]:
        yield f"=|{' '.join(tokens)}"
    yield from _runs("M", (_EDGE[0], *tokens[:_LONGEST], _EDGE[1]), view.run)
    yield from _runs("Mb", (_EDGE[0], *tokens[:6]), 3)
    yield from _runs("Me", (*tokens[-6:], _EDGE[1]), 3)
    if view.run < _HAN.run:  # words have stems, characters have none
        yield from _runs("Ms", [token[:5] for token in tokens[:_LONGEST]], 2)


def _beside(zone: str, tokens: Sequence[str], view: View) -> Iterator[str]:
    """Look at the words on the outer side of a mention, nearest first: those near it in runs with its edge, the rest less closely."""
    near, far = tokens[: view.near], [token[: view.stem] for token in tokens[view.near : view.near + _LONGEST]]
    yield from _runs(zone, (_EDGE[0], *near), 3)
    yield from (f"{zone}{i}|{token}" for i, token in enumerate(near[:2]))
    yield from _runs(zone * 2, far, view.run - 1)


def _whole(tokens: Sequence[str], view: View) -> Iterator[str]:
    """Look at the sentence as a whole, wherever the two stand."""
    return _runs("S", [token[: view.stem] for token in tokens], view.run - 1, 2)


def _layout(before: Sequence[str], between: Sequence[str], behind: Sequence[str]) -> Iterator[str]:
    """Say how far apart the two are, what lies between, and where numbers stand."""
    yield f"distance {sum(len(between) > limit for limit in _DISTANCES)}"
    yield f"clauses {min(4, sum(word in ',;:。.' for word in between))}"
    yield f"numbers {[_NUMBER_MARK in tokens for tokens in (before, between, behind)]}"
    yield f"list {'、' in between} {'、' in before[-10:]} {'、' in behind[:10]}"
    yield f"opens {not before}"
    yield f"length {min(9, (len(before) + len(between) + len(behind)) // 8)}"


def _likeness(first: str, second: str) -> Iterator[str]:
    """Say how alike the two names are: one is often a part of the other, or of the same family."""
    a, b = first.lower(), second.lower()
    same = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    yield f"same start {min(4, same)}"
    yield f"same letters {min(4, len(set(a) & set(b)))}"
    yield f"inside {a in b} {b in a}"
    yield f"abridged {_is_abridged(a, b)} {_is_abridged(b, a)}"
    yield f"endings {a[-2:]} {b[-2:]}"


def _is_abridged(short: str, long: str) -> bool:
    """Tell whether all letters of one name stand in the other in the same order: 北汽 in 北京汽车."""
    letters = iter(long)
    return all(letter in letters for letter in short)


def _name(mark: str, name: str, *, han: bool) -> Iterator[str]:
    """Say what kind of name one is, by its ending, its parts and its writing."""
    low = name.lower()
    yield from (f"{mark}-{low[-length:]}" for length in (1, 2, 3, 4)[: 2 if han else 4])
    yield f"{mark} length {min(12, len(name))}"
    yield f"{mark} writing {name[:1].isascii()} {name[:1].isupper()} {name.isupper()} {any(c.isdigit() for c in name)}"
    if han:
        yield from _runs(mark, (*low,), 2)
    else:
        words = _tokens(low, han=han)
        yield f"{mark} words {min(5, len(words))}"
        yield from (f"{mark}|{word}" for word in words)
        yield f"{mark}=|{low if low in _PRONOUNS or low.startswith('the ') else ''}"


_PRONOUNS = frozenset({"it", "its", "itself", "they", "their", "them"})


def _skeleton(before: Sequence[str], between: Sequence[str], behind: Sequence[str]) -> Iterator[str]:
    """Look at the words once more with every other name, a run of capitalised words, as one mark: `, ^ and ^`."""
    near = _LATIN.near
    yield from _runs("Q", (_EDGE[0], *_names_as_marks(between)[:_LONGEST], _EDGE[1]), 4)
    yield from _runs("QR", (_EDGE[0], *_names_as_marks(behind)[:near]), 3)
    yield from _runs("QL", (*_names_as_marks(before)[-near:], _EDGE[1]), 3)
    yield f"names {min(5, _names_as_marks(between).count(_NAME_MARK))}"


def _names_as_marks(tokens: Sequence[str]) -> list[str]:
    marked: list[str] = []
    for token in tokens:
        mark = _NAME_MARK if token[:1].isupper() and token[1:2] else token.lower()
        if mark != _NAME_MARK or marked[-1:] != [_NAME_MARK]:
            marked.append(mark)
    return marked
