"""Every view of the pages, opened in a tab, and what must hold for each."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from .service import Service

Open = Callable[[Any, Service], None]
SIZES = {"wide": {"width": 1280, "height": 900}, "narrow": {"width": 320, "height": 700}}
DRAFT = "“We will build fifty homes,” Dora Venn said. “The meadow stays,” Venn added."
SOURCE = "CHAIR: Welcome.\n\nDORA VENN: We will build sixty homes. The meadow stays.\n\nCHAIR: Thank you.\n"
VERIFY = "/verify?quote=We+will+build+fifty+homes&speaker=Dora+Venn"
PATIENCE = 20_000  # milliseconds that something may take on a busy machine
FAILURES = {400, 404}  # statuses of the views that show errors


def violations(tab: Any) -> list[str]:
    """What axe finds wrong, a line each."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(tab).response["violations"]
    return [f"{v['id']}: {node['target']} {node.get('failureSummary', '')}" for v in found for node in v["nodes"]]


def until(tab: Any, expression: str, arg: Any = None) -> None:
    """Wait until an expression, or a function of ``arg``, is true of the page.

    Playwright's own way compiles the expression in the page each time, which the policy of the pages forbids.
    """
    from playwright.sync_api import Error

    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end:
        with suppress(Error):  # while another page is loaded
            if tab.evaluate(expression, arg):
                return
        time.sleep(0.05)
    raise AssertionError(expression)


def at(address: str) -> Open:
    """A view at an address, in which a name in braces stands for an article's identifier."""
    return lambda tab, service: tab.goto(address.format(**service.articles))


def enter_key(tab: Any, key: str) -> None:
    """Enter an API key as a reader would."""
    if not tab.locator("#key-field").is_visible():
        tab.click("details.key summary")
    tab.fill("#key-field", key)
    tab.click("button:has-text('Use key')")


def selected(article: str) -> Open:
    """An article with its first quotation selected."""

    def show(tab: Any, service: Service) -> None:
        tab.goto(f"/articles/{service.articles[article]}")
        tab.locator("#text .mark").first.click()
        tab.locator("#evidence").wait_for()

    return show


def correction(tab: Any, service: Service) -> None:
    """The form that corrects a quotation."""
    selected("revised")(tab, service)
    enter_key(tab, service.key)
    tab.click(".correct summary")


def speaker(tab: Any, service: Service) -> None:
    """The speaker who is quoted most."""
    most = service.get("/v1/quotes/facets?top=1")["speakers"][0]["speaker"]
    tab.goto(f"/speakers/{most['id']}")


def merge(tab: Any, service: Service) -> None:
    """The dialog that asks why two speakers are the same."""
    suggestion = service.get("/v1/speakers/suggestions")["data"][-1]
    tab.goto(f"/speakers/{suggestion['speaker']['id']}")
    enter_key(tab, service.key)
    tab.locator("[data-answer=same]").first.click()
    tab.locator("dialog[open]").wait_for()


def utterance(tab: Any, service: Service) -> None:
    """What was said once, in two wordings."""
    quote = service.get("/v1/quotes?speaker=Ines+Calder&limit=1")["data"][0]
    tab.goto(f"/utterances/{service.get('/v1/quotes/' + quote['id'] + '/variants')['utterance']['id']}")


def evidence(tab: Any, service: Service) -> None:
    """Why a quotation is attributed as it is, on a page of its own."""
    quote = service.get("/v1/quotes?attributed=true&limit=1")["data"][0]
    tab.goto(f"/quotes/{quote['id']}/evidence")


def quotation(tab: Any, service: Service) -> None:
    """The permanent address of a quotation."""
    quote = service.get("/v1/quotes?q=meadow&limit=1")["data"][0]
    tab.goto(f"/quotes/{quote['id']}")


def check(tab: Any, service: Service | None = None) -> None:
    """A draft with its verdict."""
    tab.goto("/check")
    tab.get_by_label("The draft").fill(DRAFT)
    tab.get_by_label("Name").fill("meeting.txt")
    tab.get_by_label("What it is").select_option("transcript")
    tab.get_by_label("Text").fill(SOURCE)
    tab.get_by_role("button", name="Check the draft").click()
    tab.locator(".finding").wait_for()


def try_news(tab: Any, service: Service | None = None) -> None:
    """An example with its quotations."""
    tab.goto("/try")
    tab.get_by_role("button", name="A news report").click()
    tab.locator(".finding").wait_for()


def audit(tab: Any, service: Service | None = None) -> None:
    """Counts, also by an attribute."""
    tab.goto("/audit?source=Venn+Gazette")
    tab.get_by_text("by party, beat").click()
    tab.get_by_label("A table in CSV").fill("speaker,party\nDora Venn,Meadow List")
    tab.get_by_role("button", name="Count").click()
    tab.get_by_role("rowheader", name="Meadow List").wait_for()


# Not "/docs", which has a test of its own.
VIEWS: dict[str, Open] = {
    "search": at("/"),
    "words": at("/?q=harbour&published_from=2023-01-01&min_confidence=0.8"),
    "nothing found": at("/?q=nothingatall"),
    "wrong filter": at("/?nonsense=1"),
    "article": selected("hostile"),
    "right to left": selected("rtl"),
    "correction": correction,
    "revisions": at("/articles/{revised}/revisions"),
    "speaker": speaker,
    "merge": merge,
    "utterance": utterance,
    "evidence": evidence,
    "quotation": quotation,
    "verify": at(VERIFY),
    "check": check,
    "try": try_news,
    "audit": audit,
    "status": at("/status"),
    "missing article": at("/articles/none"),
    "unknown path": at("/nowhere"),
}
