"""Lines of a page to paragraphs."""

from __future__ import annotations

import pytest

from graph.readers.paragraphs import to_paragraphs

BODY = (
    "The supplier of tools said that every line for advanced packaging is\n"
    "sold out, and that new machines will not be installed before summer.\n"
)


def test_a_heading_stands_alone() -> None:
    assert to_paragraphs([f"Outlook\n{BODY}Risks for buyers\n{BODY}"]).split("\n") == [
        "Outlook",
        BODY.replace("\n", " ").strip(),
        "Risks for buyers",
        BODY.replace("\n", " ").strip(),
    ]


def test_chinese_lines_join_without_a_space() -> None:
    page = "設備商表示，新機台最快要到明年第二季\n才能裝機，短期內產能缺口 HBM3E\n晶片難以緩解。"
    assert to_paragraphs([page]) == page.replace("\n", "")


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("accel-\nerators", "accelerators"),
        ("accel\u00ad\nerators", "accelerators"),
        ("state-of-the-\nart", "state-of-the-art"),
        ("high-\nbandwidth", "high-bandwidth"),
        ("2025-\n2026", "2025-2026"),
    ],
)
def test_words_cut_by_a_hyphen(cut: str, whole: str) -> None:
    page = f"Packaging of high-bandwidth memory is tight and so are {cut} of every kind that data centres buy."
    assert whole in to_paragraphs([page])


def test_a_paragraph_goes_on_over_the_page() -> None:
    pages = [
        "Every line for advanced packaging is sold out, and the\nnew machines that were ordered in spring by the largest",
        "buyers will not be installed before summer.",
    ]
    assert to_paragraphs(pages) == " ".join(pages).replace("\n", " ")


def test_running_heads_feet_and_page_numbers_go() -> None:
    bodies = [BODY.replace("supplier", who).replace("summer", who) for who in ("merchant", "buyer", "maker")]
    pages = [f"Chip Weekly no. {n}\n{body}www.example.org\n- {n} -" for n, body in enumerate(bodies)]
    assert to_paragraphs(pages) == "".join(bodies).replace("\n", " ").strip()


def test_a_line_of_two_pages_only_stays() -> None:
    assert to_paragraphs(["Same words.\nOne.", "Same words.\nTwo."]).count("Same words.") == 2


def test_list_items_stand_alone() -> None:
    page = f"{BODY}• memory is tight\n• packaging is tight too\n2. power"
    assert to_paragraphs([page]).split("\n")[1:] == ["• memory is tight", "• packaging is tight too", "2. power"]


def test_radicals_and_ligatures_become_characters() -> None:
    assert to_paragraphs(["代⼯廠的⼈⼒成⻑，eﬃcient ﬁrms"]) == "代工廠的人力成長，efficient firms"


def test_letter_spacing_goes_and_single_spaces_stay() -> None:
    assert to_paragraphs(["先 進 封 裝 的 產 能 售 罄 。"]) == "先進封裝的產能售罄。"
    assert to_paragraphs(["公司 產能一覽表格說明"]) == "公司 產能一覽表格說明"


def test_nothing_gives_nothing() -> None:
    assert to_paragraphs([]) == to_paragraphs(["", " \n "]) == ""
