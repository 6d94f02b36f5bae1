"""What holds of every reading: nothing from mere company, every passage is there word for word, and nothing is remembered."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.extract import Reading
from graph.language.scripts import fold
from graph.model import Document
from tests.extract.readings import extractor, one, read
from tests.strategies import HARD

SIDE_BY_SIDE = (
    "英伟达、台积电。",
    "英伟达和微软都在德国。",
    "周三,英伟达与微软召开了会议。",
    "台积电董事会今天开会,英伟达也派人出席。",
    "微软旁边的大楼里有亚马逊的员工。",
    "黄仁勋在德国吃饭,苏姿丰在中国散步。",
    "记者同时采访了英伟达和AMD。",
    "今天的新闻提到了英伟达、AMD、微软、Meta和亚马逊。",
    "微软的会议室里挂着英伟达的照片。",
    "輝達和臺積電的新聞稿都很長。",
    "英偉達與微軟的標誌都是彩色的。",
    "臺積電的員工喜歡微軟的滑鼠。",
    "SK海力士出現在名單上,美光也在。",
    "Nvidia and Microsoft were both mentioned on Wednesday.",
    "The meeting was attended by Nvidia, TSMC and Microsoft.",
    "A reporter spoke about Nvidia and then about AMD.",
    "Microsoft has a building next to Amazon.",
    "Jensen Huang had lunch in Germany while Lisa Su walked in China.",
    "Nvidia is green, Microsoft is blue.",
    "The report lists SK hynix, Micron and Samsung.",
    "OpenAI and Nvidia share a street in the story.",
    "People from TSMC sang with people from Meta.",
)
PIECES = (
    *("英伟达", "臺積電", "微软", "黄仁勋", "Nvidia", "TSMC", "Jensen Huang", "德国", "H100", "AI芯片", "“算力”", "其", "it", "该公司"),
    *("为", "代工", "供货", "收购", "依赖", "订购", "supplies", "ordered", "said", "表示", "据", "according to", "将", "will", "不", "not"),
    *("市值", "营收", "下跌", "突破", "market value", "4万亿美元", "30,000", "12%", "38倍", "2025年", "in 2026"),
    *("、", "和", " and ", ",", "。", ". ", ":", ";", "(", ")", "——", "\n", "\n- ", " ", "的", "'s "),
)
pieces = st.one_of(st.sampled_from(PIECES), st.sampled_from(HARD), st.characters(exclude_categories=["Cs"]))
texts = st.lists(pieces, max_size=40).map("".join)


def assert_grounded(reading: Reading) -> None:
    """Every claim cites words that stand in the document, marks what is in it, and names what is known."""
    text = reading.document.text
    for claim in reading.claims:
        for evidence in claim.evidence:
            assert evidence.document == reading.document.id
            assert evidence.passage == text[evidence.start : evidence.end] != ""
            assert {m.role for m in evidence.marks} >= {"subject", "trigger"}
            assert all(0 <= m.start < m.end <= len(text) for m in evidence.marks)
        assert (claim.relation and claim.object) or (claim.measure and claim.quantity)
        assert claim.subject != claim.object
        assert 0.5 <= claim.confidence <= 1
    assert all(c.passage == text[c.start : c.end] and c.reason for c in reading.candidates)
    assert {e.id for e in reading.entities} <= {e for c in reading.claims for e in (c.subject, c.object, c.speaker)}


@pytest.mark.parametrize("text", SIDE_BY_SIDE)
def test_standing_side_by_side_is_no_claim(text: str) -> None:
    assert [(c.subject, c.relation or c.measure, c.object, c.rule) for c in read(text).claims] == []


@settings(max_examples=300, deadline=None)
@given(texts, st.sampled_from(["en", "zh-Hans", "zh-Hant"]), st.sampled_from([None, "2025", "2025-07-09"]))
def test_any_text_is_read_and_every_claim_is_grounded(text: str, language: str, published: str | None) -> None:
    source = Document("any.txt", text, language, published=published)  # type: ignore[arg-type]
    assert_grounded(extractor().read(source))


def test_the_property_looks_at_claims() -> None:
    text = "据微软,台积电在2025年为英伟达代工3万颗H100。英伟达市值达4万亿美元。"
    reading = read(text)
    assert_grounded(reading)
    assert len(reading.claims) >= 2


@pytest.mark.parametrize("odd", ["👩🏽‍🚀", "e\u0301", "\u202e", "𠮷", "\u200f", "\x00"])
def test_odd_characters_do_not_move_a_passage(odd: str) -> None:
    text = f"{odd}。台积电为英伟达代工。{odd}"
    (evidence,) = one(text, "manufacturesFor").evidence
    assert evidence.passage == "台积电为英伟达代工"
    assert {text[m.start : m.end] for m in evidence.marks} >= {"台积电", "英伟达"}


def test_the_passage_is_quoted_as_written_in_its_own_script() -> None:
    (evidence,) = one("臺積電為輝達代工。", "manufacturesFor").evidence
    assert evidence.passage == "臺積電為輝達代工"
    assert fold(evidence.passage) == "台积电为辉达代工"


def test_the_same_document_read_twice_gives_the_same() -> None:
    text = "台积电今天开会,也为英伟达代工定制服务器。微软订购3万颗H100。"
    assert read(text) == read(text)


def test_the_order_of_documents_does_not_matter() -> None:
    first, second = "台积电今天开会。英伟达市值达4万亿美元。", "也为英伟达代工。突破5万亿美元大关。"
    forwards = [read(first), read(second)]
    backwards = [read(second), read(first)]
    assert forwards == backwards[::-1]
    assert forwards[1].claims == ()


def test_a_heading_claims_nothing() -> None:
    assert read("台积电为英伟达代工\n\n天气好。").claims == ()
    assert read("台积电为英伟达代工。\n\n天气好。").claims != ()


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("台积电2025年为英伟达代工。", "2025"),
        ("2024年,台积电为英伟达代工。", "2024"),
        ("台积电为英伟达代工,2024年更换了标志。", None),
        ("2024年更换标志;台积电为英伟达代工。", None),
    ],
)
def test_the_time_is_that_of_the_clause_or_one_before_it(text: str, period: str | None) -> None:
    claim = one(text, "manufacturesFor")
    assert (claim.period and claim.period.start) == period


def test_the_time_of_saying_is_not_that_of_a_forecast() -> None:
    assert one("2024年4月,台积电预计为英伟达代工。", "manufacturesFor", published="2025-07").period is None
    assert one("2026年,台积电预计为英伟达代工。", "manufacturesFor", published="2025-07").period is not None


def test_english_and_chinese_are_read_by_readers_of_their_own() -> None:
    assert one("TSMC makes chips for Nvidia.", "manufacturesFor").content == one("台积电为英伟达代工。", "manufacturesFor").content
