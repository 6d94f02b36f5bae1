"""Which measure an amount is of where few words say it: the verb before it, the list it is in, what was said before an aside."""

from __future__ import annotations

import pytest

from tests.extract.readings import measured


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("ASML added 3% in Amsterdam.", ("asml", "sharePriceChange", "3", "percent")),
        ("美超微周四跌4.2%。", ("supermicro", "sharePriceChange", "-4.2", "percent")),
        ("SK hynix shares climbed 2.9%, Intel 1.7%.", ("intel", "sharePriceChange", "1.7", "percent")),
        ("SK hynix shares fell 2.9%, Intel 1.7%.", ("intel", "sharePriceChange", "-1.7", "percent")),
        ("Sales at Intel, he said, would grow 55% in 2026.", ("intel", "revenueGrowth", "55", "percent")),
        ("谷歌九月预订了5万颗。", ("google", "unitCount", "50000", "count")),
        ("英特尔另有新局。营收为161亿美元。", ("intel", "revenue", "16100000000", "USD")),
    ],
)
def test_what_is_not_said_in_so_many_words(text: str, claim: tuple[str, str, str, str]) -> None:
    assert claim in measured(text)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("ASML added 3% to its output.", "sharePriceChange"),
        ("英特尔同比增长68%。", "sharePriceChange"),
        ("Loans secured on Intel stock came to $28 billion.", "sharePrice"),
        ("英特尔营收为161亿美元,净利润下滑4.8%。", "revenueGrowth"),
        ("谷歌九月预订了5万平方米。", "unitCount"),
        ("The chips cost Intel 100,000 in output.", "capacity"),
    ],
)
def test_what_no_word_makes_one_of_a_measure(text: str, measure: str) -> None:
    assert measure not in {claim[1] for claim in measured(text)}
