"""The file of decisions: written, read back, only ever added to, and its faults told by line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import Candidate, Document
from graph.review import extend, parse_decisions
from graph.review.decisions import DecisionError
from tests.review.decided import MAKES, TEXT, Undecided, choose, form, offer, read


def test_the_form_lists_entities_and_candidates_and_on_request_claims() -> None:
    text = form(offer())
    assert [line for line in text.splitlines() if line.startswith("[[")] == ["[[entity]]"] * 2 + ["[[candidate]]"] * 2
    assert 'id = "orion-photonics"\ntype = "Company"\nlabel = "Orion Photonics"' in text
    assert f'quote = "{MAKES}"' in text
    assert form(everything=True).count("\n[[claim]]\n") == len(read(TEXT).claims)
    assert all(decision.choice == "" for decision in parse_decisions(text))


def test_writing_it_again_keeps_every_byte_and_adds_only_what_is_new() -> None:
    before = "# my own\n" + choose(form(), "Microsoft ordered.", "reject").replace("\n[[entity]]", "\n# a remark\n[[entity]]", 1)
    assert form(text=before) == before
    after = form(offer(), text=before)
    assert after.startswith(before)
    assert after[len(before) :].count("[[candidate]]\n") == 1
    assert form(offer(), text=after) == after


def test_a_candidate_is_one_entry_whatever_rules_looked_at_it() -> None:
    (candidate, proposal), other = offer(), offer(0.4)
    again = (replace(candidate, rule="another", reason="too weak", start=candidate.start), proposal)
    text = form((candidate, proposal), again, other)
    assert text.count(f'quote = "{MAKES}"') == 1
    assert 'reason = "too weak; confidence 0.30 is below 0.5"' in text


def test_a_text_of_any_characters_is_written_and_read_back() -> None:
    quote = 'say "hi" \\ \t\x7f 台積電 🚀 \u2028'
    document = Document("odd.txt", quote, "en")
    candidate = Candidate(document.id, 0, len(quote), "r", "why\n", quote)
    text = extend("", (), Undecided((document,), offers=((candidate, None),)))
    (decision,) = parse_decisions(text)
    assert decision.quote == quote


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[claim]]\nid = \n[[claim]]", "d.toml:2:6: not TOML: Invalid value."),
        ('[[claim]]\nid = "a"\ndecision = "acept"', "d.toml:3: nobody can 'acept' a claim. Did you mean accept?"),
        ('\n[[clam]]\nid = "a"', "d.toml:2: no entry is called 'clam'. Did you mean claim?"),
        ('[claim]\nid = "a"', "d.toml:1: 'claim' is no list of entries. Begin each with [[claim]]."),
        ('[[claim]]\nid = "a"\nobjet = "b"', "d.toml:3: [[claim]] has no 'objet'. Did you mean object or "),
        ('[[claim]]\nid = "a"\n[[claim]]\n\nstart = "5"\nid = "b"', "d.toml:5: start is '5'. Write a whole number."),
        ('[[entity]]\nid = "a"\ndecision = "merge"', "d.toml:1: a [[entity]] to merge has no 'into'. Write into = …."),
        ('[[entity]]\nid = "a"\ndecision = "split"\nparts = [{ id = "b" }]', "d.toml:1: a part has no 'document'."),
        ('[[add]]\ndocument = "a"\nquote = "b"', "d.toml:1: a [[add]] to add has no 'subject'."),
        ('[[add]]\ndocument = "a"\nquote = "b"\nsubject = "c"\nvalue = 3', "d.toml:1: a [[add]] to add has a value without a unit."),
        ('[[add]]\nmodality = "fakt"', "d.toml:2: modality is 'fakt'. Did you mean fact?"),
        ('[[add]]\nvalue = "many"', "d.toml:2: value is 'many'. Write a number, such as 3500000000 or 0.25."),
        ('[[claim]]\ndecision = "reject"', "d.toml:1: a [[claim]] to reject has no 'id'."),
    ],
)
def test_a_wrong_file_says_the_line_the_value_and_what_would_be_right(text: str, message: str) -> None:
    with pytest.raises(DecisionError) as raised:
        parse_decisions(text, "d.toml")
    assert message in str(raised.value)


def test_all_faults_are_told_together() -> None:
    with pytest.raises(DecisionError) as raised:
        parse_decisions('[[claim]]\nid = 1\n[[entity]]\nid = "a"\ndecision = "bin"\n')
    assert len(str(raised.value).splitlines()) == 2
