"""Searching in a browser: words, filters, counts, the histogram, more results, and errors."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from .service import Service
from .views import until


def parameters(tab: Any) -> dict[str, list[str]]:
    return parse_qs(urlsplit(tab.url).query)


def ids(tab: Any) -> list[str]:
    return [item.get_attribute("id") for item in tab.locator("#quotations > li").all()]


def test_words_and_filters_live_in_the_address(tab: Any, service: Service) -> None:
    tab.goto("/")
    tab.fill("#q", "harbour")
    tab.click("summary:has-text('Speaker, source')")
    filters = {"published_from": "2025-01-01", "published_before": "2026-01-01", "min_confidence": "0.8"}
    tab.fill("[name=published_from]", filters["published_from"])
    tab.fill("[name=published_before]", filters["published_before"])
    tab.select_option("[name=min_confidence]", filters["min_confidence"])
    tab.select_option("[name=sort]", "published_at")
    tab.click("button:has-text('Search')")
    tab.wait_for_url("**/?q=*")
    assert parameters(tab) == {"q": ["harbour"], "sort": ["published_at"]} | {n: [v] for n, v in filters.items()}
    found = service.get(f"/v1/quotes?{urlsplit(tab.url).query}")["data"]
    assert ids(tab) == [f"quote-{quote['id']}" for quote in found] != []
    tab.click("ul.filters a:has-text('harbour')")
    tab.wait_for_url(re.compile("published_from"))
    assert "q" not in parameters(tab)


def test_a_count_filters_to_as_many_quotations(tab: Any) -> None:
    for facet in ("Speakers", "Sources", "Type", "What is said is"):
        tab.goto("/?q=the")
        row = tab.locator(f"section.facet:has(h2:text-is('{facet}')) li:has(data)").last
        count = int(row.locator("data").get_attribute("value"))
        row.locator("a").click()
        tab.locator("ul.filters li >> nth=1").wait_for()
        assert int(tab.locator(".total data").get_attribute("value")) == count
        assert tab.locator(".facet [aria-current]").count() >= 1


def test_speakers_and_sources_are_completed_and_filtered_by(tab: Any, service: Service) -> None:
    tab.goto("/")
    tab.click("summary:has-text('Speaker, source')")
    for name, begun, whole in (("speaker", "Lei", "Leila Prideaux"), ("source", "Lag", "Lagoon Radio")):
        tab.locator(f"[name={name}]").press_sequentially(begun)
        tab.locator(f"#{name}s option").first.wait_for(state="attached")
        assert whole in tab.evaluate(f"[...document.querySelectorAll('#{name}s option')].map(o => o.value)")
        tab.fill(f"[name={name}]", whole)
    tab.click("button:has-text('Search')")
    tab.wait_for_url("**/?speaker=*")
    assert parameters(tab) == {"speaker": ["Leila Prideaux"], "source": ["Lagoon Radio"]}
    found = service.get(f"/v1/quotes?{urlsplit(tab.url).query}")["data"]
    assert ids(tab) == [f"quote-{quote['id']}" for quote in found] != []
    assert {quote["speaker"]["name"] for quote in found} == {"Leila Prideaux"}


def test_a_time_is_chosen_by_dragging(tab: Any) -> None:
    tab.goto("/")
    bars = tab.locator(".histogram a")
    first, last = bars.nth(1), bars.nth(4)
    begin, end = first.get_attribute("data-begin"), last.get_attribute("data-end")
    one, other = first.bounding_box(), last.bounding_box()
    tab.mouse.move(one["x"] + one["width"] / 2, one["y"] + 30)
    tab.mouse.down()
    tab.mouse.move(other["x"] + other["width"] / 2, other["y"] + 30, steps=5)
    tab.mouse.up()
    tab.wait_for_url(re.compile("published_before"))
    assert parameters(tab) == {"published_from": [begin], "published_before": [end]}


def test_a_time_is_chosen_by_the_keyboard(tab: Any) -> None:
    tab.goto("/")
    bars = tab.locator(".histogram a")
    last = bars.count() - 1
    end, begin = bars.nth(last).get_attribute("data-end"), bars.nth(last - 2).get_attribute("data-begin")
    bars.nth(last).focus()
    for key in ("Shift+ArrowLeft", "Shift+ArrowLeft", "Enter"):
        tab.keyboard.press(key)
    tab.wait_for_url(re.compile("published_before"))
    assert parameters(tab) == {"published_from": [begin], "published_before": [end]}


def test_more_results_come_below_and_are_there_on_return(tab: Any) -> None:
    tab.goto("/?limit=5")
    before = ids(tab)
    for _ in range(2):
        count = tab.locator("#quotations > li").count()
        tab.click("#more")
        tab.locator(f"#quotations > li >> nth={count}").wait_for()
    assert ids(tab)[:5] == before
    assert len(set(ids(tab))) == 15
    assert tab.evaluate("document.activeElement.id") == ids(tab)[10]
    tab.goto("/docs")
    tab.go_back()
    tab.locator("#quotations > li >> nth=14").wait_for()


def test_it_works_without_a_script(browser: Any, service: Service) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=service.address)
    tab = context.new_page()
    tab.goto("/")
    tab.fill("#q", "harbour")
    tab.click("button:has-text('Search')")
    assert parameters(tab) == {"q": ["harbour"]}
    assert tab.locator("#quotations > li").count() > 0
    tab.goto("/?limit=5")
    tab.click("#more")
    assert tab.locator("#quotations > li").count() == 5
    context.close()


def test_the_server_is_gone(tab: Any) -> None:
    tab.goto("/?limit=5")
    tab.route("**/*cursor=*", lambda route: route.abort("connectionrefused"))
    tab.click("#more")
    tab.locator("#status:has-text('cannot be reached')").wait_for()
    assert tab.locator("#quotations > li").count() == 5
    tab.watch.errors.clear()  # the failed request itself


@pytest.mark.parametrize(("status", "words"), [(429, "Too many requests"), (500, "did not answer as expected")])
def test_refusals_while_reading_on_are_told_in_words(tab: Any, status: int, words: str) -> None:
    tab.watch.allowed = {status}
    body = f'<section class="failure">{words}</section>' if status == 429 else ""
    answer = {"status": status, "body": body, "content_type": "text/html" if body else "text/plain"}
    tab.goto("/?limit=5")
    tab.route("**/*cursor=*", lambda route: route.fulfill(**answer))
    tab.click("#more")
    until(tab, "document.getElementById('status').textContent !== ''")
    assert tab.locator("#quotations > li").count() == 5
