"""Verify, check, try, audit and a single quotation in a browser: with and without scripts, by keyboard, with a key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .service import Service
from .views import DRAFT, SOURCE, check, quotation, try_news, until

EXAMPLES = {"An interview": {"Ines Valcourt"}, "A transcript": {"Chair", "Halloran", "Abara"}}  # and their speakers


@pytest.fixture
def scriptless(browser: Any, service: Service) -> Iterator[Any]:
    """A tab that runs no script of the page."""
    context = browser.new_context(base_url=service.address, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_draft_is_checked_without_scripts(scriptless: Any) -> None:
    check(scriptless)
    assert scriptless.locator(".matches > li").evaluate_all("items => items.map(i => i.className)") == ["stop", "ok"]
    assert scriptless.locator(".matches > .stop ins.grave").first.inner_text().endswith("fifty")
    assert scriptless.locator(".matches > .stop del.grave").first.inner_text().endswith("sixty")
    scriptless.get_by_role("button", name="Another source").click()
    scriptless.get_by_role("group", name="Source 2").wait_for()
    assert scriptless.get_by_label("The draft").input_value() == DRAFT


def test_a_text_is_tried_without_scripts(scriptless: Any) -> None:
    try_news(scriptless)
    assert scriptless.locator("mark").count() >= 6
    scriptless.locator(".marked-text a.number").first.click()
    assert scriptless.locator("#quotation-1:target").count() == 1
    for example, speakers in EXAMPLES.items():
        scriptless.get_by_role("button", name=example).click()
        assert speakers <= set(scriptless.locator(".matches .speaker").all_inner_texts())


def test_a_quotation_is_verified_by_keyboard_alone(tab: Any) -> None:
    tab.goto("/verify")
    tab.get_by_label("The words").focus()
    tab.keyboard.type("We will build fifty homes")
    tab.keyboard.press("Tab")
    tab.keyboard.type("Dora Venn")
    tab.keyboard.press("Enter")
    tab.locator("#finding").wait_for()
    assert "speaker=Dora+Venn" in tab.url
    assert tab.locator(".matches del.grave").count() == 1


def test_the_bookmarklet_sends_the_selected_words(tab: Any, service: Service) -> None:
    tab.goto("/verify")
    program = tab.get_by_role("link", name="Verify with Saidby").get_attribute("href").removeprefix("javascript:")
    quotation(tab, service)
    tab.locator(".one-quotation > blockquote q").select_text()
    tab.evaluate(program)
    tab.wait_for_url("**/verify?quote=*")
    assert "meadow" in tab.get_by_label("The words").input_value().lower()
    assert tab.locator("#finding").inner_text() == "Said in these words"


def test_the_citation_is_copied(context: Any, tab: Any, service: Service) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    quotation(tab, service)
    tab.get_by_role("button", name="Copy citation").click()
    tab.get_by_text("Copied.").wait_for()
    assert "Dora Venn" in tab.evaluate("navigator.clipboard.readText()")


def test_a_file_becomes_a_source_and_the_report_is_saved(tab: Any, tmp_path: Path) -> None:
    (tmp_path / "council.txt").write_text(SOURCE, encoding="utf8")
    tab.goto("/check")
    tab.get_by_label("The draft").fill(DRAFT)
    tab.get_by_label("From a file").set_input_files(tmp_path / "council.txt")
    until(tab, "document.getElementById('source-1').value.length > 0")
    assert tab.get_by_label("Name").input_value() == "council.txt"
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Check and save as JSON").click()
    record = json.loads(Path(download.value.path()).read_text(encoding="utf8"))
    assert download.value.suggested_filename == "check.json"
    assert [source["name"] for source in record["sources"]] == ["council.txt"]


def test_forms_are_sent_with_the_key(tab: Any, service: Service) -> None:
    tab.goto("/")
    tab.evaluate("key => sessionStorage.setItem('saidby-key', key)", service.key)
    sent: list[str | None] = []
    tab.on("request", lambda request: sent.append(request.headers.get("x-api-key")) if request.method == "POST" else 0)
    check(tab)
    assert sent == [service.key]
    assert tab.locator(".matches > .ok").count() == 1
    assert tab.evaluate("document.activeElement.id") == "main"


def test_an_audit_shows_why_sources_are_not_named(tab: Any, service: Service) -> None:
    tab.goto("/audit?kind=anonymous")
    total = service.get("/v1/quotes?kind=anonymous&include=total")["total"]
    assert tab.locator(".unnamed > li").count() == total
    assert tab.locator(".reason").count() + tab.locator(".no-reason").count() == total
    assert (
        "Reason given: A league official, who was not allowed to speak publicly" in tab.locator("main").text_content()
    )


def test_what_an_article_contains_is_shown_as_written(tab: Any) -> None:
    tab.goto("/verify?quote=is+what+I+typed")
    tab.goto("/audit?speaker=Mallory+Quill")
    tab.goto("/?speaker=Mallory+Quill")
    found = tab.locator(".quotation").first.get_attribute("id").removeprefix("quote-")
    tab.goto(f"/quotes/{found}")
    assert tab.evaluate("window.hacked") is None
