"""The words that extraction reads from the ontology."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.language.scripts import fold
from graph.ontology import Ontology, Term, read_ontology
from graph.turtle import Turtle, read_turtle


@pytest.fixture(scope="module")
def ontology(root: Path) -> Ontology:
    return read_ontology(root / "ontology.ttl")


@pytest.fixture(scope="module")
def turtle(root: Path) -> Turtle:
    return read_turtle(root / "ontology.ttl")


def cues_of(term: Term) -> Iterator[tuple[str, str]]:
    """Give the cues as they are matched, with `en` or `zh`."""
    return ((language[:2], fold(cue).lower()) for language, cues in term.cues.items() for cue in cues)


@pytest.mark.parametrize("kind", ["classes", "relations", "modalities"])
def test_a_cue_belongs_to_one_term_of_its_kind(ontology: Ontology, kind: str) -> None:
    owners: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for term in getattr(ontology, kind).values():
        for cue in cues_of(term):
            owners[cue].append(term.name)
    assert {cue: names for cue, names in owners.items() if len(names) > 1} == {}


def test_measures_that_share_a_cue_share_no_unit(ontology: Ontology) -> None:
    owners: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for measure in ontology.measures.values():
        for cue in cues_of(measure):
            owners[cue] += [f"{unit} {measure.name}" for unit in measure.units]
    assert any(len(names) > 1 for names in owners.values())
    for cue, names in owners.items():
        assert len({name.split()[0] for name in names}) == len(names), f"{cue}: {names}"


def test_every_relation_and_measure_has_cues_in_both_languages(ontology: Ontology) -> None:
    for relation in ontology.relations.values():
        assert all(len(relation.cues[language]) >= 8 for language in ("en", "zh-Hans")), relation.name
    for term in (*ontology.measures.values(), *ontology.modalities.values()):
        assert all(len(term.cues[language]) >= 3 for language in ("en", "zh-Hans")), term.name
    for name in ontology.classes:
        if ontology.is_a(name, "Entity") and name not in {"Entity", "Agent"}:
            assert all(ontology.classes[name].cues[language] for language in ("en", "zh-Hans")), name


def test_no_cue_is_one_chinese_character(ontology: Ontology) -> None:
    terms = (*ontology.classes.values(), *ontology.relations.values(), *ontology.measures.values(), *ontology.modalities.values())
    assert [c for t in terms for c in (*t.cues.get("zh-Hans", ()), *t.cues.get("zh-Hant", ())) if len(c) < 2] == []


def test_cues_come_longest_first(ontology: Ontology) -> None:
    for relation in ontology.relations.values():
        for cues in relation.cues.values():
            assert [len(cue) for cue in cues] == sorted(map(len, cues), reverse=True)


def test_examples_show_a_cue(ontology: Ontology, turtle: Turtle) -> None:
    for term in (*ontology.relations.values(), *ontology.measures.values()):
        examples = {text.language: text.value for text in turtle.texts(f"cp:{term.name}", "skos:example")}
        assert any(cue in examples["zh-Hans"] for cue in term.cues["zh-Hans"]), examples
        if term.name in ontology.relations:
            assert any(re.search(rf"\b{re.escape(cue)}\b", examples["en"]) for cue in term.cues["en"]), examples


def test_words_that_differ_in_taiwan_are_given(ontology: Ontology) -> None:
    wanted = {"Chip": "晶片", "Software": "軟體", "System": "伺服器", "Facility": "資料中心"}
    assert all(word in ontology.class_(name).cues["zh-Hant"] for name, word in wanted.items())
    assert "本益比" in ontology.measure("peRatio").cues["zh-Hans"]
