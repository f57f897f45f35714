"""Take the pictures of docs/screenshots/: each view in light, one in dark, one on a narrow screen.

python -m tests.browser.screenshots [FOLDER]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from .chromium import launched
from .service import ROOT, Service, running

WIDE, NARROW = {"width": 1280, "height": 860}, {"width": 360, "height": 740}


def views(service: Service) -> list[tuple[str, str]]:
    """The name and the path of each picture."""
    return [("search", "/"), ("search-filtered", "/?q=harbour"), ("nothing-found", "/?q=zeppelin&min_confidence=0.9")]


def take(service: Service, browser: Any, folder: Path) -> None:
    """Take all pictures."""
    for name, path in views(service):
        _take(service, browser, path, folder / f"{name}.png", WIDE, "light")
    _take(service, browser, "/?q=harbour", folder / "search-dark.png", WIDE, "dark")
    _take(service, browser, "/?q=harbour", folder / "search-narrow.png", NARROW, "light")


def _take(service: Service, browser: Any, path: str, file: Path, size: dict[str, int], scheme: str) -> None:
    page = browser.new_page(viewport=size, color_scheme=scheme, locale="en-GB", reduced_motion="reduce")
    page.goto(service.address + path, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=file)
    page.close()


def main(folder: Path) -> None:
    """Start the service and the browser, and take the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, running(Path(temporary)) as service, launched() as browser:
        take(service, browser, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots")
