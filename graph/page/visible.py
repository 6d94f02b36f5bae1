"""Characters that hide, reorder or break text → characters one can see. One for one, so that offsets hold.

Markup needs no care here: the page only ever sets text. But text itself can lie: a right-to-left override turns a
name around, a control character vanishes.

Source: Unicode Standard Annex 9 (bidirectional controls); Trojan Source, CVE-2021-42574.
"""

from __future__ import annotations

_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
_SPACES = dict.fromkeys((0x0D, 0x85, 0x2028, 0x2029), " ")
_TURNS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))  # embeddings, overrides and isolates
_LOST = dict.fromkeys((*range(0x80, 0xA0), *_TURNS, *range(0xD800, 0xE000), 0xFEFF), "\N{REPLACEMENT CHARACTER}")
_TABLE: dict[int, int | str] = {**_PICTURES, **_LOST, **_SPACES}


def make_visible(text: str) -> str:
    r"""Replace control characters, bidirectional overrides and lone surrogates by visible ones; the length stays.

    >>> make_visible("a\x00b\u202ec"), len(make_visible("\ud800"))
    ('a␀b�c', 1)
    """
    return text.translate(_TABLE)
