"""One form to match in, of the same length; and which language a text is in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.language.scripts import detect_language, fold, simplify
from tests.strategies import texts


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("臺積電與輝達", "台积电与辉达"),
        ("台积电与辉达", "台积电与辉达"),
        ("ＡＩ６００％", "AI600%"),
        ("「晶片」、『伺服器』", "“晶片”、‘伺服器’"),
        ("市值４兆，漲！（約）", "市值4兆,涨!(约)"),
        ("a\u3000b\u00a0c", "a b c"),
        ("Nvidia’s “H100”", "Nvidia’s “H100”"),
        ("￥100 ￡5", "¥100 £5"),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(texts)
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_simplifying_is_one_for_one(text: str) -> None:
    assert len(simplify(text)) == len(text)


def test_texts_of_either_script_fold_to_the_same() -> None:
    assert fold("輝達的晶片由臺積電代工") == fold("辉达的晶片由台积电代工")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("輝達的晶片由台積電代工。", "zh-Hant"),
        ("英伟达的芯片由台积电代工。", "zh-Hans"),
        ("Nvidia's chips are made by TSMC.", "en"),
        ("Nvidia (英伟达) sells chips that TSMC (台积电) makes for it in Taiwan.", "en"),
        ("NVIDIA的H100、H200與B200缺貨。", "zh-Hant"),
        ("", "zh-Hans"),
        ("12345", "zh-Hans"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert detect_language(text) == language
