"""Sentences and clauses: where one thought ends.

A heading or a list item is a sentence of its own. Quoted speech is kept whole: a full stop inside quotes does not
end the sentence around them unless the quotes close right after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Span

# A full stop ends a sentence of Latin letters only before a space and a capital, a digit or a quote, and never after an
# initial or an abbreviation. Chinese stops always do.
_TITLES = "mr mrs ms dr prof st jr sr gov sen rep"
_FIRMS = "inc corp co ltd llc plc"
_MONTHS = "jan feb mar apr jun jul aug sep sept oct nov dec"
_ABBREVIATIONS = frozenset(f"{_TITLES} {_FIRMS} {_MONTHS} no vs etc u.s u.k e.g i.e approx est".split())
_STOP = re.compile(r"[。!?！？…]+[”’\"')）】]*|\n+|[.](?=[”\"']*\s+[\"“‘(]?[A-Z0-9$€£])[”\"']*|[.](?=[”\"']*\s*(?:\n|$))[”\"']*")
_CLAUSE = re.compile(r"[,;:](?=\D|$)|[,;:](?<=\D.)|——+|--+|—|\s[–-]\s|[。!?…\n]")
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]*)$")
_BULLET = re.compile(r"\s*(?:[-*•·▪●]|\d{1,2}[.、)](?!\d)|[(（]?[一二三四五六七八九十]{1,2}[)）、])\s*")
_LONGEST_ABBREVIATION = 12
_LONGEST_HEADING = 80
_MAX_SENTENCE = 2_000
_MAX_CLAUSE = 500
_OPEN_ENDS = "。.!?；;:,”\"'…、"  # no heading ends in one of these


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's place; `bullet` marks a list item, `heading` a line that titles what follows it."""

    span: Span
    bullet: bool = False
    heading: bool = False


def split_sentences(text: str) -> list[Sentence]:
    """Split a folded text into its sentences, in order, white space trimmed.

    >>> [s.span for s in split_sentences("台积电扩产。英伟达下单!")]
    [Span(start=0, end=6), Span(start=6, end=12)]
    >>> [s.span for s in split_sentences("Nvidia Inc. paid $3.5 billion. TSMC gained.")]
    [Span(start=0, end=30), Span(start=31, end=43)]
    """
    found: list[Sentence] = []
    start = 0
    for stop in _STOP.finditer(text):
        if stop[0][0] == "." and _is_abbreviation(text, stop.start()):
            continue
        found += _sentences(text, start, stop.end())
        start = stop.end()
    found += _sentences(text, start, len(text))
    return found


def _is_abbreviation(text: str, dot: int) -> bool:
    """Tell whether a full stop belongs to the word before it."""
    word = _LAST_WORD.search(text, max(0, dot - _LONGEST_ABBREVIATION), dot)
    return word is not None and (len(word[1]) == 1 or word[1].lower() in _ABBREVIATIONS)


def _sentences(text: str, start: int, end: int) -> Iterator[Sentence]:
    """Give the sentence of a stretch, if it holds one; one longer than any reader would follow is cut, so that cost stays linear."""
    line = start == 0 or text[start - 1] == "\n"
    while start < end and text[start].isspace():
        line = line or text[start] == "\n"
        start += 1
    closed = end
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return
    bullet = line and _BULLET.match(text, start, end) is not None
    fills_line = line and (closed > end or end == len(text) or text[end] == "\n")
    heading = fills_line and not bullet and text[end - 1] not in _OPEN_ENDS and end - start <= _LONGEST_HEADING
    for at in range(start, end, _MAX_SENTENCE):
        yield Sentence(Span(at, min(end, at + _MAX_SENTENCE)), bullet, heading)


def split_clauses(text: str, sentence: Span) -> list[Span]:
    """Split one sentence into its clauses, in order: stretches between commas, colons and dashes.

    Quotes and brackets do not end a clause: what they hold is mostly a term or an aside. One longer than any reader would
    follow is cut, so that cost stays linear.

    >>> [ "台积电扩产,英伟达下单"[c.start:c.end] for c in split_clauses("台积电扩产,英伟达下单", Span(0, 11))]
    ['台积电扩产', '英伟达下单']
    """
    clauses: list[Span] = []
    start = sentence.start
    for mark in _CLAUSE.finditer(text, sentence.start, sentence.end):
        clauses += _cut(start, mark.start())
        start = mark.end()
    clauses += _cut(start, sentence.end)
    return clauses


def _cut(start: int, end: int) -> Iterator[Span]:
    """Give a stretch in pieces of the length a clause may have, mostly one; none where it is empty."""
    return (Span(at, min(end, at + _MAX_CLAUSE)) for at in range(start, end, _MAX_CLAUSE))
