"""Names no registry lists: what shows that they are names, which forms they have, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.language.scripts import fold
from tests.extract.readings import newcomers, nouns


def kinds(text: str) -> dict[str, str]:
    """The new names of a text with their classes."""
    return {name: entity.type for name, entity in newcomers(text).items()}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("董事长沈柏睿昨日说明产能。", "沈柏睿", "Person"),
        ("執行長沈柏睿表示,台積電滿載。", "沈柏睿", "Person"),
        ("技术长欧阳建国强调良率。", "欧阳建国", "Person"),
        ("安德烈·科瓦奇表示,产能不足。", "安德烈·科瓦奇", "Person"),
        ("曜宸光电向英伟达供货。", "曜宸光电", "Company"),
        ("新进供应商岳澜电子产能不足。", "岳澜电子", "Company"),
        ("澜笙(6789)股价大涨。", "澜笙", "Company"),
        ("岳澜研究院发布报告。", "岳澜研究院", "Institution"),
        ("竹科厂下月量产。", "竹科厂", "Facility"),
        ("Larkspur公司推出新品。", "Larkspur", "Company"),
        ("英伟达推出MX-90加速卡。", "MX-90", "Chip"),
    ],
)
def test_a_chinese_text_shows_what_a_name_is(text: str, name: str, kind: str) -> None:
    assert kinds(text)[name] == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Petra Voss, an analyst, said TSMC is full.", "Petra Voss", "Person"),
        ("Dr Petra Voss agreed.", "Petra Voss", "Person"),
        ("Mr Halloran agreed.", "Halloran", "Person"),
        ("Larkspur Photonics supplies Nvidia.", "Larkspur Photonics", "Company"),
        ("The start-up Quillon raised money.", "Quillon", "Company"),
        ("Quillon, a maker of lasers, raised money.", "Quillon", "Company"),
        ("The Ministry of Lighting met.", "Ministry of Lighting", "Government"),
        ("The University of Ostrava met.", "University of Ostrava", "Institution"),
        ("Kelmont County approved it.", "Kelmont County", "Region"),
        ("The Kelmont plant opened.", "Kelmont", "Facility"),
        ("Brightwater Campus opened.", "Brightwater Campus", "Facility"),
        ("Nvidia sells the MX-90 chip.", "MX-90", "Chip"),
        ("Nvidia sells the KR900 accelerator.", "KR900", "Chip"),
    ],
)
def test_an_english_text_shows_what_a_name_is(text: str, name: str, kind: str) -> None:
    assert kinds(text)[name] == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Petra Voss, an analyst, agreed. Voss expects more.", "Voss"),
        ("Larkspur Photonics supplies Nvidia. Larkspur grew.", "Larkspur"),
        ("曜宸光电(688999)向英伟达供货。曜宸去年赚钱。", "曜宸"),
    ],
)
def test_a_short_form_is_the_same_entity(text: str, name: str) -> None:
    found = newcomers(text)
    assert len(found) == 2
    assert len({entity.id for entity in found.values()}) == 1
    assert name in dict.fromkeys(label for _, label in found[name].aliases)


@pytest.mark.parametrize(
    "text",
    [
        "新竹厂商很忙。",
        "台积电与厂商合作。",
        "市场需求强劲,公司表示乐观。",
        "说明会于周三举行。",
        "陈厂长很忙。",
        "Revenue rose. However, Demand fell. Tuesday was busy.",
        "The chips are sold. AI is busy and the GPU is hot.",
        "HBM and DRAM are scarce.",
        "TSMC's Fab opened on Monday.",
        "A report of 20260312 was read.",
        "Larkspur said so.",
    ],
)
def test_what_nothing_shows_to_be_a_name_is_none(text: str) -> None:
    assert newcomers(text) == {}


@pytest.mark.parametrize("text", ["台积电董事长魏哲家很忙。", "Nvidia and TSMC met."])
def test_what_the_registry_lists_is_not_new(text: str) -> None:
    assert newcomers(text) == {}


def test_a_name_in_traditional_characters_is_labelled_in_both_scripts() -> None:
    (entity,) = newcomers("曜辰光電(688999)向輝達供貨。").values()
    assert entity.labels == (("zh-Hant", "曜辰光電"), ("zh-Hans", "曜辰光电"))
    assert entity.provisional


HAN = ["董事长", "沈柏睿", "曜宸", "光电", "表示", ",", "。", "台积电", "的", "厂", "新竹", "·", "3万"]
WORDS = [*HAN, "Larkspur", " Photonics", "(6789)", "analyst ", " Petra Voss"]


@given(st.lists(st.sampled_from(WORDS), max_size=12).map("".join))
@settings(max_examples=60, deadline=None)
def test_a_name_is_never_invented(text: str) -> None:
    for name, entity in newcomers(text).items():
        assert fold(name) in fold(text)
        assert all(fold(label) in fold(text) for _, label in entity.labels)


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("奧卡科技在德國漢堡廠停工。", "漢堡廠", "Facility"),
        ("Its plant at Brindlemoor closed.", "Brindlemoor", "Region"),
        ("They met in Brindlemoor, Texas, and left.", "Brindlemoor", "Region"),
        ("Kärntner Fluidik Holdings makes pumps.", "Kärntner Fluidik Holdings", "Company"),
    ],
)
def test_plants_by_unknown_towns_towns_by_what_stands_there_and_letters_with_accents(text: str, words: str, kind: str) -> None:
    assert nouns(text)[words].type == kind
