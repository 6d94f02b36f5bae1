"""A form is tried only where nothing it needs is missing on the side it needs it on, and wherever nothing is."""

from __future__ import annotations

import pytest

from graph.extract.anchors import Anchors
from graph.extract.forms import parse_form
from graph.extract.kinds import narrow
from graph.extract.needs import Needs
from graph.extract.patterns import Pattern
from tests.extract.readings import ontology, set_scene

TYPES: tuple[tuple[str, ...], ...] = (("Company",), ("Chip",), ())


def may_match(form: str, text: str, word: str, *, across: bool = False) -> bool:
    """Tell whether a form may match around a word of a sentence, as far as what it needs goes."""
    pattern = Pattern("x", "supplies", None, parse_form(form, "here"))
    anchors, kinds = Anchors([pattern]), {types: narrow(types, ontology()) for types in TYPES}
    needs = Needs([pattern], anchors, kinds, actors=[("Company",)], classes=ontology().classes)
    scene = set_scene(text)
    clauses, whole = needs.lacked(scene, anchors.find(scene.low, scene.sentence.span))
    at = scene.low.index(word)
    lack, need = whole if across else clauses[scene.clause_of(at)], needs.of(pattern)
    return not (need.before & lack.before(at) or need.behind & lack.behind(at + len(word)))


@pytest.mark.parametrize(
    ("form", "text", "word"),
    [
        ("<subject:Company> 供应 <object:Company>", "美光供应英伟达。", "供应"),
        ("<subject:Company> 供应 <object:Company>", "同时供应英伟达。", "供应"),  # who supplies may have been named before
        ("<object:Company> 供应 <subject:Company>", "同时供应英伟达。", "供应"),
        ("<subject:Company> 供应 <object:Chip?>", "美光供应。", "供应"),
        ("<subject:Company> 供应 <object:Chip!>", "美光供应。", "供应"),
        ("<subject:Company> (向|给) <object:Company> 供应", "美光向英伟达供应。", "供应"),
        ("<subject:Company> 投资 <quantity:currency>", "美光投资3亿美元。", "投资"),
    ],
)
def test_what_is_not_missing_is_tried(form: str, text: str, word: str) -> None:
    assert may_match(form, text, word)


@pytest.mark.parametrize(
    ("form", "text", "word"),
    [
        ("<subject:Company> 供应 <object:Company>", "美光供应。", "供应"),  # nobody behind the word
        ("<subject:Company> 供应 <object:Chip>", "美光供应英伟达。", "供应"),  # a firm is no chip
        ("<object:Chip> 供应", "同时供应。", "供应"),  # a product does not act, so it must be named
        ("<subject:Company>供应 <object:Company>", "同时供应英伟达。", "供应"),  # who touches the word must be there
        ("<subject:Company> (向|给) <object:Company> 供应", "美光对英伟达供应。", "供应"),
        ("<subject:Company> (向|给) <object:Company> 供应", "美光英伟达供应向。", "供应"),
        ("<subject:Company> 投资 <quantity:currency>", "美光投资3%。", "投资"),
        ("<subject:Company> 供应 <object:Company>", "美光供应,英伟达下单。", "供应"),  # in another clause
    ],
)
def test_what_is_missing_rules_a_form_out(form: str, text: str, word: str) -> None:
    assert not may_match(form, text, word)


def test_a_form_over_several_clauses_finds_what_it_needs_in_all_of_them() -> None:
    assert may_match("<subject:Company> 供应 <object:Company>", "美光供应,英伟达下单。", "供应", across=True)
