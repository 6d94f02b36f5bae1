"""How firmly a thing is said, and whether it is denied."""

from __future__ import annotations

import pytest

from tests.extract.readings import one, read


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("台积电为英伟达代工。", "fact"),
        ("台积电计划为英伟达代工。", "plan"),
        ("台积电预计为英伟达代工。", "forecast"),
        ("台积电将为英伟达代工。", "forecast"),
        ("台积电可能为英伟达代工。", "hypothetical"),
        ("传闻台积电为英伟达代工。", "rumour"),
        ("黄仁勋认为台积电为英伟达代工。", "opinion"),
        ("台積電計劃為輝達代工。", "plan"),
        ("TSMC makes chips for Nvidia.", "fact"),
        ("TSMC plans to make chips for Nvidia.", "plan"),
        ("TSMC will make chips for Nvidia.", "forecast"),
        ("TSMC could make chips for Nvidia.", "hypothetical"),
        ("TSMC reportedly makes chips for Nvidia.", "rumour"),
    ],
)
def test_each_modality(text: str, modality: str) -> None:
    assert one(text, "manufacturesFor").modality == modality


def test_where_several_are_cued_the_one_that_claims_least_wins() -> None:
    assert one("台积电预计可能为英伟达代工。", "manufacturesFor").modality == "hypothetical"


def test_a_condition_works_on_the_clauses_behind_it() -> None:
    reading = read("如果台积电为英伟达代工,SK海力士就向英伟达供货。")
    assert {c.modality for c in reading.claims} == {"hypothetical"}
    assert len(reading.claims) == 2


def test_a_cue_does_not_work_on_the_clauses_behind_it() -> None:
    modalities = {c.subject: c.modality for c in read("台积电计划为英伟达代工,SK海力士向英伟达供货。").claims}
    assert modalities == {"tsmc": "plan", "sk-hynix": "fact"}


def test_a_cue_behind_the_trigger_says_nothing_of_it() -> None:
    assert one("台积电依赖英伟达可能太久了。", "dependsOn").modality == "fact"


def test_a_future_auxiliary_is_told_from_the_preposition() -> None:
    assert one("英伟达将依赖台积电。", "dependsOn").modality == "forecast"
    assert one("英伟达将芯片制造外包给台积电。", "manufacturesFor").modality == "fact"


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("台积电为英伟达代工。", False),
        ("台积电不为英伟达代工。", True),
        ("台积电没有为英伟达代工。", True),
        ("台積電並未為輝達代工。", True),
        ("微软不开会,台积电为英伟达代工。", False),
        ("TSMC does not make chips for Nvidia.", True),
        ("TSMC never made chips for Nvidia.", True),
        ("TSMC made chips for Nvidia.", False),
    ],
)
def test_negation(text: str, *, negated: bool) -> None:
    assert one(text, "manufacturesFor").negated is negated


def test_negation_behind_the_verb() -> None:
    assert one("英伟达收购的不是微软。", "acquires").negated


def test_the_second_half_of_a_contrast_is_denied() -> None:
    denied = {c.object: c.negated for c in read("英伟达依赖台积电而非三星。").claims}
    assert denied == {"tsmc": False, "samsung": True}


@pytest.mark.parametrize(
    ("text", "relation", "modality", "start"),
    [
        ("微软明年收购OpenAI。", "acquires", "plan", "2027"),
        ("微软将收购OpenAI。", "acquires", "plan", None),
        ("微软将投资OpenAI。", "investsIn", "plan", None),
        ("台积电2028年为英伟达代工。", "manufacturesFor", "forecast", "2028"),
        ("台积电2024年为英伟达代工。", "manufacturesFor", "fact", "2024"),
        ("台积电预计收购OpenAI。", "acquires", "forecast", None),
    ],
)
def test_what_is_still_to_come_is_a_plan_of_who_decides_it_and_else_a_forecast(
    text: str, relation: str, modality: str, start: str | None
) -> None:
    claim = one(text, relation, published="2026-03-18")
    assert (claim.modality, claim.period and claim.period.start) == (modality, start)


def test_a_plan_has_no_time_that_is_over() -> None:
    assert one("台积电2025年计划收购OpenAI。", "acquires", published="2026-03-18").period is None
    assert one("台积电2025年计划收购OpenAI。", "acquires").period is not None


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("据集邦估计,英伟达握有三成份额。", "fact"),
        ("受传闻拖累,英伟达股价跌6%。", "fact"),
        ("英伟达预计将毛利率由50%提高。", "fact"),
    ],
)
def test_a_count_what_a_rumour_does_and_what_a_change_starts_from_are_facts(text: str, modality: str) -> None:
    assert {c.modality for c in read(text).claims if c.measure} == {modality}
