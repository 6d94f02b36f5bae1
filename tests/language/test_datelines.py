"""The day of publication as a dateline gives it, and what is none."""

from __future__ import annotations

import pytest

from graph.language.datelines import find_dateline


@pytest.mark.parametrize(
    "text",
    [
        "Chips\n\nSEOUL, April 23, 2026 (Reuters) - Sales rose.",
        "April 23, 2026\nChips sell.",
        "23 April 2026\nChips sell.",
        "Chips\nBy Petra Voss, Thursday, April 23, 2026\nThey sell.",
        "2026-04-23\n晶片熱賣。",
        "發布日期:2026/04/23 09:30\n晶片熱賣。",
        "【記者沈柏睿/2026年4月23日台北訊】晶片熱賣。",
        "新华社北京2026年4月23日电 芯片热卖。",
        "２０２６年４月２３日\n晶片熱賣。",
    ],
)
def test_a_dateline_is_read(text: str) -> None:
    assert find_dateline(text) == "2026-04-23"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "On April 23 2026 the maker said so.",
        "芯片在2026年4月23日发布,很快售完。",
        "SEOUL, April 23 - Sales rose.",
        "SEOUL, April 23 - Sales of 2026 rose.",
        "SEOUL, April 23 - In 2025 and in 2026, as in 2025, they said.",
        "新华社北京4月23日电 芯片2026年热卖,直到2026年底。",
        "(新竹12日訊)2026年如此,到2026年底亦然。",
        "February 30, 2026\nChips sell.",
        "2026-13-01\n晶片熱賣。",
        "Chips sell.\n" * 80 + "2026-04-23",
    ],
)
def test_a_date_that_stands_elsewhere_or_is_not_whole_is_none(text: str) -> None:
    assert find_dateline(text) is None
