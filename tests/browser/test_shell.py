"""Every page: its policy holds, axe finds nothing, it fits a narrow screen, and it loads little and only from here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from api.http.web import pages

from .service import Service

# Each view: an address, in which a name in braces stands for the identifier of an article or speaker.
VIEWS = [
    "/", "/?q=harbour", "/?q=nothingatall", "/?nonsense=1", "/articles/{hostile}", "/articles/{rtl}",
    "/articles/{revised}/revisions", "/speakers/{speaker}", "/quotes/{quote}/evidence", "/status", "/articles/none",
]  # fmt: skip
SIZES = {"wide": {"width": 1280, "height": 900}, "narrow": {"width": 320, "height": 700}}


def address(service: Service, view: str) -> str:
    """The address of a view in this archive."""
    quote = service.get("/v1/quotes?attributed=true&limit=1")["data"][0]
    return view.format(**service.articles, quote=quote["id"], speaker=quote["speaker"]["id"])


def violations(tab: Any) -> list[str]:
    """What axe finds wrong, a line each."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(tab).response["violations"]
    return [f"{v['id']}: {node['target']} {node.get('failureSummary', '')}" for v in found for node in v["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing(tab: Any, service: Service, view: str, scheme: str) -> None:
    tab.watch.allowed = {400, 404}
    tab.emulate_media(color_scheme=scheme)
    tab.goto(address(service, view))
    if tab.locator("#text .mark").count():
        tab.locator("#text .mark").first.click()
        tab.locator("#evidence").wait_for()
    for size in SIZES.values():
        tab.set_viewport_size(size)
        assert violations(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= SIZES["narrow"]["width"]


@pytest.mark.parametrize("view", VIEWS)
def test_the_policy_of_a_page_allows_no_inline_script(tab: Any, service: Service, view: str) -> None:
    tab.watch.allowed = {400, 404}
    policy = tab.goto(address(service, view)).headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert tab.locator("script:not([src]), [style], [onclick], style").count() == 0


def test_script_and_style_stay_small() -> None:
    static = Path(pages.__file__).parent / "static"
    sizes = {file.name: file.stat().st_size for file in static.iterdir() if file.suffix in (".css", ".js")}
    assert sum(sizes.values()) <= 100_000


def test_the_keyboard_reaches_the_content_first(tab: Any) -> None:
    tab.goto("/")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to the content"
    tab.keyboard.press("Enter")
    tab.wait_for_function("document.activeElement.id === 'main'")
