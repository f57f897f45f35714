"""A speaker and the state of the service in a browser."""

from __future__ import annotations

import re
from typing import Any

from attribution.evaluation.floors import stated

from .service import Service, post
from .views import enter_key


def test_a_speaker_has_a_timeline_sources_and_quotations(tab: Any, service: Service) -> None:
    most = service.get("/v1/quotes/facets?top=1")["speakers"][0]["speaker"]
    detail = service.get(f"/v1/speakers/{most['id']}")
    tab.goto("/")
    tab.locator(f".quotations a.speaker[href$='{most['id']}'], .facet a").first.wait_for()
    tab.goto(f"/speakers/{most['id']}")
    assert tab.locator("h1").inner_text() == most["name"]
    shown = [int(bar.get_attribute("data-count")) for bar in tab.locator(".timeline a").all()]
    assert shown == [month["quote_count"] for month in detail["by_month"] if month["month"]]
    for count in detail["by_source"][:12]:
        assert count["source"]["name"] in tab.locator(".counts").inner_text()
    tab.locator(".timeline a").first.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile(f"/\\?speaker={most['id']}&published_from="))


def test_suggested_merges_are_answered_with_a_key(tab: Any, service: Service) -> None:
    suggestion = service.get("/v1/speakers/suggestions")["data"][0]
    tab.goto(f"/speakers/{suggestion['speaker']['id']}")
    assert tab.locator("[data-answer=apart]").first.is_hidden()
    enter_key(tab, service.key)
    tab.locator("[data-answer=apart]").first.click()
    assert tab.locator("dialog[open] h2").inner_text() == "They are not the same"
    tab.keyboard.press("Escape")
    assert tab.locator("dialog[open]").count() == 0
    tab.locator("[data-answer=apart]").first.click()
    tab.click("dialog button:has-text('Save')")
    assert tab.locator("dialog[open] [name=why]:invalid").count() == 1
    tab.fill("dialog [name=why]", "They are two people.")
    with tab.expect_navigation():
        tab.click("dialog button:has-text('Save')")
    assert suggestion not in service.get("/v1/speakers/suggestions")["data"]


def test_suggested_speakers_become_one(tab: Any, service: Service) -> None:
    post(service, "“The ferry leaves at nine,” Turid Hovland said.", source="Ferry News")
    post(service, "“The gate stays shut,” Hovland said.", source="Gate Post")
    suggestions = service.get("/v1/speakers/suggestions")["data"]
    (suggestion,) = (found for found in suggestions if found["known"]["name"] == "Turid Hovland")
    tab.goto(f"/speakers/{suggestion['speaker']['id']}")
    enter_key(tab, service.key)
    tab.locator("[data-answer=same]").click()
    tab.fill("dialog [name=why]", "Both papers mean the harbour master.")
    with tab.expect_navigation():
        tab.click("dialog button:has-text('Save')")
    assert tab.locator("h1").inner_text() == "Turid Hovland"  # the merged speaker's address leads there
    assert tab.locator("#quotations > li").count() == 2


def test_the_state_of_the_service(tab: Any, service: Service) -> None:
    tab.goto("/status")
    text = tab.locator("main").inner_text()
    articles = len(service.get("/v1/articles?limit=200")["data"])
    assert re.search(rf"Articles\s+{articles}\b", text)
    assert "master" in text
    assert "No articles have been queued" in text
    floor = stated()["seeds"].floors["detection_f1"]
    row = tab.locator("tr:has-text('Quotations found (F1)')")
    assert float(row.locator("data").get_attribute("value")) == floor


def test_the_state_needs_a_key_from_elsewhere(context: Any, service: Service) -> None:
    tab = context.new_page()
    tab.set_extra_http_headers({"X-Forwarded-For": "203.0.113.9"})
    assert tab.goto("/status").status == 401
    assert "This needs an API key" in tab.locator("h1").inner_text()
    enter_key(tab, service.key)
    tab.locator("h1:has-text('Status')").wait_for()
