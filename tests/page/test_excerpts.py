"""Passages are shipped once, with their surroundings, in the offsets a browser counts in."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Document, Evidence, Mark
from graph.page.excerpts import CONTEXT, FAR, Excerpts, cut_excerpts
from graph.page.visible import make_visible
from tests import strategies

LONG = Document("long.txt", "".join(f"{number:04}" for number in range(500)), "en")


def in_browser(text: str, start: int, end: int) -> str:
    """Slice as a browser does: by UTF-16 code units."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def read(excerpts: Excerpts, evidence: Evidence) -> dict[str, Any]:
    number, first, start, end, last, marks = (part for part in excerpts.locate(evidence))
    text = excerpts.texts[int(str(number))]
    shown = {"around": in_browser(text, first, last), "passage": in_browser(text, start, end)}  # type: ignore[arg-type]
    return {**shown, "marks": [(role, in_browser(text, *place)) for role, *place in marks]}  # type: ignore[attr-defined]


def test_a_passage_has_its_surroundings_and_no_more() -> None:
    found = read(cut_excerpts(LONG.text, [(evidence := LONG.cite(1000, 1010))]), evidence)
    assert found["around"] == LONG.text[1000 - CONTEXT : 1010 + CONTEXT]
    assert found["passage"] == LONG.text[1000:1010]


def test_stretches_that_touch_are_one_and_others_are_apart() -> None:
    near, far = [LONG.cite(100, 110), LONG.cite(150, 160)], LONG.cite(1000, 1010)
    assert len(cut_excerpts(LONG.text, [*near, far]).texts) == 2
    assert sum(map(len, cut_excerpts(LONG.text, [*near, *near]).texts)) == 120 + 60


def test_a_mark_outside_the_passage_is_shown_unless_it_is_far() -> None:
    near, far = Mark("subject", 850, 854), Mark("speaker", 1000 - FAR - 10, 1000 - FAR - 6)
    evidence = LONG.cite(1000, 1010, (near, far))
    found = read(cut_excerpts(LONG.text, [evidence]), evidence)
    assert found["marks"] == [("subject", LONG.text[850:854])]
    assert found["around"].startswith(LONG.text[850 - CONTEXT : 850])


def test_characters_of_two_code_units_shift_nothing() -> None:
    document = Document("a.txt", "𝔊👩🏽‍🚀 Orchid 𠮷 makes", "en")
    start = document.text.index("Orchid")
    evidence = document.cite(start, start + 6, (Mark("trigger", at := document.text.index("makes"), at + 5),))
    found = read(cut_excerpts(document.text, [evidence]), evidence)
    assert (found["passage"], found["marks"]) == ("Orchid", [("trigger", "makes")])


@given(st.data())
def test_every_passage_and_mark_comes_back(data: st.DataObject) -> None:
    document = data.draw(strategies.documents())
    cited = data.draw(st.lists(strategies.evidences(document), min_size=1, max_size=5))
    excerpts = cut_excerpts(document.text, cited)
    for evidence in cited:
        found = read(excerpts, evidence)
        assert found["passage"] == make_visible(evidence.passage)
        assert found["marks"] == [(m.role, make_visible(document.text[m.start : m.end])) for m in evidence.marks if m.start < m.end]
