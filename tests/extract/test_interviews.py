"""Interviews: an answer is its guest's, and a text with one label is no interview."""

from __future__ import annotations

import pytest

from graph.extract.interviews import find_turns
from graph.extract.places import Places
from graph.model import Entity, Mention
from tests.extract.readings import read

GUEST = Entity("petra-voss", "Person", (("en", "Petra Voss"),))


def speakers(text: str) -> list[tuple[str, str | None]]:
    """Who is related, and who says so."""
    return [(c.subject, c.speaker) for c in read(text).claims]


@pytest.mark.parametrize(
    "text",
    [
        "问:台积电如何?\n答:台积电为英伟达代工。\n问:还有吗?\n答:SK海力士向英伟达供货。\n\n黄仁勋接受访问。",
        "記者:台積電如何?\n黃仁勳:台積電為輝達代工。\n記者:還有嗎?\n黃仁勳:SK海力士向輝達供貨。",
        "Q: What of TSMC?\nA: TSMC supplies Nvidia.\nQ: And SK Hynix?\nA: SK Hynix supplies Nvidia.\n\nJensen Huang met us.",
        "Jensen Huang: TSMC supplies Nvidia.\nQ: More?\nJensen Huang: SK Hynix supplies AMD.",
    ],
)
def test_an_answer_is_said_by_the_guest(text: str) -> None:
    assert speakers(text) == [("tsmc", "jensen-huang"), ("sk-hynix", "jensen-huang")]


def test_one_label_makes_no_interview() -> None:
    assert speakers("黄仁勋:台积电为英伟达代工。") == [("tsmc", None)]


def test_a_question_is_nobodys() -> None:
    text = "Q: Well?\nA: Yes.\nPetra Voss left."
    at = text.index("Petra")
    turns = find_turns(text, Places([Mention(at, at + 10, GUEST.id)]), {GUEST.id: GUEST})
    assert [(text[t.start : t.start + 1], t.speaker) for t in turns] == [("Q", None), ("A", GUEST.id)]
    assert [(t.start, t.end) for t in turns] == [(0, 9), (9, len(text))]


def test_a_label_that_names_nobody_is_none() -> None:
    assert list(find_turns("Outlook: good.\nMargin: low.", Places(), {})) == []
