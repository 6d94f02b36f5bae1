"""Wrapped lines to running text."""

from __future__ import annotations

import re
import unicodedata

_WIDE = frozenset("WF")
_WIDE_BREAK = re.compile(r"(?<=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])[ \t]*\r?\n[ \t]*(?=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])")


def is_wide(character: str) -> bool:
    """Tell whether a character is set as wide as a Chinese one.

    Source: Unicode Standard Annex #11, East Asian Width, values W and F.
    """
    return unicodedata.east_asian_width(character) in _WIDE


def width(line: str) -> int:
    """Measure a line in columns, a Chinese character taking two.

    >>> width("NVIDIA 晶片")
    11
    """
    return len(line) + sum(map(is_wide, line))


def glue(before: str, after: str) -> str:
    """Give what stands for a line's end between two pieces of running text: a space, or nothing beside Chinese.

    Source: CSS Text Module Level 3, 4.1.3 (segment break transformation rules).

    >>> glue("採用", "晶片"), glue("the", "chip")
    ('', ' ')
    """
    if not before or not after or before[-1].isspace() or after[0].isspace():
        return ""
    return "" if is_wide(before[-1]) or is_wide(after[0]) else " "


def close_wide_breaks(markup: str) -> str:
    """Take the line ends out of a source text that stand between two Chinese characters and mean nothing there."""
    return _WIDE_BREAK.sub("", markup)
