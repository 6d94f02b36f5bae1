"""Turtle written by hand: what is read, and where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import VocabularyError
from graph.ontology import read_ontology
from graph.turtle import Text, read_turtle


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"none.ttl: cannot be read: No such file"):
        read_ontology(tmp_path / "none.ttl")


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ontology.ttl"
    path.write_bytes(b"# \xb9\xa9")
    with pytest.raises(VocabularyError, match=r"ontology.ttl: byte 2 is not UTF-8. Save the file as UTF-8."):
        read_ontology(path)


def test_names_and_texts_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(
        '@prefix cp: <https://w3id.org/chokepoint/ontology#> .\n\ncp:a cp:b cp:c , "晶片"@zh-Hant , "x" , <urn:y> .\n', encoding="utf-8"
    )
    turtle = read_turtle(path)
    assert turtle.names("cp:a", "cp:b") == ("cp:c", "urn:y")
    assert turtle.texts("cp:a", "cp:b") == (Text("晶片", "zh-Hant"), Text("x"))
    assert turtle.text("cp:a", "cp:b") == "晶片"
    assert turtle.text("cp:a", "cp:none") == ""


def test_a_prefix_of_ones_own_reads_the_same(root: Path, tmp_path: Path) -> None:
    text = (root / "ontology.ttl").read_text(encoding="utf-8")
    path = tmp_path / "ontology.ttl"
    path.write_text(text.replace("cp:", "choke:").replace("owl:", "o:"), encoding="utf-8")
    assert read_ontology(path) == read_ontology(root / "ontology.ttl")


def test_a_place_is_a_line_in_the_terms_own_block(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    lines = [
        "@prefix cp: <https://w3id.org/chokepoint/ontology#> .",
        "cp:aa cp:p cp:z .",
        "cp:a cp:p cp:y ;",
        "    cp:q cp:z .",
        "cp:b cp:q cp:w .",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    turtle = read_turtle(path)
    assert [turtle.place("cp:a"), turtle.place("cp:a", "cp:z"), turtle.place("cp:b", "cp:q")] == ["a.ttl:3", "a.ttl:4", "a.ttl:5"]
    assert turtle.place("cp:a", "cp:w") == "a.ttl:3"
