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


def test_one_label_makes_no_interview_but_says_who_speaks() -> None:
    text = "黄仁勋:台积电为英伟达代工。"
    assert list(find_turns(text, Places([Mention(0, 3, GUEST.id)]), {GUEST.id: GUEST})) == []
    assert speakers(text) == [("tsmc", "jensen-huang")]


@pytest.mark.parametrize(
    "text",
    [
        "柏思齐谈代工。\n记者:台积电如何?\n柏思齐:台积电为英伟达代工。\n记者:还有吗?\n柏思齐:SK海力士向英伟达供货。",
        "Petra Voss runs Hallmoor.\n\nTSMC?\n\nTSMC supplies Nvidia.\n\nAnd?\n\nSK Hynix supplies Nvidia.\n\nMore?\n\nNo.\n\nSo?\n\nSo.",
        "Fang Yu-ting buys.\nWell?\nFANG: TSMC supplies Nvidia.\nAnd?\nFANG: SK Hynix supplies Nvidia.\nSo?\nFANG: No.\nNo?\nFANG: No.",
    ],
)
def test_a_guest_no_registry_knows_speaks(text: str) -> None:
    said = [c for c in read(text).claims if c.subject in {"tsmc", "sk-hynix"}]
    assert {c.subject for c in said} == {"tsmc", "sk-hynix"}
    assert all(c.speaker in {"柏思齐", "petra-voss", "fang-yu-ting"} for c in said)


def test_what_is_told_of_the_guest_is_not_the_guests() -> None:
    text = "问:如何?\n答:台积电为英伟达代工。\n问:还有吗?\n答:没有。\n\n黄仁勋离开。SK海力士向英伟达供货。"
    assert speakers(text) == [("tsmc", "jensen-huang"), ("sk-hynix", None)]


def test_a_question_is_nobodys() -> None:
    text = "Q: Well?\nA: Yes.\nPetra Voss left."
    at = text.index("Petra")
    turns = find_turns(text, Places([Mention(at, at + 10, GUEST.id)]), {GUEST.id: GUEST})
    assert [(text[t.start : t.start + 1], t.speaker) for t in turns] == [("Q", None), ("A", GUEST.id), ("P", None)]
    assert [(t.start, t.end) for t in turns] == [(0, 8), (9, 16), (at, len(text))]


def test_a_label_that_names_nobody_is_none() -> None:
    assert list(find_turns("Outlook: good.\nMargin: low.", Places(), {})) == []
