"""Patterns are read with the ontology beside them; every mistake in a file is told by place, value and remedy."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from graph.errors import VocabularyError
from graph.extract.forms import Slot
from graph.extract.grammar import Grammar, one_of, read_grammar
from graph.extract.patterns import Pattern, match_cues, read_patterns, read_tables
from graph.model import Quantity
from tests.extract.readings import ontology, reads_with

PLAIN = 'id = "x"\nrelation = "supplies"\nform = ["<subject> 供货 <object>"]\n'


def patterns(folder: Path, text: str) -> list[Pattern]:
    """The patterns of a file, without those of the ontology's cues."""
    (folder / "zh").mkdir(exist_ok=True)
    (folder / "zh" / "supply.toml").write_text(f"[[pattern]]\n{text}", "utf-8")
    return [p for p in read_patterns("zh", ontology(), folder) if not p.id.startswith("cue-")]


def test_a_pattern_is_read(tmp_path: Path) -> None:
    (pattern,) = patterns(tmp_path, PLAIN + 'modality = "plan"\nnegated = true\nconfidence = 0.6\n')
    assert (pattern.id, pattern.relation, pattern.modality, pattern.negated, pattern.confidence) == ("x", "supplies", "plan", True, 0.6)
    assert pattern.anchor is not None
    assert pattern.anchor.words == ("供货",)


def test_slots_without_types_take_those_of_the_ontology(tmp_path: Path) -> None:
    (pattern,) = patterns(tmp_path, PLAIN.replace("<object>", "<object:Company>"))
    relation = ontology().relation("supplies")
    assert [e.types for e in pattern.elements if isinstance(e, Slot)] == [relation.domain, ("Company",)]


def test_an_implied_amount_is_read(tmp_path: Path) -> None:
    (pattern,) = patterns(tmp_path, PLAIN.replace('relation = "supplies"', 'measure = "marketCapMultipleOf"') + 'amount = "> 1.5 ratio"\n')
    assert pattern.amount == Quantity(Decimal("1.5"), "ratio", comparator=">")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (PLAIN.replace("supplies", "suplies"), r"zh/supply\.toml: pattern x: .*suplies\. Did you mean .*supplies"),
        (PLAIN.replace('relation = "supplies"', 'measure = "marketCop"'), r"marketCop\. Did you mean .*marketCap"),
        (PLAIN.replace("<object>", "<object:Compny>"), r"Compny\. Did you mean .*Company"),
        (PLAIN.replace("<object>", "<objekt>"), r"zh/supply\.toml: pattern x: form .* has no role <objekt>\. Did you mean object"),
        (PLAIN + 'modalty = "plan"\n', r"zh/supply\.toml: pattern x: no setting 'modalty'\. Did you mean modality\?"),
        (PLAIN + 'modality = "plann"\n', r"zh/supply\.toml: pattern x: no modality 'plann'\. Did you mean plan\?"),
        (PLAIN + 'amount = "one ratio"\n', r"pattern x: amount 'one ratio' cannot be read\. Write it like '> 1 ratio'\."),
        ('relation = "supplies"\nform = ["a"]\n', r"pattern \?: id, form and a relation or a measure are needed"),
        ('id = "x"\nrelation = "supplies"\n', r"pattern x: id, form and a relation or a measure are needed"),
        ('id = "x"\nform = ["a"]\n', r"pattern x: id, form and a relation or a measure are needed"),
    ],
)
def test_mistakes_are_told(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=message):
        patterns(tmp_path, text)


def test_a_file_that_is_not_toml_is_told_with_the_line(tmp_path: Path) -> None:
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh" / "grammar.toml").write_text('[grammar]\nties = ["a"\nroles = []\n', "utf-8")
    with pytest.raises(VocabularyError, match=r"zh/grammar\.toml: not TOML: .*line 3"):
        read_tables("zh", tmp_path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"fr/: no patterns for language fr\. Add \.toml files"):
        read_tables("fr", tmp_path)


def test_cues_are_matched_in_one_script_and_case() -> None:
    cues = match_cues(ontology().relation("manufacturesFor"), "zh")
    assert cues
    assert len(set(cues)) == len(cues)
    assert all(cue == cue.lower() for cue in match_cues(ontology().relation("manufacturesFor"), "en"))


def test_both_ends_of_a_known_pattern_have_names(tmp_path: Path) -> None:
    form = 'relation = "produces"\nform = ["<subject> 捣鼓 <object>"]\n'
    assert reads_with(tmp_path, form, "英伟达捣鼓定制服务器。") == [("nvidia", "定制服务器")]
    assert reads_with(tmp_path, form + "known = true\n", "英伟达捣鼓定制服务器。") == []
    assert reads_with(tmp_path, form + "known = true\n", "英伟达捣鼓H20。") == [("nvidia", "h20")]


def write_grammar(folder: Path, without: str = "", extra: str = "") -> Path:
    names = [name for name in Grammar.__slots__ if name != without]
    (folder / "zh").mkdir()
    (folder / "zh" / "grammar.toml").write_text("[grammar]\n" + "".join(f'{name} = ["a"]\n' for name in names) + extra, "utf-8")
    return folder


def test_a_grammar_is_read(tmp_path: Path) -> None:
    grammar = read_grammar("zh", write_grammar(tmp_path))
    assert set(grammar.words) == {"a"}


def test_an_unknown_word_class_is_told(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"zh/grammar\.toml: \[grammar\] has no word class 'negator'\. Did you mean negators\?"):
        read_grammar("zh", write_grammar(tmp_path, extra='negator = ["b"]\n'))


def test_a_missing_word_class_is_told(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"zh/grammar\.toml: \[grammar\] lacks pivots\. Add them, empty lists"):
        read_grammar("zh", write_grammar(tmp_path, without="pivots"))


def test_one_of_prefers_the_longest_word_and_matches_nothing_when_there_is_none() -> None:
    assert re.findall(one_of(["以", "以及", "."]), "以及以x.") == ["以及", "以", "."]
    assert re.findall(one_of([]), "以及") == []
