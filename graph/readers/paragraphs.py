"""The lines of printed pages back to paragraphs.

A page knows only where its lines end. A line that ends although the next word would have fitted ends a paragraph; any other
line is joined to the next one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from graph.readers.lines import glue, is_wide, width

_SHORT = 0.75  # of a full line: letters differ in width, so that full lines differ in number of columns
_SHORT_AFTER_STOP = 0.95  # of a full line, where a sentence ends with it, so that little is lost by a wrong break
_STOP = re.compile(r".*[.!?。！？…][\"'”’」』)）]*")
_NARROW = 0.5  # of the usual full line: a column is not narrower
_NEAR = 3  # lines on either side that show how long a full line is here
_USUAL = 0.9  # quantile of the lengths of all lines that counts as the usual full line
_EDGE = 2  # lines at the top and at the bottom of a page where running heads and feet stand
_FEW_PAGES = 3  # from this many pages on a line can be seen to repeat
_PAGE_NUMBER = re.compile(r"[\s\-–—·|]*(?:page|p\.|第)?\s*\d{1,4}\s*(?:(?:/|of|／)\s*\d{1,4})?\s*(?:頁|页)?[\s\-–—·|]*", re.IGNORECASE)
_BULLET = re.compile(r"(?:[•·▪●◦■□*–-]|\(?\d{1,2}[.)、](?!\d))\s*")
_RUNS_ON = ",;，、；：:-\u00ad"
_HYPHENATED = re.compile(r"\w[-\u2010\u00ad]\Z")
_SPACED = re.compile(r"(?<=[\u3400-\u9fff\uff00-\uffef，。]) (?=[\u3400-\u9fff\uff00-\uffef，。])")
_WIDE_PAIR = re.compile(r"[\u3400-\u9fff](?= ?[\u3400-\u9fff])")
_SPACED_SHARE = 0.2  # of neighbouring Chinese characters with a space between: more is letter spacing, not writing
# What fonts put for characters: radicals, compatibility ideographs and ligatures by their Unicode decompositions; the supplement of
# radicals, which has none, by UCD EquivalentUnifiedIdeograph.txt.
_FORMS = {code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB07))} | str.maketrans(
    "⺝⺟⺠⺶⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻱⻳",
    "月母民羊虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龜龟",
)


def to_paragraphs(pages: Sequence[str]) -> str:
    r"""Join the pages' lines, one paragraph a line of the result; page numbers, running heads and feet go.

    Radicals and ligatures, which fonts put for characters, become the characters.

    >>> to_paragraphs(["Orders for the new accel-\nerators outran the supply\nof memory.\nOutlook\nTight until summer."])
    'Orders for the new accelerators outran the supply of memory.\nOutlook\nTight until summer.'
    """
    lines = [line for page in _without_edges([_lines(page) for page in pages]) for line in page]
    words = Counter(re.findall(r"\w+(?:-\w+)*", " ".join(lines)))
    widths = [width(line) for line in lines]
    usual = sorted(widths)[int(_USUAL * (len(widths) - 1))] if widths else 0
    paragraphs: list[list[str]] = []
    for at, line in enumerate(lines):
        full = max(_NARROW * usual, *widths[max(0, at - 1 - _NEAR) : at + _NEAR])
        if at == 0 or not line or _ends(lines[at - 1], line, full):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return _close("\n".join(text for paragraph in paragraphs if (text := _join(paragraph, words))))


def _lines(page: str) -> list[str]:
    return [" ".join(line.split()) for line in page.translate(_FORMS).split("\n")]


def _without_edges(pages: list[list[str]]) -> list[list[str]]:
    """Take away page numbers, and lines that stand at the edge of most pages with nothing but their numbers differing."""
    edges = [_edge(page) for page in pages]
    counts = Counter(key for page, edge in zip(pages, edges, strict=True) for key in {_key(page[at]) for at in edge})
    often = max(_FEW_PAGES, len(pages) / 2)
    return [
        [line for at, line in enumerate(page) if at not in edge or not (counts[_key(line)] >= often or _PAGE_NUMBER.fullmatch(line))]
        for page, edge in zip(pages, edges, strict=True)
    ]


def _edge(page: list[str]) -> set[int]:
    filled = [at for at, line in enumerate(page) if line]
    return {*filled[:_EDGE], *filled[-_EDGE:]}


def _key(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _ends(line: str, after: str, full: float) -> bool:
    """Tell whether a paragraph ends between two lines."""
    if not line or _BULLET.match(after):
        return True
    if line[-1] in _RUNS_ON or after[0].islower():
        return False
    stops = _STOP.fullmatch(line)
    if stops and not _STOP.fullmatch(after) and width(after) <= _SHORT * full:
        return True  # a heading, though the paragraph above it fills its last line
    word = after[:1] if is_wide(after[0]) else after.split(" ", 1)[0]
    return width(line) + 1 + width(word) <= full * (_SHORT_AFTER_STOP if stops else _SHORT)


def _join(lines: Sequence[str], words: Counter[str]) -> str:
    text = ""
    for line in lines:
        if _HYPHENATED.search(text):
            text = _mend(text, line, words)
        else:
            text += glue(text, line) + line
    return text


def _mend(before: str, after: str, words: Counter[str]) -> str:
    """Join a word cut by a hyphen. The hyphen stays where the document writes the word with it elsewhere, or has one in it already."""
    if before[-1] == "\u00ad":
        return before[:-1] + after
    left, right = re.findall(r"[\w-]+", before)[-1].rstrip("-"), re.match(r"\w*", after)
    if not right or not right[0].islower():
        return before + after
    keeps = not words[left + right[0]] and (words[f"{left}-{right[0]}"] or "-" in left)
    return (before if keeps else before[:-1]) + after


def _close(text: str) -> str:
    """Take out the spaces between Chinese characters where they come from letter spacing."""
    pairs, spaces = len(_WIDE_PAIR.findall(text)), len(_SPACED.findall(text))
    return _SPACED.sub("", text) if spaces > _SPACED_SHARE * pairs else text
