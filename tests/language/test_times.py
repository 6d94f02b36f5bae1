"""Times: absolute and relative ones, at the precision the text gives, and what is none."""

from __future__ import annotations

import re
import sys
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.language.clock import Clock, read_clock, stretch
from graph.language.scripts import fold
from graph.language.times import find_periods
from graph.model import Language, Period

PUBLISHED = "2026-03-18"
PARTIAL_DATE = re.compile(r"[0-9]{4}(?:-(?:Q[1-4]|(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?))?")


def say(text: str, language: Language = "zh-Hans", published: str | None = PUBLISHED) -> list[str]:
    """Write the times of a text as lines: span, start, end."""
    folded = fold(text) if language != "en" else text
    return [
        f"{folded[m.start : m.end]} = {m.value.start}{'..' + m.value.end if m.value.end else ''}"
        for m in find_periods(folded, language, published)
    ]


CHINESE = {
    "2024年11月5日发布": "2024年11月5日 = 2024-11-05",
    "2024 年 11 月": "2024 年 11 月 = 2024-11",
    "成立于1998年": "1998年 = 1998",
    "二〇二七年五月投产": "二〇二七年五月 = 2027-05",
    "2025年第三季度": "2025年第三季度 = 2025-Q3",
    "2025年首季": "2025年首季 = 2025-Q1",
    "2025年四季度": "2025年四季度 = 2025-Q4",
    "2025年Q2": "2025年Q2 = 2025-Q2",
    "25Q4": "25Q4 = 2025-Q4",
    "3Q25": "3Q25 = 2025-Q3",
    "2025年下半年": "2025年下半年 = 2025-07..2025-12",
    "2025年前三季度": "2025年前三季度 = 2025-01..2025-09",
    "2025年前8个月": "2025年前8个月 = 2025-01..2025-08",
    "2026财年": "2026财年 = 2026",
    "FY27": "FY27 = 2027",
    "到2030年为止": "2030年 = 2030",
    "2029年底前": "2029年底前 = 2029",
    "2022年至2026年": "2022年至2026年 = 2022..2026",
    "2027-2029年": "2027-2029年 = 2027..2029",
    "2025年3-5月": "2025年3-5月 = 2025-03..2025-05",
    "2025年6月8日至12日": "2025年6月8日至12日 = 2025-06-08..2025-06-12",
    "2024年10月到2025年2月": "2024年10月到2025年2月 = 2024-10..2025-02",
    "2025-08-14": "2025-08-14 = 2025-08-14",
    "2020年代": "2020年代 = 2020..2029",
    "今年": "今年 = 2026",
    "去年底": "去年底 = 2025",
    "明年第二季度": "明年第二季度 = 2027-Q2",
    "今年5月": "今年5月 = 2026-05",
    "前年下半年": "前年下半年 = 2024-07..2024-12",
    "5月": "5月 = 2026-05",
    "十一月初": "十一月初 = 2025-11",
    "预计十一月初投产": "十一月初 = 2026-11",
    "2月9日": "2月9日 = 2026-02-09",
    "第三季度": "第三季度 = 2026-Q3",
    "上半年": "上半年 = 2026-01..2026-06",
    "本月": "本月 = 2026-03",
    "本月15日": "本月15日 = 2026-03-15",
    "上个月": "上个月 = 2026-02",
    "下个月": "下个月 = 2026-04",
    "上季度": "上季度 = 2025-Q4",
    "本季": "本季 = 2026-Q1",
    "今夏": "今夏 = 2026-06..2026-08",
    "去冬": "去冬 = 2025-12..2026-02",
    "今日": "今日 = 2026-03-18",
    "昨天": "昨天 = 2026-03-17",
    "上周": "上周 = 2026-03-09..2026-03-15",
    "本周五": "本周五 = 2026-03-20",
    "16日宣布": "16日 = 2026-03-16",
    "27日宣布": "27日 = 2026-02-27",
    "将于27日公布": "27日 = 2026-03-27",
    "未来18个月": "未来18个月 = 2026-03..2027-09",
    "未来10年": "未来10年 = 2026..2036",
    "未来三到五年": "未来三到五年 = 2026..2031",
    "未来半年": "未来半年 = 2026-03..2026-09",
    "过去五年": "过去五年 = 2021..2026",
    "近两年": "近两年 = 2024..2026",
    "过去四个季度": "过去四个季度 = 2025-Q1..2026-Q1",
    "三年前": "三年前 = 2023",
    "年底": "年底 = 2026",
    "周三宣布": "周三 = 2026-03-18",
    "上周三": "上周三 = 2026-03-11",
    "星期一": "星期一 = 2026-03-16",
}

