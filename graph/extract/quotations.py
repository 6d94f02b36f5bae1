"""Quotations, and texts about a study: what tells beyond a sentence's own words who says it."""

from __future__ import annotations

import re

from graph.model import Span

_LONGEST = 1_500  # characters of a quotation that are followed, so that cost stays linear
_QUOTES = {"“": "”", '"': '"'}
_OPENS = re.compile('[“"]')
_OPENING = 700
_STUDY = re.compile(
    r"研报|研究报告|白皮书|年度展望|论文|调研报告|报告[》指称显估摘]"
    r"|\b(?:study|white paper|research note|-page (?:report|note)|survey|the report|paper)\b"
)


def find_quotation(text: str, span: Span) -> Span | None:
    """Find the quotation a sentence begins in or begins with, from mark to mark, within its paragraph.

    >>> find_quotation("“甲。乙。”他说。", Span(3, 6))
    Span(start=0, end=5)
    """
    low = max(text.rfind("\n", max(0, span.start - _LONGEST), span.start) + 1, span.start - _LONGEST, 0)
    furthest = min(len(text), span.start + _LONGEST)
    high = text.find("\n", span.start, furthest)
    high = furthest if high < 0 else high
    if not _OPENS.search(text, low, span.start + 1):
        return None
    opening = -1
    at = low
    while at <= span.start:
        if opening < 0 and text[at : at + 1] in _QUOTES:
            opening = at
        elif opening >= 0 and text[at : at + 1] == _QUOTES[text[opening]]:
            opening = -1
        at += 1
    if opening < 0:
        return None
    end = text.find(_QUOTES[text[opening]], max(opening + 1, span.start), high)
    return Span(opening, end) if end > 0 else None


def tells_of_study(text: str) -> bool:
    """Tell whether a text is about a study: its house is who says what nobody else in it says."""
    return _STUDY.search(text, 0, _OPENING) is not None
