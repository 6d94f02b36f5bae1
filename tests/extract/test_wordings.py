"""What a phrase is called with the words around it: whose it is, where it is, what it is of."""

from __future__ import annotations

import pytest

from graph.extract.places import Places
from graph.extract.wordings import Wording, word_han, word_latin
from graph.model import Mention, Span


def latin(text: str, phrase: str, *names: str, placed: bool = True) -> Wording:
    """Read an English phrase among some names."""
    return word_latin(text, at(text, phrase), mentions(text, *names), len(text), placed=placed)


def han(text: str, phrase: str, *names: str, placed: bool = True) -> Wording:
    """Read a Chinese phrase among some names."""
    return word_han(text, at(text, phrase), mentions(text, *names), 0, placed=placed)


def at(text: str, words: str) -> Span:
    """Give where words stand."""
    return Span(text.index(words), text.index(words) + len(words))


def mentions(text: str, *names: str) -> Places[Mention[str]]:
    """Give where names stand."""
    return Places(Mention(at(text, name).start, at(text, name).end, name) for name in names)


def test_a_site_is_called_by_where_it_is_and_by_whose_it_is() -> None:
    wording = latin("Kioxia's plant in Oulu stands still.", "plant", "Kioxia", "Oulu")
    assert wording.whole == "plant in Oulu"
    assert {"Kioxia's plant", "Kioxia's plant in Oulu", "plant"} <= set(wording.forms)


def test_a_thing_that_is_not_placed_is_called_by_its_phrase() -> None:
    assert latin("The pumps in Oulu stand still.", "pumps", "Oulu", placed=False).whole == "pumps"


def test_what_a_rule_is_on_belongs_to_it_up_to_the_verb() -> None:
    forms = latin("A levy on second-hand pumps would hurt.", "levy").forms
    assert "levy on second-hand pumps" in forms
    assert not [form for form in forms if "would" in form]


@pytest.mark.parametrize("text", ["The levy, on the whole, hurts.", "The levy hurts on Monday."])
def test_nothing_behind_a_comma_or_a_verb_belongs_to_it(text: str) -> None:
    assert set(latin(text, "levy").forms) == {"The levy"}


def test_a_chinese_site_is_called_by_its_place_and_its_owner() -> None:
    wording = han("铠侠在奥卢的叶片厂停工。", "叶片厂", "铠侠", "奥卢")
    assert (wording.whole, wording.forms) == ("铠侠在奥卢的叶片厂", ("奥卢的叶片厂",))


def test_what_a_chinese_thing_is_counted_by_is_another_form_of_it() -> None:
    assert han("他们订下两台浸没机。", "浸没机", placed=False) == Wording("浸没机", ("两台浸没机",))


def test_a_name_that_does_not_touch_is_no_owner() -> None:
    assert han("铠侠表示叶片厂停工。", "叶片厂", "铠侠") == Wording("叶片厂", ())
