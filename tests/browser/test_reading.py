"""What a reader sees and can ask of it."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.page.example import CLAIMS, HAN, MAKES, unpack

PAIR = "between=orchid&between=lantern"


HINT = """() => new Promise((resolve) => requestAnimationFrame(() => {
  const hint = document.getElementById('hint');
  resolve(hint.hidden ? '' : hint.textContent);
}))"""


def hint_at(page: Page, x: float, y: float) -> str:
    page.mouse.move(x, y)
    return str(page.evaluate(HINT))


def open_between(open_page: Open) -> tuple[Page, tuple[float, float]]:
    """Open the graph, nothing chosen, with the middle between Orchid and Lantern in the middle; give that point."""
    page = open_page("example", PAIR)
    page.wait_for_timeout(500)
    page.locator("#zoom-in").click()  # from now on the view is the reader's and stays
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    page.wait_for_timeout(500)
    box = page.locator("#stage").bounding_box()
    assert box
    return page, (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def find(page: Page, middle: tuple[float, float], way: tuple[float, float], text: str) -> tuple[float, float]:
    """Move from a point in a direction, and back to its other side, until the graph says something."""
    length = math.hypot(*way)
    for step in range(0, 600, 5):
        for side in (1, -1):
            x, y = (at + side * step * part / length for at, part in zip(middle, way, strict=True))
            if text in hint_at(page, x, y):
                return x, y
    raise AssertionError(f"nothing in the graph says {text!r}")


def way_between(files: dict[str, Path]) -> tuple[float, float]:
    """Give the direction from Lantern to Orchid."""
    data = unpack(files["example"].read_text("utf-8"))
    spots = {entity["id"]: (node["x"], node["y"]) for entity, node in zip(data["entities"], data["nodes"], strict=True)}
    return spots["orchid"][0] - spots["lantern"][0], spots["orchid"][1] - spots["lantern"][1]


def test_a_click_on_a_line_shows_its_claims_with_their_passages(open_page: Open, files: dict[str, Path]) -> None:
    page, middle = open_between(open_page)
    across, down = way_between(files)
    page.mouse.click(*find(page, middle, (-down, across), "→ Lantern Devices"))
    expect(page.locator("#panel-title")).to_contain_text("Orchid Foundry and Lantern Devices")
    quotes = page.locator("#panel blockquote")
    expect(quotes).to_have_count(2)
    expect(quotes.first.locator(".cited")).to_have_text(["Orchid Foundry", "", "makes", "every chip for", "Lantern Devices"])
    assert "whose order" in quotes.first.inner_text()
    expect(quotes.first.locator("mark.subject")).to_have_text("Orchid Foundry")
    expect(quotes.first.locator("mark.object")).to_have_text("Lantern Devices")
    expect(quotes.first.locator("mark.trigger")).to_have_text("makes")
    expect(quotes.nth(1)).to_have_attribute("lang", "zh-Hant")
    assert HAN[:11] in quotes.nth(1).inner_text()
    facts = page.locator("#panel article").first.inner_text()
    for said in ("Orchid and Lantern", "The Example", "published 2025-07", "characters", "no date stated", "90%", "en/makes-for", "fact"):
        assert said in facts, said


def test_a_click_on_an_entity_says_who_it_is(open_page: Open, files: dict[str, Path]) -> None:
    page, middle = open_between(open_page)
    rim, (across, down) = find(page, middle, way_between(files), "Orchid Foundry company"), way_between(files)
    page.mouse.click(rim[0] + 8 * across / math.hypot(across, down), rim[1] + 8 * down / math.hypot(across, down))
    panel = page.locator("#panel")
    expect(page.locator("#panel-title")).to_have_text("Orchid Foundry")
    for said in ("company", "蘭花晶圓", "兰花晶圆", "Orchid", "Q42", "ORC"):
        expect(panel).to_contain_text(said)
    panel.locator("summary", has_text="Lantern Devices").click()
    expect(panel.locator("blockquote").first).to_contain_text(MAKES)
    panel.get_by_role("button", name="All between these two").click()
    expect(page.locator("#panel-title")).to_contain_text("Orchid Foundry and Lantern Devices")


def test_a_click_beside_everything_lets_go(open_page: Open) -> None:
    page = open_page("example", "entity=orchid")
    box = page.locator("#stage").bounding_box()
    assert box
    spot = next(p for p in itertools.product((12, 60, 120), (12, 60, 300)) if not hint_at(page, box["x"] + p[0], box["y"] + p[1]))
    page.mouse.click(box["x"] + spot[0], box["y"] + spot[1])
    expect(page.locator("#panel")).to_be_hidden()
    assert "entity" not in page.url


def test_figures_have_amounts_times_speakers_and_open_to_their_passage(open_page: Open) -> None:
    page = open_page("example", "entity=lantern")
    table = page.locator("table.figures")
    expect(table).to_contain_text("2×")
    expect(table).to_contain_text("2026")
    expect(table).to_contain_text("forecast · Mira Vale")
    expect(table).to_contain_text("≥ $1T – $1.2T")
    table.get_by_role("button", name="2×").click()
    expect(table.locator("blockquote")).to_contain_text("expects revenue to double in 2026")
    expect(table.locator("blockquote mark.quantity")).to_have_text("double")
    expect(table.locator("blockquote mark.period")).to_have_text("2026")


REMARKS = [(5, "denied: said not to be so"), (7, "rejected"), (8, "accepted"), (6, "No passage"), (1, "larger than the market")]


@pytest.mark.parametrize(("claim", "said"), REMARKS)
def test_a_claim_tells_what_speaks_against_it(open_page: Open, claim: int, said: str) -> None:
    page = open_page("example", f"claim={CLAIMS[claim].id}")
    expect(page.locator("#panel-title")).not_to_be_empty()
    pair = "&".join(f"between={name}" for name in (CLAIMS[claim].subject, CLAIMS[claim].object))
    page.goto(page.url.split("#")[0] + f"#{pair}&claim={CLAIMS[claim].id}")
    expect(page.locator(f"#claim-{CLAIMS[claim].id}")).to_contain_text(said)


def test_a_speaker_has_what_it_says(open_page: Open) -> None:
    page = open_page("example", "entity=mira-vale")
    expect(page.locator("#panel")).to_contain_text("What Mira Vale says")
    expect(page.locator("#panel summary", has_text="Lantern Devices").last).to_contain_text("2×")


COUNT = """() => {
  const drawn = document.querySelector('#stage canvas');
  const copy = Object.assign(document.createElement('canvas'), { width: drawn.width, height: drawn.height });
  const context = copy.getContext('2d', { willReadFrequently: true });
  context.drawImage(drawn, 0, 0);
  const bytes = context.getImageData(0, 0, copy.width, copy.height).data;
  let found = 0;
  for (let at = 0; at < bytes.length; at += 4) {
    const [red, green, blue, alpha] = bytes.slice(at, at + 4);
    if (alpha && Math.max(red, green, blue) - Math.min(red, green, blue) > 60) found += 1;
  }
  return found;
}"""


def count_coloured(page: Page) -> int:
    """Count the pixels of the drawing that have a colour: those of lines."""
    page.wait_for_timeout(100)
    return int(page.evaluate(COUNT))


def test_the_legend_explains_and_toggles_families_and_modalities(open_page: Open) -> None:
    page = open_page("example")
    coloured = count_coloured(page)
    assert coloured > 500
    page.get_by_label("supply", exact=False).first.uncheck()
    fewer = count_coloured(page)
    assert fewer < coloured
    page.get_by_label("fact").uncheck()
    assert count_coloured(page) < fewer
    assert "without=" in page.url
    assert "unsaid=fact" in page.url
    page.get_by_role("button", name="Table", exact=True).click()
    expect(page.locator("#table-body tr")).to_have_count(3)
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#table-body tr")).to_have_count(len(CLAIMS))


def test_everything_off_is_said(open_page: Open) -> None:
    page = open_page("example", "view=table&" + "&".join(f"unsaid={m}" for m in ("fact", "forecast", "hypothetical", "opinion")))
    expect(page.locator("#table-end")).to_contain_text("switched off in the legend")


def test_the_table_sorts_filters_and_opens(open_page: Open) -> None:
    page = open_page("example", "view=table")
    rows = page.locator("#table-body tr")
    expect(rows).to_have_count(len(CLAIMS))
    page.get_by_role("button", name="Amount", exact=True).click()
    amounts = page.locator("#table-body tr td:nth-child(4)")
    expect(amounts.nth(0)).to_have_text("2×")
    page.get_by_role("button", name="Amount", exact=True).click()
    expect(amounts.nth(0)).to_contain_text("$1T")
    expect(page.locator('th[aria-sort="descending"]')).to_have_text("Amount")
    page.get_by_label("Only rows with").fill("代工")
    expect(rows).to_have_count(0)  # the passage shown is the first one
    page.get_by_label("Only rows with").fill("灯笼装置")
    expect(rows).to_have_count(1)
    page.get_by_title("Open this claim").click()
    expect(page.locator("#panel blockquote")).to_contain_text("燈籠裝置市值")


def test_the_page_speaks_three_languages(open_page: Open) -> None:
    page = open_page("example", "entity=orchid")
    for name, legend, entity, language in (("繁體中文", "圖例", "蘭花晶圓", "zh-Hant"), ("简体中文", "图例", "兰花晶圆", "zh-Hans")):
        page.get_by_role("button", name=name).click()
        assert page.evaluate("document.documentElement.lang") == language
        expect(page.locator("#legend")).to_have_attribute("aria-label", legend)
        expect(page.locator("#panel-title")).to_have_text(entity)
        assert f"language={language}" in page.url
    assert not page.locator("body").inner_text().isascii()


@pytest.mark.parametrize(("locale", "language"), [("zh-TW", "zh-Hant"), ("zh-CN", "zh-Hans"), ("de-DE", "en")])
def test_the_first_language_is_the_readers(open_page: Open, locale: str, language: str) -> None:
    page = open_page("example")
    context = page.context.browser
    assert context
    other = context.new_page(locale=locale)
    other.goto(page.url)
    other.wait_for_selector("html[data-ready=yes]")
    assert other.evaluate("document.documentElement.lang") == language
    other.close()


def test_light_and_dark_follow_the_system_until_chosen(open_page: Open) -> None:
    page = open_page("example", color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate(ground) != dark
    page.emulate_media(color_scheme="light")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ground) != dark


def test_back_goes_back_and_an_address_shows_the_same(open_page: Open) -> None:
    page = open_page("example")
    page.keyboard.press("/")
    page.keyboard.type("lantern")
    page.keyboard.press("Enter")
    address = page.url
    page.keyboard.press("/")
    page.keyboard.type("mira")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_have_text("Mira Vale")
    page.go_back()
    expect(page.locator("#panel-title")).to_have_text("Lantern Devices")
    assert page.url == address
    page.reload()
    page.wait_for_selector("html[data-ready=yes]")
    expect(page.locator("#panel-title")).to_have_text("Lantern Devices")


def test_no_claims_are_told_kindly(open_page: Open) -> None:
    page = open_page("empty")
    expect(page.locator("#empty")).to_contain_text("No claims were found")
    expect(page.locator("#counts")).to_have_text("0 claims · 0 entities · 1 document")
    page.get_by_role("button", name="Table", exact=True).click()
    expect(page.locator("#table-end")).to_contain_text("No claims were found")


def test_of_many_entities_those_that_matter_are_drawn_and_every_one_is_found(open_page: Open, crowd: str) -> None:
    page = open_page(crowd)
    expect(page.locator("#note")).to_contain_text("Showing the 600 entities that matter most here")
    page.keyboard.press("/")
    page.keyboard.type("maker-799")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_have_text("maker-799")
    expect(page.locator("#note")).to_be_hidden()
    page.get_by_role("button", name="Table", exact=True).click()
    expect(page.locator("#table-body tr")).to_have_count(100)
    page.get_by_role("button", name="Show 200 more").click()
    expect(page.locator("#table-body tr")).to_have_count(300)
