"""A verb without a subject is said of what was spoken of: the clause before, the sentence before, the noun right before."""

from __future__ import annotations

import pytest

from graph.extract.kinds import narrow
from graph.extract.topics import Memory
from tests.extract.readings import one, ontology, related, set_scene

COMPANIES = narrow(["Company"], ontology())


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("台积电今天开会,也替AMD代工。", ("tsmc", "manufacturesFor", "amd")),
        ("台積電今天開會,也替AMD代工。", ("tsmc", "manufacturesFor", "amd")),
        ("台积电今天开会。也为英伟达代工。", ("tsmc", "manufacturesFor", "nvidia")),
        ("台积电今天开会。该公司为英伟达代工。", ("tsmc", "manufacturesFor", "nvidia")),
        ("台积电今天开会。微软也开会,为英伟达代工。", ("microsoft", "manufacturesFor", "nvidia")),
        ("TSMC met today. It supplies Nvidia.", ("tsmc", "supplies", "nvidia")),
        ("TSMC, which supplies Nvidia, met today.", ("tsmc", "supplies", "nvidia")),
    ],
)
def test_a_subject_is_carried(text: str, relation: tuple[str, str, str]) -> None:
    assert related(text) == {relation}


@pytest.mark.parametrize(
    "text",
    [
        "德国天气好,为英伟达代工。",
        "德国天气好。为英伟达代工。",
        "天气好。为英伟达代工。",
        "德国天气好。部署了H100。",
    ],
)
def test_a_place_and_nothing_at_all_are_not_carried(text: str) -> None:
    assert related(text) == set()


def test_an_own_subject_is_not_replaced() -> None:
    assert related("微软今天开会,台积电为英伟达代工。") == {("tsmc", "manufacturesFor", "nvidia")}


def test_a_clause_of_purpose_has_its_subject_behind_it() -> None:
    assert related("台积电开会。为投资OpenAI,微软裁员。") == set()
    assert related("台积电开会。投资OpenAI,微软裁员。") == {("tsmc", "investsIn", "openai")}


def test_the_subject_of_a_saying_is_not_that_of_what_is_said() -> None:
    assert related("微软表示台积电为英伟达代工。") == {("tsmc", "manufacturesFor", "nvidia")}
    assert related("Microsoft said TSMC supplies Nvidia.") == {("tsmc", "supplies", "nvidia")}


def test_a_list_is_carried_as_a_whole() -> None:
    makers = {subject for subject, relation, _ in related("台积电和三星扩建厂房,为英伟达代工。") if relation == "manufacturesFor"}
    assert makers == {"tsmc", "samsung"}


def test_the_farther_a_subject_comes_from_the_less_sure_the_claim() -> None:
    near = one("台积电为英伟达代工。", "manufacturesFor").confidence
    clause = one("台积电今天开会,为英伟达代工。", "manufacturesFor").confidence
    sentence = one("台积电今天开会。为英伟达代工。", "manufacturesFor").confidence
    assert near > clause > sentence


def test_what_was_named_last_is_recalled_of_equals() -> None:
    memory = Memory()
    memory.note(set_scene("台积电开会。"))
    memory.note(set_scene("微软开会。"))
    recalled = memory.recall(COMPANIES)
    assert recalled is not None
    assert (recalled.entity, recalled.carried, recalled.group) == ("microsoft", True, -1)


def test_what_was_named_often_is_recalled_before_what_was_named_last() -> None:
    memory = Memory()
    for text in ("台积电开会。", "台积电休会。", "微软开会。"):
        memory.note(set_scene(text))
    recalled = memory.recall(COMPANIES)
    assert recalled is not None
    assert recalled.entity == "tsmc"


def test_what_is_recalled_changes_with_every_sentence() -> None:
    memory = Memory()
    recalled = []
    for text in ("台积电开会。", "微软开会。"):
        memory.note(set_scene(text))
        recalled.append(memory.recall(COMPANIES))
    assert [noun.entity for noun in recalled if noun] == ["tsmc", "microsoft"]


def test_what_a_preposition_governs_is_remembered_less() -> None:
    memory = Memory()
    memory.note(set_scene("台积电向微软说话。"))
    recalled = memory.recall(COMPANIES)
    assert recalled is not None
    assert recalled.entity == "tsmc"


def test_what_was_long_ago_is_forgotten() -> None:
    memory = Memory()
    memory.note(set_scene("台积电开会。"))
    for _ in range(20):
        memory.note(set_scene("天气好。"))
    assert memory.recall(COMPANIES) is None


def test_only_what_is_of_the_kinds_is_recalled() -> None:
    memory = Memory()
    memory.note(set_scene("台积电开会。"))
    assert memory.recall(narrow(["Chip"], ontology())) is None
