"""The gate's words: read from their files, every fault with its place, and of no relation the ontology has not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.errors import VocabularyError
from graph.llm.words import FOLDER, KINDS, read_words
from tests.extract.readings import ontology


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_words_that_ship_are_read(language: str) -> None:
    words = read_words(language, ontology())
    assert words.han == (language == "zh")
    assert len(words.kinds) > 15
    found = {kind for kinds in words.kinds.values() for kind, _ in kinds.values()}
    assert found <= set(KINDS)
    assert len(found) == len(KINDS)


def test_verbs_are_inflected_and_chinese_is_folded() -> None:
    assert {"acquire", "acquires", "acquired", "acquiring"} <= read_words("en", ontology()).kinds["acquires"].keys()
    assert "供应商" in read_words("zh", ontology()).kinds["supplies"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_word_stands_on_one_side_of_a_relation(language: str) -> None:
    text = (FOLDER / f"{language}.toml").read_text("utf-8")
    for group in text.split("[[group]]")[1:]:
        lines = (line.split(" = ") for line in group.splitlines() if " = " in line)
        listed = [word for kind, words in lines if kind in KINDS for word in words.strip("[]").split(", ")]
        assert len(listed) == len(set(listed)), sorted({word for word in listed if listed.count(word) > 1})


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("agents = ", "agnts = ", r"lexicon/en.toml: lacks agents. Add them"),
        ("agents = ", 'hints = ["x"]\nagents = ', r"lexicon/en.toml: no list 'hints'. "),
        ('"supplies", "manufacturesFor"', '"suplies"', r"no relation or measure 'suplies'. Did you mean supplies"),
        ("\nforward = ", "\nforwards = ", r"a group has 'forwards'. Did you mean forward"),
        ("agents = ", "agents ", r"lexicon/en.toml: not TOML: .*line"),
    ],
)
def test_a_fault_of_the_file_is_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "en.toml"
    shutil.copy(FOLDER / "en.toml", path)
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(VocabularyError, match=message):
        read_words("en", ontology(), tmp_path)


def test_a_file_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"lexicon/en.toml: no such file. Add it in graph/llm/lexicon/."):
        read_words("en", ontology(), tmp_path)
