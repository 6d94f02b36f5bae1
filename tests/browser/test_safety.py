"""Nothing leaves the page and nothing in the data runs. `open_page` fails on any request, console error or dialog."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.page.example import CLAIMS, HARM, make_harm

STATES = ("", "view=table", "theme=dark", "language=zh-Hant")


@pytest.mark.parametrize("address", STATES)
def test_opening_asks_for_nothing(open_page: Open, address: str) -> None:
    page = open_page("example", address)
    page.wait_for_timeout(300)
    assert page.evaluate("performance.getEntriesByType('resource').length") == 0


def test_a_request_would_be_refused_and_seen(open_page: Open, problems: list[str]) -> None:
    page = open_page("example")
    assert page.evaluate("fetch('https://example.invalid/').then(() => 'sent', () => 'refused')") == "refused"
    page.evaluate("document.body.append(Object.assign(document.createElement('img'), { src: 'https://example.invalid/x.png' }))")
    page.wait_for_timeout(200)
    assert len([problem for problem in problems if "Content Security Policy" in problem]) >= 2
    problems.clear()


def everything(page: Page) -> None:
    """Look at all there is: each entity, each claim, the table, the search, the hints."""
    for choice in page.evaluate("() => [...Array(9).keys()]"):
        page.keyboard.press("/")
        page.keyboard.type(["<", "img", "href", "長", "proto", "constr", "script", "exe", "tostr"][choice])
        page.keyboard.press("Enter")
        for summary in page.locator("#panel details.folded > summary").all():
            summary.click()
        for expand in page.locator("#panel .figures button").all():
            expand.click()
    page.get_by_role("button", name="Table", exact=True).click()
    for row in range(min(6, page.locator("td.verb button").count())):
        page.locator("td.verb button").nth(row).click()


def test_hostile_text_stays_text_everywhere(open_page: Open) -> None:
    page = open_page("harm")
    everything(page)
    assert page.evaluate("window.harmed") is None
    assert page.evaluate("window.name !== 'harmed' && Object.prototype.harmed === undefined")
    assert page.locator("#panel img, #table img, #panel script, #table script, [onerror], [onclick]").count() == 0
    for link in page.locator("a[href]").all():
        assert str(link.get_attribute("href")).startswith(("#", "https://www.wikidata.org/wiki/Q"))


def test_hostile_text_is_shown_as_it_is_written(open_page: Open) -> None:
    page = open_page("harm", "view=table")
    expect(page.get_by_role("button", name=HARM[0], exact=True).first).to_be_visible()
    shown = page.locator("#table").inner_text()
    assert "\u202e" not in shown
    assert "\x00" not in shown
    assert "␀" in shown


@pytest.mark.parametrize("number", range(len(make_harm()[0])))
def test_every_hostile_claim_can_be_opened_by_its_address(open_page: Open, number: int) -> None:
    claim = make_harm()[0][number]
    page = open_page("harm", f"claim={claim.id}")
    expect(page.locator("#panel blockquote").first).to_be_visible()
    assert page.evaluate("window.harmed") is None
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_browser_itself_refuses_markup_and_script_from_text(open_page: Open, problems: list[str]) -> None:
    page = open_page("example")
    tried = """(make) => { try { make(); return 'made'; } catch { return 'refused'; } }"""
    assert page.evaluate(f"({tried})(() => {{ document.body.innerHTML = '<b>x</b>'; }})") == "refused"
    assert page.evaluate(f"({tried})(() => document.body.setAttribute('onclick', 'window.harmed = 1'))") == "refused"
    assert problems
    problems.clear()


def test_an_address_that_names_nothing_here_is_passed_over(open_page: Open) -> None:
    chosen, shown = "entity=__proto__&between=x&between=y&claim=constructor", "view=%3Cscript%3E&language=xx&theme=pink&without=toString"
    page = open_page("example", f"{chosen}&{shown}")
    expect(page.locator("#panel")).to_be_hidden()
    assert page.evaluate("document.documentElement.lang") == "en"


def test_links_out_give_no_referrer_and_open_apart(open_page: Open) -> None:
    page = open_page("example", "entity=orchid")
    link = page.locator("#panel a").first
    assert link.get_attribute("href") == "https://www.wikidata.org/wiki/Q42"
    assert "noreferrer" in str(link.get_attribute("rel"))
    page.goto(page.url.split("#")[0] + f"#claim={CLAIMS[1].id}")
    expect(page.locator("#panel figcaption a").first).to_have_attribute("href", "https://example.org/o")
