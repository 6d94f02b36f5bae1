"""Scripts: one form to match in, and which language a text is in.

Matching happens on a folded copy of the text. Folding never changes the length, so an offset found in the copy
is an offset of the original.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import opencc

from graph.model import Language

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_MARKS = str.maketrans("「」『』﹁﹂、\u3000\u00a0\u2009\u202f", "“”‘’“”、    ")
_SIMPLIFIED_SHARE = 0.5


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _narrow() -> dict[int, int | str]:
    """The full-width and half-width characters with the plain one each stands for, and one kind of quotes and spaces."""
    pairs = ((code, unicodedata.normalize("NFKC", chr(code))) for code in (*range(0xFF01, 0xFF5F), *range(0xFFE0, 0xFFE7)))
    return {code: plain for code, plain in pairs if len(plain) == 1} | _MARKS


def simplify(text: str) -> str:
    """Turn traditional into simplified characters, one for one.

    >>> simplify("臺積電與輝達")
    '台积电与辉达'
    """
    simple: str = _converter().convert(text)
    if len(simple) == len(text):
        return simple
    # A phrase rule changed the length: convert by character instead, which cannot.
    return "".join(new if len(new := _converter().convert(old)) == 1 else old for old in text)


def fold(text: str) -> str:
    """Give the form that is matched: simplified characters, ASCII for full-width letters and digits, one kind of quotes.

    The result has the length of the text, so that offsets hold in both.

    >>> fold("「ＡＩ工廠」耗電６００千瓦")
    '“AI工厂”耗电600千瓦'
    """
    folded = simplify(text).translate(_narrow())
    if len(folded) != len(text):  # pragma: no cover - both steps map one character to one
        raise AssertionError(f"folding changed the length from {len(text)} to {len(folded)}")
    return folded


def detect_language(text: str) -> Language:
    """Tell English, simplified and traditional Chinese apart by the characters used.

    >>> detect_language("輝達的晶片"), detect_language("英伟达的芯片"), detect_language("Nvidia's chips")
    ('zh-Hant', 'zh-Hans', 'en')
    """
    sample = text[:20_000]
    han = _HAN.findall(sample)
    letters = sum(c.isascii() and c.isalpha() for c in sample)
    # A Chinese character says about as much as four letters.
    if 4 * len(han) < letters:
        return "en"
    joined = "".join(han)
    traditional = sum(a != b for a, b in zip(joined, simplify(joined), strict=True))
    simplified = sum(a != b for a, b in zip(joined, _traditional(joined), strict=True))
    return "zh-Hant" if traditional > simplified * _SIMPLIFIED_SHARE else "zh-Hans"


def _traditional(text: str) -> str:
    """Turn simplified into traditional characters, one for one."""
    full: str = _expander().convert(text)
    return full if len(full) == len(text) else "".join(_expander().convert(c)[:1] or c for c in text)


@cache
def _expander() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")
