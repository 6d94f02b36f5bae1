"""What hides or turns text around is seen."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.page.visible import make_visible

TURNS = {"LRO", "RLO", "LRE", "RLE", "PDF", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize("character", [*map(chr, (*range(0x09), 0x0B, 0x7F, 0x9F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF))])
def test_controls_and_overrides_are_replaced(character: str) -> None:
    assert make_visible(f"a{character}b") not in ("ab", f"a{character}b")


@pytest.mark.parametrize("text", ["輝達 Nvidia", "👩🏽\u200d🚀 e\u0301", "line\nand\ttab", "\u200fשלום\u200e", "<b>&amp;"])
def test_ordinary_text_stays(text: str) -> None:
    assert make_visible(text) == text


@given(st.text(st.characters(exclude_categories=[])))
def test_length_stays_and_nothing_turns_text_around(text: str) -> None:
    visible = make_visible(text)
    assert len(visible) == len(text)
    assert not {unicodedata.bidirectional(character) for character in visible} & TURNS
    visible.encode("utf-8")
