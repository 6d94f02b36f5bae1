"""Forms are read as they are written, and what cannot be read is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import VocabularyError
from graph.extract.forms import Anchor, Slot, choose_key, find_runs, inflect, parse_form, spans_clauses, variants
from tests.extract.readings import reads_with


def test_slots_and_anchors() -> None:
    assert parse_form("<subject> (为|替) <object:Company,Chip?> 代工", "here") == (
        Slot("subject"),
        Anchor(("为", "替")),
        Slot("object", ("Company", "Chip"), optional=True),
        Anchor(("代工",)),
    )


def test_what_is_written_together_touches() -> None:
    elements = parse_form("<subject>的(芯片|GPU)? <object>", "here")
    assert [e.touches for e in elements] == [False, True, True, False]
    assert elements[2] == Anchor(("芯片", "GPU"), touches=True, optional=True)


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("<subjct> buys <object>", r"pattern x: form .* has no role <subjct>\. Did you mean subject"),
        ("<subject> buys <object", r"pattern x: form .* cannot be read at ' ?<object'\. Write <role>, \(a\|b\) or a word\."),
        ("<subject> () <object>", r"cannot be read at ' ?\(\) <object>'"),
    ],
)
def test_faults_are_told(form: str, message: str) -> None:
    with pytest.raises(VocabularyError, match=message):
        parse_form(form, "pattern x")


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("buy~", ("buy", "buys", "buyed", "buying")),
        ("supply~", ("supply", "supplies", "supplied", "supplying")),
        ("launch~", ("launch", "launches", "launched", "launching")),
        ("slash~", ("slash", "slashes", "slashed", "slashing")),
        ("replace~", ("replace", "replaces", "replaced", "replacing")),
        ("ship~ to", ("ship to", "ships to", "shipped to", "shipping to")),
        ("order~", ("order", "orders", "ordered", "ordering")),
        ("代工", ("代工",)),
    ],
)
def test_inflection(word: str, forms: tuple[str, ...]) -> None:
    assert inflect(word) == forms


def test_optional_anchors_give_a_form_with_and_one_without() -> None:
    forms = list(variants(parse_form("<subject>的?<object>", "here")))
    assert [len(f) for f in forms] == [3, 2]
    assert forms[0][1] == Anchor(("的",), touches=True)
    assert forms[1][1].touches


def test_without_a_loose_anchor_its_neighbours_do_not_touch() -> None:
    assert [f[-1].touches for f in variants(parse_form("<subject> 已? <object>", "here"))] == [False, False]


def test_the_key_is_the_longest_anchor_and_the_later_of_equals() -> None:
    assert choose_key(parse_form("<subject> (为|替换) <object> (代工|生产)", "here")) == 3
    assert choose_key(parse_form("<subject> 采购 <object> 代工", "here")) == 3
    assert choose_key(parse_form("<subject><object>", "here")) == -1


def test_runs_are_slots_for_nouns_that_touch() -> None:
    assert [run.numbers for run in find_runs(parse_form("<subject><object>的 <other><subject><object>", "here"))] == [(0, 1), (3, 4, 5)]
    assert find_runs(parse_form("<subject><quantity>的<object>", "here")) == ()


def test_a_form_with_a_comma_spans_clauses() -> None:
    assert spans_clauses(parse_form("<subject> , <object>", "here"))
    assert not spans_clauses(parse_form("<subject> 为 <object>", "here"))


def test_a_slot_that_is_not_named_is_carried_and_in_no_run() -> None:
    subject, _, thing = parse_form("<subject!> 供货 <object?>", "here")
    assert (subject, thing) == (Slot("subject", carried=True), Slot("object", optional=True))
    assert [run.numbers for run in find_runs(parse_form("<subject!><object><other>", "here"))] == [(1, 2)]


def test_what_is_not_named_is_taken_from_what_was_spoken_of(tmp_path: Path) -> None:
    form = 'relation = "supplies"\nform = ["<subject!> 新金主是 <object>"]\n'
    assert reads_with(tmp_path, form, "台积电很忙。台积电缺人。新金主是英伟达。") == [("tsmc", "nvidia")]
    assert reads_with(tmp_path, form, "新金主是英伟达。") == []
    assert reads_with(tmp_path, form, "台积电很忙。台积电缺人。新金主是台积电。") == []