ENGLISH = {
    "July 9, 2025": "July 9, 2025 = 2025-07-09",
    "on 9 July 2025": "9 July 2025 = 2025-07-09",
    "Sept. 30, 2024": "Sept. 30, 2024 = 2024-09-30",
    "in October 2024": "October 2024 = 2024-10",
    "founded in 1998": "1998 = 1998",
    "Q3 2025": "Q3 2025 = 2025-Q3",
    "4Q25": "4Q25 = 2025-Q4",
    "the first quarter of 2025": "the first quarter of 2025 = 2025-Q1",
    "second quarter of fiscal 2027": "second quarter of fiscal 2027 = 2027-Q2",
    "H2 2025": "H2 2025 = 2025-07..2025-12",
    "fiscal year 2027": "fiscal year 2027 = 2027",
    "FY26": "FY26 = 2026",
    "by 2030": "2030 = 2030",
    "late 2027": "late 2027 = 2027",
    "mid-2025": "mid-2025 = 2025",
    "between 2026 and 2029": "2026 and 2029 = 2026..2029",
    "from 2021 to 2024": "2021 to 2024 = 2021..2024",
    "2025-27": "2025-27 = 2025..2027",
    "May to August 2025": "May to August 2025 = 2025-05..2025-08",
    "June 9-12, 2025": "June 9-12, 2025 = 2025-06-09..2025-06-12",
    "the early 2000s": "early 2000s = 2000..2009",
    "last year": "last year = 2025",
    "next quarter": "next quarter = 2026-Q2",
    "this summer": "this summer = 2026-06..2026-08",
    "summer 2027": "summer 2027 = 2027-06..2027-08",
    "later this year": "later this year = 2026",
    "by the end of next year": "the end of next year = 2027",
    "the second half of this year": "the second half of this year = 2026-07..2026-12",
    "in April": "April = 2026-04",
    "in May it may march on": "May = 2026-05",
    "the third quarter": "the third quarter = 2026-Q3",
    "yesterday": "yesterday = 2026-03-17",
    "last month": "last month = 2026-02",
    "last week": "last week = 2026-03-09..2026-03-15",
    "over the next five years": "over the next five years = 2026..2031",
    "within 18 months": "within 18 months = 2026-03..2027-09",
    "in the past year": "in the past year = 2025..2026",
    "over the past decade": "over the past decade = 2016..2026",
    "two years ago": "two years ago = 2024",
    "by year-end": "year-end = 2026",
    "it said on Thursday": "Thursday = 2026-03-12",
    "it said on Monday": "Monday = 2026-03-16",
    "on Wednesday": "Wednesday = 2026-03-18",
    "on Wednesday April 8": "April 8 = 2026-04-08",
    "the March quarter": "the March quarter = 2026-Q1",
    "the quarter to end-March": "the quarter to end-March = 2026-Q1",
    "the quarter ended June 30, 2025": "the quarter ended June 30, 2025 = 2025-Q2",
    "the three months to end-June": "the three months to end-June = 2026-Q2",
}

NOTHING = {
    "zh-Hans": [
        *("历时10年", "3个月", "每个财年", "年内", "一周内", "近期", "本世纪", "12日元", "每月", "月球", "4月球", "2025.5亿", "五年计划"),
        *("3000年", "两年内", "2330", "年产能"),
    ],
    "en": [
        *("10 years", "a year earlier", "$2025", "more than 2000 employees", "the next generation", "he may march", "2,025 tons"),
        *("in the last years", "Mondays are busy", "the April quarter"),
    ],
}


@pytest.mark.parametrize(("text", "line"), CHINESE.items())
def test_a_chinese_time_is_read(text: str, line: str) -> None:
    assert say(text) == [line]


@pytest.mark.parametrize(("text", "line"), ENGLISH.items())
def test_an_english_time_is_read(text: str, line: str) -> None:
    assert say(text, "en") == [line]


@pytest.mark.parametrize(("language", "text"), [("zh-Hans", t) for t in NOTHING["zh-Hans"]] + [("en", t) for t in NOTHING["en"]])
def test_what_is_no_time_is_left_out(language: Language, text: str) -> None:
    assert say(text, language) == []


def test_a_bare_month_belongs_to_the_year_its_paragraph_names() -> None:
    assert say("2023年10月启动,12月停产,同年8月已有先兆") == ["2023年10月 = 2023-10", "12月 = 2023-12", "同年8月 = 2023-08"]
    assert say("In 2023 orders rose; in April they fell.", "en") == ["2023 = 2023", "April = 2023-04"]
    assert say("2023年10月启动。\n1月复产") == ["2023年10月 = 2023-10", "1月 = 2026-01"]
    assert say("2023年10月启动。\n1月复产", published=None) == ["2023年10月 = 2023-10", "1月 = 2023-01"]


