"""Amounts and what they measure: by the nearest word, by brackets, by what was spoken of."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import VocabularyError
from graph.extract.changes import read_measure_words
from tests.extract.readings import measured, one

TRILLION = "000000000000"


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("英伟达市值达4万亿美元。", ("nvidia", "marketCap", "4" + TRILLION, "USD")),
        ("輝達市值達4兆美元。", ("nvidia", "marketCap", "4" + TRILLION, "USD")),
        ("英伟达拥有4万亿美元市值。", ("nvidia", "marketCap", "4" + TRILLION, "USD")),
        ("Nvidia's market value reached $4 trillion.", ("nvidia", "marketCap", "4" + TRILLION, "USD")),
        ("Nvidia reached a market value of $4 trillion.", ("nvidia", "marketCap", "4" + TRILLION, "USD")),
        ("The market value of Nvidia is $4 trillion.", ("nvidia", "marketCap", "4" + TRILLION, "USD")),
        ("英伟达营收增长至300亿美元。", ("nvidia", "revenue", "30000000000", "USD")),
        ("Nvidia's revenue rose to $30 billion.", ("nvidia", "revenue", "30000000000", "USD")),
        ("数据中心功率密度为每机柜120千瓦。", ("datacentre", "powerDensity", "120000", "W/rack")),
    ],
)
def test_a_word_in_front_of_or_behind_the_amount(text: str, claim: tuple[str, str, str, str]) -> None:
    assert measured(text) == {claim}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("英伟达股价下跌12%。", "-12"),
        ("英伟达股价上涨12%。", "12"),
        ("Nvidia's shares fell 12 percent.", "-12"),
        ("Nvidia's shares rose 12 percent.", "12"),
    ],
)
def test_changes_have_a_sign(text: str, value: str) -> None:
    assert measured(text) == {("nvidia", "sharePriceChange", value, "percent")}


@pytest.mark.parametrize("text", ["英伟达市值蒸发6000亿美元。", "Nvidia lost $600 billion in market value."])
def test_by_how_much_it_changed_is_not_where_it_stands(text: str) -> None:
    assert not [m for m in measured(text) if m[1] == "marketCap"]


def test_a_rate_without_a_word_of_change_is_no_change() -> None:
    assert measured("英伟达股价12%。") == set()


def test_brackets_behind_a_name() -> None:
    assert measured("市盈率排名:微软市盈率38倍,AMD(55倍),博通(41倍)。") == {
        ("microsoft", "peRatio", "38", "ratio"),
        ("amd", "peRatio", "55", "ratio"),
        ("broadcom", "peRatio", "41", "ratio"),
    }


def test_brackets_around_something_else_are_left_alone() -> None:
    assert measured("微软市盈率38倍,其他(大约55倍)。") == {("microsoft", "peRatio", "38", "ratio")}


def test_a_measure_goes_on_and_a_bare_mark_takes_its_unit() -> None:
    text = "英伟达市值在2023年为1万亿美元,2024年突破2万亿美元,随后冲破3万亿大关。"
    assert measured(text) == {("nvidia", "marketCap", n + TRILLION, "USD") for n in "123"}


def test_a_new_subject_begins_anew() -> None:
    assert measured("英伟达市值为1万亿美元。微软突破2万亿美元。") == {("nvidia", "marketCap", "1" + TRILLION, "USD")}


def test_what_several_have_together_is_nobody_s_own() -> None:
    assert measured("微软和Meta的资本支出合计3000亿美元。") == set()
    assert {m[0] for m in measured("微软和Meta的资本支出各为800亿美元。")} == {"microsoft", "meta"}


def test_an_amount_that_is_spoken_about_is_not_stated() -> None:
    assert measured("投资者对4万亿美元的市值感到惊讶。") == set()


def test_an_amount_in_another_unit_is_not_of_the_measure() -> None:
    assert measured("英伟达市值12%。") == set()


@pytest.mark.parametrize("text", ["英伟达市值很高,天气有30亿美元那么好。", "有人花了30亿美元。", "3,000,000,000 美元。"])
def test_an_amount_without_a_measure_or_a_holder_is_left_out(text: str) -> None:
    assert measured(text) == set()


def test_the_second_thing_of_a_measure() -> None:
    claim = one("微软占英伟达约20%的收入。", measure="revenueShareOf")
    assert (claim.subject, claim.object) == ("microsoft", "nvidia")


def test_the_amount_and_the_word_are_marked() -> None:
    (evidence,) = one("英伟达市值达4万亿美元。", measure="marketCap").evidence
    assert {(m.role, m.start, m.end) for m in evidence.marks} == {("subject", 0, 3), ("trigger", 3, 5), ("quantity", 6, 11)}


def test_an_earnings_paragraph_names_its_company_once() -> None:
    text = "台積電第三季營收9899億元新台幣,年增30.3%,季增6%。毛利率59.5%,上季為58.6%;稅後淨利4523億元。"
    assert measured(text) == {
        ("tsmc", "revenue", "989900000000", "TWD"),
        ("tsmc", "revenueGrowth", "30.3", "percent"),
        ("tsmc", "revenueGrowth", "6", "percent"),
        ("tsmc", "grossMargin", "59.5", "percent"),
        ("tsmc", "grossMargin", "58.6", "percent"),
        ("tsmc", "netProfit", "452300000000", "TWD"),
    }


def test_an_english_one_as_well() -> None:
    text = "Micron's revenue rose 46% to $11.3 billion. Gross margin widened to 45.7%, from 36.5% a year earlier."
    assert measured(text) == {
        ("micron", "revenueGrowth", "46", "percent"),
        ("micron", "revenue", "11300000000", "USD"),
        ("micron", "grossMargin", "45.7", "percent"),
        ("micron", "grossMargin", "36.5", "percent"),
    }


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("三星在HBM市场占22%,美光占20%。", {("samsung", "22"), ("micron", "20")}),
        ("Samsung had 39% of the DRAM market, Micron 22%.", {("samsung", "39"), ("micron", "22")}),
    ],
)
def test_a_measure_goes_on_with_another_name(text: str, claims: set[tuple[str, str]]) -> None:
    assert {m[::2] for m in measured(text)} == claims
    assert {m[1] for m in measured(text)} == {"marketShare"}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("台积电CoWoS月产能为7.5万片。", ("tsmc", "capacity", "75000", "wafer/month")),
        ("TSMC's output is 40,000 wafers a month.", ("tsmc", "capacity", "40000", "wafer/month")),
        ("台积电计划把产能增至目前三倍。", ("tsmc", "capacity", "3", "ratio")),
        ("Vera Rubin is 3.3 times faster than Blackwell.", ("vera-rubin", "performanceGain", "3.3", "ratio")),
        ("Intel reported a net loss of $16.6 billion.", ("intel", "netProfit", "-16600000000", "USD")),
        ("英特尔去年亏损166亿美元。", ("intel", "netProfit", "-16600000000", "USD")),
        ("英特尔股价今年上涨1.6倍。", ("intel", "sharePriceChange", "160", "percent")),
        ("英特尔营收增速降至3%。", ("intel", "revenueGrowth", "3", "percent")),
        ("The data centre campus, with a capacity of 80 megawatts, opened.", ("data-centre-campus", "powerCapacity", "80000000", "W")),
    ],
)
def test_units_and_signs(text: str, claim: tuple[str, str, str, str]) -> None:
    assert claim in measured(text)


@pytest.mark.parametrize(
    "text",
    [
        "英特尔每股盈余3.12元。",
        "英特尔净利率为12%。",
        "Intel's operating margin was 12%.",
        "Intel's earnings per share came to $3.12.",
        "英特尔营收500亿美元,负债300亿美元。",
    ],
)
def test_an_amount_of_no_measure_is_left_out(text: str) -> None:
    assert not [m for m in measured(text) if m[2] in {"3.12", "12", "30000000000"}]


def test_what_others_set_is_of_the_one_it_is_set_for() -> None:
    claim = one("花旗把英特尔的目标价上调到40美元。", measure="sharePrice")
    assert (claim.subject, claim.modality) == ("intel", "forecast")


def test_a_forecast_that_moves_is_not_moved_by_where_it_gets() -> None:
    assert measured("英特尔的营收增长预期由18%调降至11%。") == {
        ("intel", "revenueGrowth", "18", "percent"),
        ("intel", "revenueGrowth", "11", "percent"),
    }


def test_a_list_that_ends_in_its_group_is_the_group() -> None:
    assert {m[0] for m in measured("微软、亚马逊等超大规模云厂商的资本支出合计3500亿美元。")} == {"hyperscalers"}


def test_an_amount_set_beside_another_says_itself_whose_it_is() -> None:
    assert measured("Nvidia trades at 52 times earnings, against 38 times for Microsoft and 32 times for Apple.") == {
        ("nvidia", "peRatio", "52", "ratio"),
        ("microsoft", "peRatio", "38", "ratio"),
        ("apple", "peRatio", "32", "ratio"),
    }


def test_what_an_amount_is_spent_for_does_not_hold_it() -> None:
    assert measured("Meta's capital expenditure was $9 billion for Google chips.") == {("meta", "capitalExpenditure", "9000000000", "USD")}


@pytest.mark.parametrize("table", ["", '[words]\nrises = ["x"]\n', "[words]\nwrong = []\n"])
def test_words_that_lack_or_are_unknown_are_refused(tmp_path: Path, table: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "measures.toml").write_text(table, "utf-8")
    with pytest.raises(VocabularyError, match=r"measures\.toml: \[words\]"):
        read_measure_words("en", tmp_path)
