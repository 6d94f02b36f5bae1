"""Noun phrases no registry foresees, in Chinese and English, and the words that stand for nouns."""

from __future__ import annotations

import pytest

from graph.extract.phrases import propose
from tests.extract.readings import nouns, read


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("定制服务器在德国到货。", "定制服务器", "System"),
        ("定制伺服器在德國到貨。", "定制伺服器", "System"),
        ("国产芯片供应紧张。", "国产芯片", "Chip"),
        ("Germany limits custom AI chips.", "custom AI chips", "Chip"),
        ("Germany wants a chip export ban.", "chip export ban", "Policy"),
    ],
)
def test_a_head_with_what_narrows_it_down(text: str, words: str, kind: str) -> None:
    assert nouns(text)[words].type == kind


@pytest.mark.parametrize("text", ["大量芯片已经到货。", "Some of it is sold very quickly."])
def test_a_head_alone_or_with_empty_words_is_no_phrase_of_its_own(text: str) -> None:
    assert not [n for words, n in nouns(text).items() if "大量" in words or "quickly" in words]


def test_a_phrase_does_not_run_over_an_amount() -> None:
    assert "3万台定制服务器" not in nouns("微软买下3万台定制服务器。")
    assert "定制服务器" in nouns("微软买下3万台定制服务器。")


def test_a_phrase_that_only_says_the_kind_is_the_product_itself() -> None:
    assert nouns("Microsoft ordered H20 chips.")["H20 chips"].entity == "h20"


def test_a_term_in_quotes_is_a_concept() -> None:
    assert nouns("黄仁勋谈到“硅谷焦虑”。")["硅谷焦虑"].type == "Concept"


def test_whose_thing_it_is_stays_a_mention_of_its_own() -> None:
    found = nouns("Nvidia GPUs are scarce.")
    assert found["Nvidia"].entity == "nvidia"
    assert found["Nvidia GPUs"].type == "Chip"
    assert found["Nvidia"].modifies


def test_a_proposed_entity_has_labels_of_both_scripts() -> None:
    entity = propose("「國產晶片」", "“国产芯片”", "Chip", "zh-Hant")
    assert (entity.id, entity.provisional) == ("国产芯片", True)
    assert entity.labels == (("zh-Hant", "國產晶片"), ("zh-Hans", "国产芯片"))
    assert propose("AI chips", "AI chips", "Chip", "en").labels == (("en", "AI chips"),)


def test_only_entities_that_claims_use_are_kept() -> None:
    assert [e.id for e in read("台积电生产定制服务器。").entities] == ["定制服务器"]
    assert read("定制服务器很贵。").entities == ()


@pytest.mark.parametrize(
    ("text", "words", "entity"),
    [
        ("台积电开会,该公司很忙。", "该公司", "tsmc"),
        ("黄仁勋来了,他很忙。", "他", "jensen-huang"),
        ("TSMC met and it was busy.", "it", "tsmc"),
        ("Lisa Su came and she was busy.", "she", "lisa-su"),
    ],
)
def test_a_pronoun_stands_for_what_was_named(text: str, words: str, entity: str) -> None:
    found = nouns(text)[words]
    assert (found.entity, found.carried) == (entity, True)


def test_a_pronoun_is_not_cut_out_of_another_word() -> None:
    assert list(nouns("台积电来了,其中有人。")) == ["台积电"]
    assert list(nouns("台积电来了,其很忙。")) == ["台积电", "其"]


@pytest.mark.parametrize("text", ["其中,一切照旧。", "他很忙。", "It rained."])
def test_a_pronoun_that_stands_for_nothing_is_no_noun(text: str) -> None:
    assert nouns(text) == {}


def test_what_is_called_by_its_kind_alone_is_not_the_same_in_two_documents() -> None:
    one, other = (read(text) for text in ("Micron runs a smelter.", "Samsung runs a smelter."))
    (first,), (second,) = ([c.object for c in each.claims if c.relation == "operates"] for each in (one, other))
    assert first != second
    assert first is not None
    assert first.startswith("smelter-")


def test_a_name_before_a_word_of_another_kind_is_not_that_thing() -> None:
    found = nouns("Samsung shut its DRAM lines.")["DRAM lines"]
    assert (found.type, found.entity) == ("Facility", "dram-lines")


def test_a_head_with_its_preposition_still_ends_a_phrase() -> None:
    assert nouns("Germany wants strict restrictions on gallium.")["strict restrictions"].type == "Policy"


def test_the_kind_a_definite_word_names_is_one_of_them() -> None:
    assert nouns("Nvidia rose, and the chipmaker fell.")["the chipmaker"].entity == "nvidia"