def test_a_year_alone_does_not_reach_beyond_its_sentence() -> None:
    assert say("2030年规模翻倍,6月开工") == ["2030年 = 2030", "6月 = 2030-06"]
    assert say("2030年规模翻倍。6月开工") == ["2030年 = 2030", "6月 = 2026-06"]


def test_the_same_year_and_the_year_after_are_of_the_last_named() -> None:
    assert say("1998年成立,同年上市,次年盈利") == ["1998年 = 1998", "同年 = 1998", "次年 = 1999"]
    assert say("同年上市") == []


RELATIVE = ["今年", "5月", "本月", "今日", "昨日", "未来18个月", "未来10年", "上半年", "年底", "9日", "去年底", "上周"]


@pytest.mark.parametrize("text", RELATIVE)
def test_without_a_day_of_publication_nothing_relative_is_resolved(text: str) -> None:
    assert say(text, published=None) == []


@pytest.mark.parametrize(
    ("text", "published", "lines"),
    [
        ("今日", "2026-03", ["今日 = 2026-03"]),
        ("今日", "2026", ["今日 = 2026"]),
        ("昨日", "2026-03", []),
        ("上周", "2026-03", []),
        ("上月", "2026", []),
        ("未来18个月", "2026", []),
        ("未来10年", "2026", ["未来10年 = 2026..2036"]),
        ("今年", "2026", ["今年 = 2026"]),
        ("今年", "soon", []),
        ("今年", "2026-13", []),
        ("2月30日", "2026", []),
    ],
)
def test_precision_is_never_made_up(text: str, published: str, lines: list[str]) -> None:
    assert say(text, published=published) == lines


def test_traditional_text_reads_the_same() -> None:
    assert say("２０２５年第４季營收,今年５月動工", "zh-Hant") == ["2025年第4季 = 2025-Q4", "今年5月 = 2026-05"]


def test_a_stretch_of_a_clock_without_month_is_left_open() -> None:
    assert stretch(read_clock("2026"), 3, "month") is None
    assert stretch(Clock(), 3, "year") is None
    assert stretch(read_clock("2026-03-18"), -2, "week") == Period("2026-03-04", "2026-03-18")
    assert stretch(read_clock("2026-11"), 2, "quarter") == Period("2026-Q4", "2027-Q2")


PARTS = (
    *("年", "月", "日", "至", "-", "第", "季度", "同年", "未来", "过去", "今", "去年", " to ", " of ", "Q1 ", "FY", "the ", "。", "\n"),
    *("1", "12", "20", "2025"),
)
PUBLICATIONS = [None, "2026", "2026-03", PUBLISHED, "0001", "9999-12-31", "x"]
TEXTS = st.lists(
    st.one_of(
        st.sampled_from([*CHINESE, *ENGLISH, *NOTHING["zh-Hans"], *NOTHING["en"]]),
        st.sampled_from(PARTS),
        st.text(alphabet="0123456789-/年月日季度至到第一二三四十前后上下半今去明同本周 qQfFyY", max_size=12),
        st.text(max_size=6),
    ),
    max_size=8,
).map("".join)


@given(TEXTS, st.sampled_from(["en", "zh-Hans", "zh-Hant"]), st.sampled_from(PUBLICATIONS))
@settings(deadline=None)
def test_spans_lie_in_the_text_in_order_and_dates_are_dates(text: str, language: Language, published: str | None) -> None:
    end = 0
    for mention in find_periods(text, language, published):
        assert end <= mention.start < mention.end <= len(text)
        assert PARTIAL_DATE.fullmatch(mention.value.start)
        assert mention.value.end is None or PARTIAL_DATE.fullmatch(mention.value.end)
        assert mention.value.end != mention.value.start
        end = mention.end


def calls(text: str, language: Language) -> int:
    """Count the calls made for a text: a measure of work that no machine's speed changes."""
    count = 0

    def tick(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        find_periods(text, language, PUBLISHED)
    finally:
        sys.setprofile(before)
    return count


REPEATED = ["1", "2025-", "2025年至", "1月", "年", "1日至", "未来1", "12/", "july ", "between 2025 and ", "the next ", "first ", "a "]


@pytest.mark.parametrize("text", REPEATED)
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_work_grows_with_the_text_and_no_faster(text: str, language: Language) -> None:
    find_periods(text, language, PUBLISHED)
    short, long = calls(text * 400, language), calls(text * 1600, language)
    assert long <= 5 * short + 1_000


def test_a_hundred_thousand_digits_are_no_time() -> None:
    assert find_periods("2" * 100_000, "zh-Hans", PUBLISHED) == []
    assert find_periods("2" * 100_000, "en", PUBLISHED) == []
