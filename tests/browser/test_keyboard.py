"""Everything without a pointer; search from any script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

NAMES = {"lant": "Lantern Devices", "兰花": "Orchid Foundry", "蘭花晶": "Orchid Foundry", "ＯＲＣ": "Orchid Foundry", "对手": "對手"}


@pytest.mark.parametrize(("typed", "name"), NAMES.items())
def test_search_finds_any_name_in_any_script(open_page: Open, typed: str, name: str) -> None:
    page = open_page("example")
    page.keyboard.press("/")
    expect(page.locator("#query")).to_be_focused()
    page.keyboard.type(typed)
    expect(page.get_by_role("option").first).to_contain_text(name)
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_have_text(name)
    expect(page.locator("#panel-title")).to_be_focused()


def test_suggestions_are_walked_with_arrows_and_left_with_escape(open_page: Open) -> None:
    page = open_page("example")
    page.keyboard.press("/")
    page.keyboard.type("o")
    options = page.get_by_role("option")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    second = options.nth(1).locator("bdi").first.inner_text()
    expect(page.locator("#query")).to_have_attribute("aria-activedescendant", "suggestion-1")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_have_text(second)
    page.keyboard.press("/")
    page.keyboard.type("zzzz")
    expect(options).to_have_text("Nothing by that name")
    page.keyboard.press("Escape")
    expect(page.locator("#suggestions")).to_be_hidden()


def test_the_graph_is_walked_opened_and_left_with_keys(open_page: Open) -> None:
    page = open_page("example")
    page.locator("#stage").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#spoken")).to_contain_text("Lantern Devices, company, 6 claims")
    heard = {page.locator("#spoken").inner_text()}
    for key in ("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown") * 2:
        page.keyboard.press(key)
        heard.add(page.locator("#spoken").inner_text())
    assert len(heard) > 2
    page.keyboard.press(".")
    line = page.locator("#spoken").inner_text()
    assert "→" in line
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_contain_text(" and ")
    expect(page.locator("#panel-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#stage")).to_be_focused()
    page.keyboard.press("Enter")


FOCUSED = """() => {
  const on = document.activeElement;
  const style = getComputedStyle(on);
  const name = on.id || on.getAttribute('aria-label') || on.value || on.textContent.trim().slice(0, 30);
  return [name, on === document.body || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)];
}"""


def test_every_control_is_reached_by_tab_and_seen(open_page: Open) -> None:
    page = open_page("example", "entity=orchid")
    reached = set()
    for _ in range(70):
        page.keyboard.press("Tab")
        name, outlined = page.evaluate(FOCUSED)
        assert outlined, f"{name} has no visible focus"
        reached.add(name)
    frame = {"skip", "query", "to-graph", "to-table", "theme", "stage", "zoom-in", "zoom-out", "zoom-fit", "close-panel"}
    assert frame | {"fact", "繁體中文"} <= reached


def test_the_first_stop_leads_to_the_table(open_page: Open) -> None:
    page = open_page("example")
    page.keyboard.press("Tab")
    expect(page.locator("#skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#claim-rows")).to_be_focused()


def test_a_toggle_keeps_the_focus(open_page: Open) -> None:
    page = open_page("example")
    box = page.get_by_label("forecast")
    box.focus()
    page.keyboard.press("Space")
    expect(page.get_by_label("forecast")).not_to_be_checked()
    expect(page.get_by_label("forecast")).to_be_focused()
