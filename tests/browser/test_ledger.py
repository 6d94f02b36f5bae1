"""The ledger on the page: what was read of each document, and what was not."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from graph.coverage import account
from graph.merge import merge
from graph.ontology import read_ontology
from graph.page import to_page
from tests.browser.conftest import Open
from tests.extract.readings import read, registry

TEXT = "TSMC manufactures for Nvidia. The moon is red. Microsoft ordered <b>them</b>. Nvidia's revenue was $3 billion in 2025."


@pytest.fixture(scope="module")
def ledger(files: dict[str, Path]) -> str:
    """A page with a ledger: its name."""
    reading = read(TEXT)
    claims = merge(reading.claims)
    coverage = account([reading], claims, reading.candidates)
    html = to_page(claims, registry(), [reading.document], read_ontology(), coverage=coverage)
    files["ledger"] = files["example"].with_name("ledger.html")
    files["ledger"].write_text(html, encoding="utf-8")
    return "ledger"


def test_the_ledger_counts_and_lists_what_nothing_was_read_from(open_page: Open, ledger: str) -> None:
    page = open_page(ledger)
    page.get_by_role("button", name="Coverage").click()
    expect(page.locator("#ledger")).to_be_visible()
    expect(page.locator("#graph")).to_be_hidden()
    rows = page.locator(".ledger div")
    expect(rows.first).to_have_text("Sentences2 read1 rejected1 nothing found0 headings")
    expect(rows.nth(1)).to_have_text("Numbers2 read0 rejected0 nothing found0 in names0 dates")
    unread = page.locator("#ledger .unread")
    expect(unread).to_have_count(2)
    expect(unread.first).to_contain_text("30–46 The moon is red.")
    expect(unread.nth(1)).to_contain_text("Microsoft ordered <b>them</b>.")
    expect(unread.nth(1)).to_contain_text("rejected: 'ordered' says orders")
    assert "view=ledger" in page.url


def test_the_ledger_speaks_the_reader_s_language_and_opens_by_address(open_page: Open, ledger: str) -> None:
    page = open_page(ledger, "view=ledger&language=zh-Hant")
    expect(page.locator(".ledger div").first).to_contain_text("句子")
    page.keyboard.press("Escape")
    page.locator("#to-graph").click()
    expect(page.locator("#ledger")).to_be_hidden()


def test_a_page_without_a_ledger_has_no_button_for_it(open_page: Open) -> None:
    expect(open_page("example").locator("#to-ledger")).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_ledger_is_accessible(open_page: Open, ledger: str, width: int) -> None:
    page = open_page(ledger, "view=ledger", width=width)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
