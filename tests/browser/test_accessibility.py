"""axe-core finds nothing in any state; a phone's width is enough."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.page.example import CLAIMS

STATES = {
    "start": "",
    "entity": "entity=lantern",
    "pair": "between=orchid&between=lantern",
    "claim": f"claim={CLAIMS[3].id}",
    "table": "view=table",
    "table and panel": f"view=table&claim={CLAIMS[5].id}",
    "some off": "unsaid=fact&entity=orchid",
    "chinese": "entity=orchid&language=zh-Hant",
}


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{fault['id']}: {node['target']} {node['failureSummary']}" for fault in found for node in fault["nodes"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(open_page: Open, state: str, theme: str) -> None:
    page = open_page("example", f"{STATES[state]}&theme={theme}", bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })")
    for opener in page.locator(".figures button").all():
        opener.click()
    assert violations(page) == []


@pytest.mark.parametrize("name", ["empty", "harm"])
def test_axe_finds_nothing_in_other_pages(open_page: Open, name: str) -> None:
    assert violations(open_page(name, "view=table", bypass_csp=True)) == []


def test_axe_finds_nothing_while_searching(open_page: Open) -> None:
    page = open_page("example", bypass_csp=True)
    page.keyboard.press("/")
    page.keyboard.type("o")
    expect(page.get_by_role("option").first).to_be_visible()
    assert violations(page) == []


def test_axe_would_find_a_fault(open_page: Open) -> None:
    page = open_page("example", bypass_csp=True)
    page.evaluate("document.body.append(document.createElement('button'))")
    assert any("button-name" in fault for fault in violations(page))


PHONE = {"width": 400, "height": 800, "has_touch": True}


@pytest.mark.parametrize("state", ["start", "entity", "pair", "table"])
def test_a_phone_shows_it_without_scrolling_sideways(open_page: Open, state: str) -> None:
    page = open_page("example", STATES[state], **PHONE, bypass_csp=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    assert violations(page) == []
    box = page.locator("#table" if state == "table" else "#stage").bounding_box()
    assert box
    assert box["width"] > 340
    assert box["height"] > (200 if state in {"entity", "pair"} else 500)


def test_on_a_phone_the_panel_is_a_sheet_below_and_closes(open_page: Open) -> None:
    page = open_page("example", "entity=orchid", **PHONE)
    sheet, stage = page.locator("#panel").bounding_box(), page.locator("#stage").bounding_box()
    assert sheet
    assert stage
    assert sheet["width"] == 400
    assert sheet["y"] >= stage["y"] + stage["height"] - 1
    page.locator("#close-panel").tap()
    expect(page.locator("#panel")).to_be_hidden()


def test_on_a_phone_the_legend_opens_and_toggles(open_page: Open) -> None:
    page = open_page("example", **PHONE)
    expect(page.get_by_label("fact")).to_be_hidden()
    page.get_by_role("button", name="Legend").tap()
    page.get_by_label("fact").tap()
    expect(page.get_by_label("fact")).not_to_be_checked()
    page.locator("#close-legend").tap()
    expect(page.get_by_label("fact")).to_be_hidden()


def test_a_tap_opens_an_entity(open_page: Open) -> None:
    page = open_page("example", **PHONE)
    box = page.locator("#stage").bounding_box()
    assert box
    for y in range(10, int(box["height"]), 14):
        for x in range(10, 330, 14):
            page.touchscreen.tap(box["x"] + x, box["y"] + y)
            if page.locator("#panel").is_visible():
                return
    raise AssertionError("no tap opened anything")
