"""Take the pictures of docs/screenshots/: each view in light, one in dark, one on a narrow screen.

python -m tests.browser.screenshots [FOLDER]
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from .chromium import launched
from .service import ROOT, Service, running
from .views import utterance

SEARCH = "/?q=we&published_before=2026-01-01"
WIDE, NARROW = {"width": 1200, "height": 780}, {"width": 360, "height": 700}


def nothing(page: Any) -> None:
    """Take the page as it is."""


@dataclass(frozen=True)
class Picture:
    """A picture: its name, the path of the page, what to do there first, and the screen."""

    name: str
    path: str
    prepare: Callable[[Any], None] = nothing
    size: dict[str, int] | None = None
    scheme: str = "light"


def select_quotation(page: Any) -> None:
    """Select a quotation whose speaker is named by a pronoun, for the lines to the name."""
    for mark in page.locator("#text .mark[id]").all():
        mark.click()
        page.locator("#evidence").wait_for()
        page.wait_for_load_state("networkidle")
        if page.locator(".lines path").count() and len(page.locator(".is-mention").inner_text()) < 5:
            page.evaluate("document.activeElement.blur()")
            mark.evaluate("mark => mark.scrollIntoView({block: 'center'})")
            return


def correct(service: Service) -> Callable[[Any], None]:
    """Show the form that corrects a quotation, with the ends of the quotation to drag."""

    def prepare(page: Any) -> None:
        page.evaluate("key => sessionStorage.setItem('saidby-key', key)", service.key)
        page.locator("#text .mark[id]").first.click()
        page.locator("#evidence").wait_for()
        page.click(".correct summary")
        page.click(".correct [value=extent]")
        page.locator(".handle").first.wait_for()
        page.locator(".correct").scroll_into_view_if_needed()

    return prepare


def try_example(page: Any) -> None:
    """Have the first example attributed."""
    page.locator("button[name=example]").first.click()
    page.wait_for_load_state("networkidle")


def check_draft(service: Service) -> Callable[[Any], None]:
    """Check a draft that quotes the archive rightly, then with a word too many, and then what it does not have."""

    def prepare(page: Any) -> None:
        quote = service.get("/v1/quotes?type=direct&kind=person&min_confidence=0.9&limit=30")["data"][-1]
        words = quote["text"].rstrip(",.").split()
        page.locator("textarea").first.fill(
            f"“{' '.join(words)},” {quote['speaker']['name']} said.\n\n"
            f"“{' '.join([*words[:2], 'certainly', *words[2:]])},” {quote['speaker']['name']} added.\n\n"
            f"“There will be a bridge by spring,” {quote['speaker']['name']} said."
        )
        page.check("#archive")
        page.click("button:has-text('Check the draft')")
        page.wait_for_load_state("networkidle")

    return prepare


def pictures(service: Service) -> list[Picture]:
    """All pictures, of pages of this archive."""
    articles = service.get("/v1/articles?limit=50")["data"]
    news = next(article["id"] for article in articles if "summit" in (article["title"] or "").lower())
    most = service.get("/v1/quotes/facets?top=20&kind=person")["speakers"]
    speaker = max((m["speaker"]["id"] for m in most), key=lambda s: len(service.get(f"/v1/speakers/{s}")["by_month"]))
    quote = service.get("/v1/quotes?q=nets+adjectives&limit=1")["data"][0]
    words = quote["text"].rstrip(",.").split()
    asked = urlencode({"quote": " ".join([*words[:-1], "promises"]), "speaker": quote["speaker"]["name"]})
    return [
        Picture("search", SEARCH),
        Picture("search-dark", SEARCH, scheme="dark"),
        Picture("search-narrow", SEARCH, size=NARROW),
        Picture("nothing-found", "/?q=zeppelin&min_confidence=0.9"),
        Picture("article", f"/articles/{news}", select_quotation),
        Picture("article-dark", f"/articles/{news}", select_quotation, scheme="dark"),
        Picture("article-narrow", f"/articles/{news}", size=NARROW),
        Picture("correct", f"/articles/{news}", correct(service)),
        Picture("revisions", f"/articles/{service.articles['revised']}/revisions"),
        Picture("speaker", f"/speakers/{speaker}"),
        Picture("wordings", "/", lambda page: utterance(page, service)),
        Picture("quotation", f"/quotes/{quote['id']}"),
        Picture("verify", f"/verify?{asked}"),
        Picture("check", "/check", check_draft(service)),
        Picture("try", "/try", try_example),
        Picture("audit", "/audit?q=the"),
        Picture("status", "/status"),
    ]


def take(service: Service, browser: Any, folder: Path, picture: Picture) -> None:
    """Take one picture."""
    page = browser.new_page(
        base_url=service.address,
        viewport=picture.size or WIDE,
        color_scheme=picture.scheme,
        locale="en-GB",
        reduced_motion="reduce",
    )
    page.goto(picture.path, wait_until="networkidle")
    picture.prepare(page)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=folder / f"{picture.name}.png")
    page.close()


def main(folder: Path) -> None:
    """Start the service and the browser, and take the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, running(Path(temporary)) as service, launched() as browser:
        for picture in pictures(service):
            take(service, browser, folder, picture)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots")
