"""A real browser, and pages opened from disk in it as a reader would."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from graph.model import Claim
from graph.ontology import read_ontology
from graph.page import to_page
from tests.page.example import CLAIMS, DOCUMENTS, ENTITIES, FINDINGS, make_harm

Open = Callable[..., Page]
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the one that CHOKEPOINT_CHROMIUM names, or the first on the path."""
    program = os.environ.get("CHOKEPOINT_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip(f"none of {', '.join(NAMES)} on this machine: install one, or name it in CHOKEPOINT_CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages looked at: `example`, `harm` and `empty`."""
    folder, ontology = tmp_path_factory.mktemp("pages"), read_ontology()
    claims, entities, documents, findings = make_harm()
    pages = {
        "example": to_page(CLAIMS, ENTITIES, DOCUMENTS, ontology, FINDINGS),
        "harm": to_page(claims, entities, documents, ontology, findings),
        "empty": to_page((), (), DOCUMENTS[:1], ontology),
    }
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in pages}


@pytest.fixture(scope="session")
def crowd(files: dict[str, Path]) -> str:
    """A page of more entities than are drawn at once: its name."""
    claims = [Claim(f"maker-{number:03}", "supplies", f"maker-{number // 4:03}", modality="fact") for number in range(1, 800)]
    folder = files["example"].parent
    (folder / "crowd.html").write_text(to_page(claims, (), (), read_ontology()), encoding="utf-8")
    files["crowd"] = folder / "crowd.html"
    return "crowd"


@pytest.fixture
def problems() -> list[str]:
    """What pages asked for or complained about; a test that provokes some takes them out again."""
    return []


@pytest.fixture
def open_page(browser: Browser, files: dict[str, Path], problems: list[str]) -> Iterator[Open]:
    """Open a page by name (and address after `#`); at the end there may be no problems."""
    contexts: list[Any] = []

    def note(is_one: bool, problem: str) -> None:  # noqa: FBT001 - called by position in the listeners below
        if is_one:
            problems.append(problem)

    def open_one(name: str = "example", address: str = "", width: int = 1280, height: int = 800, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        here = files[name].as_uri()
        page.on("request", lambda request: note(not request.url.startswith((here, "data:")), f"asked for {request.url}"))
        page.on("console", lambda message: note(message.type in {"error", "warning"}, f"said {message.text}"))
        page.on("pageerror", lambda error: note(True, f"failed: {error}"))
        page.on("dialog", lambda dialog: note(True, f"opened a dialog: {dialog.message}"))
        page.goto(f"{here}#{address}")
        page.wait_for_selector("html[data-ready=yes]")
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert problems == []
