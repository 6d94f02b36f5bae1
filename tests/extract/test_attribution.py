"""Who says it, in every place where a speaker may stand."""

from __future__ import annotations

import pytest

from graph.extract.attribution import Voice, voice_at
from tests.extract.readings import one, read


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("微软表示,台积电为英伟达代工。", "microsoft"),
        ("微軟表示,台積電為輝達代工。", "microsoft"),
        ("台积电为英伟达代工,黄仁勋说。", "jensen-huang"),
        ("黄仁勋表示:“台积电为英伟达代工。”", "jensen-huang"),
        ("据微软,台积电为英伟达代工。", "microsoft"),
        ("微软与黄仁勋见面,表示台积电为英伟达代工。", "jensen-huang"),
        ("微软首席执行官纳德拉指出,台积电为英伟达代工。", "satya-nadella"),
        ("台积电为英伟达代工。", None),
        ("微软对媒体说了很多,最后离开。台积电为英伟达代工。", None),
    ],
)
def test_chinese(text: str, speaker: str | None) -> None:
    assert one(text, "manufacturesFor").speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Microsoft said TSMC supplies Nvidia.", "microsoft"),
        ("Microsoft said that TSMC supplies Nvidia.", "microsoft"),
        ("TSMC supplies Nvidia, according to Microsoft.", "microsoft"),
        ('Jensen Huang said: "TSMC supplies Nvidia."', "jensen-huang"),
        ("TSMC supplies Nvidia.", None),
    ],
)
def test_english(text: str, speaker: str | None) -> None:
    assert one(text, "supplies").speaker == speaker


@pytest.mark.parametrize("text", ["知情人士透露,台积电为英伟达代工。", "據傳台積電為輝達代工。"])
def test_an_anonymous_source_makes_a_rumour(text: str) -> None:
    claim = one(text, "manufacturesFor")
    assert (claim.speaker, claim.modality) == (None, "rumour")


def test_a_speaker_goes_on_in_the_list_items_that_follow_a_colon() -> None:
    reading = read("微软表示:\n- 台积电为英伟达代工。\n- SK海力士向AMD供货。\n\n三星向AMD供货。")
    assert {(c.subject, c.speaker) for c in reading.claims} == {("tsmc", "microsoft"), ("sk-hynix", "microsoft"), ("samsung", None)}


def test_who_does_a_thing_is_not_quoted_on_it() -> None:
    claim = one("黄仁勋宣布投资OpenAI。", "investsIn")
    assert (claim.subject, claim.speaker) == ("jensen-huang", None)


def test_a_saying_is_marked_with_its_speaker() -> None:
    (evidence,) = one("微软表示,台积电为英伟达代工。", "manufacturesFor").evidence
    assert [(m.role, m.start, m.end) for m in evidence.marks if m.role == "speaker"] == [("speaker", 0, 2)]


@pytest.mark.parametrize(
    ("text", "speaker", "modality"),
    [
        ("据研调机构集邦估计,台积电为英伟达代工。", "trendforce", "fact"),
        ("微软披露的财报显示,台积电为英伟达代工。", "microsoft", "fact"),
        ("在黄仁勋看来,台积电为英伟达代工。", "jensen-huang", "opinion"),
        ("According to the research house TrendForce, TSMC makes chips for Nvidia.", "trendforce", "fact"),
        ("In Jensen Huang's view TSMC makes chips for Nvidia.", "jensen-huang", "opinion"),
        ("TSMC makes chips for Nvidia, said Jensen Huang.", "jensen-huang", "fact"),
        ("TSMC makes chips for Nvidia, people familiar with the matter said.", None, "rumour"),
        ("Reuters cites people familiar with the matter: TSMC makes chips for Nvidia.", None, "rumour"),
    ],
)
def test_sources_views_and_rumours(text: str, speaker: str | None, modality: str) -> None:
    claim = one(text, "manufacturesFor")
    assert (claim.speaker, claim.modality) == (speaker, modality)


def test_a_report_that_is_written_of_goes_on_for_the_source_named_in_it() -> None:
    claims = read("黄仁勋称台积电为英伟达代工。集邦在报告中写道,SK海力士向AMD供货。").claims
    assert {(c.subject, c.speaker) for c in claims} == {("tsmc", "jensen-huang"), ("sk-hynix", "trendforce")}


def test_the_innermost_voice_speaks() -> None:
    outer, inner = Voice(0, 20, "microsoft", (0, 2)), Voice(8, 20, "nvidia", (5, 7))
    assert voice_at([inner, outer], 10) == inner
    assert voice_at([inner, outer], 4) == outer
    assert voice_at([inner, outer], 20) is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("微软发布了财报。公司预计,台积电为英伟达代工。", "microsoft"),
        ("黄仁勋泼了盆冷水:台积电为英伟达代工。", "jensen-huang"),
        ("微软的反应是:台积电为英伟达代工。", "microsoft"),
        ("微软承认出货放缓;台积电为英伟达代工。", None),
        ("英国《金融时报》报道,台积电为英伟达代工。", None),
        ("微软宣布,台积电为英伟达代工。", None),
        ("依据微软合计八成的询单,台积电为英伟达代工。", None),
    ],
)
def test_firms_by_their_kind_colons_semicolons_papers_and_deeds(text: str, speaker: str | None) -> None:
    assert one(text, "manufacturesFor").speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Microsoft, which rents the halls, says TSMC supplies Nvidia.", "microsoft"),
        ("Prices fell, said Jensen Huang, who reckons TSMC supplies Nvidia.", "jensen-huang"),
        ("TSMC supplies Nvidia, on the estimates of Microsoft, a rival.", "microsoft"),
        ("The plan, reported by Microsoft, is old, and TSMC supplies Nvidia.", None),
    ],
)
def test_relative_clauses_and_frames_that_close(text: str, speaker: str | None) -> None:
    assert one(text, "supplies").speaker == speaker


def test_a_forecast_is_of_who_spoke_last_and_a_fact_is_not() -> None:
    said = {c.measure: c.speaker for c in read("黄仁勋表示,需求很强。英伟达今年营收预计将达500亿美元。").claims}
    assert said == {"revenue": "jensen-huang"}
    assert {c.speaker for c in read("黄仁勋表示,需求很强。台积电为英伟达代工。").claims} == {None}
