"""Takes a picture of a page that a build made, as `make screenshot` does for the README."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

SETTLED = 1500  # milliseconds for the view to come to rest
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Open the page at a size, wait until it is drawn, and save what is seen."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("page", type=Path, help="the HTML file")
    options.add_argument("picture", type=Path, help="the PNG file")
    options.add_argument("--size", type=int, nargs=2, default=(1280, 800), metavar=("WIDTH", "HEIGHT"), help="CSS pixels")
    options.add_argument("--dark", action="store_true", help="in the dark theme")
    options.add_argument("--state", default="", help="what is chosen, as the page's address says it")
    given = options.parse_args()
    browser = os.environ.get("CHOKEPOINT_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit(f"screenshot: none of {', '.join(BROWSERS)} on this machine. Install one: apt-get install chromium fonts-noto-cjk")
    width, height = given.size
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": width, "height": height}, color_scheme="dark" if given.dark else "light")
        page.goto(f"{given.page.resolve().as_uri()}#{given.state}")
        page.wait_for_selector("html[data-ready=yes]")
        page.wait_for_timeout(SETTLED)
        page.screenshot(path=given.picture)
        chromium.close()
    print(f"{given.picture}: {width} x {height}")


if __name__ == "__main__":
    main()
