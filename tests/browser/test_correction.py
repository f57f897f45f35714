"""Correcting a quotation in a browser, with a key: set another speaker, undo it, and be told what is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from .service import Service
from .test_speaker import enter_key


@pytest.fixture
def opened(tab: Any, service: Service) -> Any:
    """An article with its first quotation selected, and the key entered."""
    tab.goto(f"/articles/{service.articles['revised']}")
    tab.locator("#text .mark").first.click()
    tab.locator("#evidence").wait_for()
    assert tab.locator(".correct").is_hidden()
    enter_key(tab, service.key)
    tab.click(".correct summary")
    return tab


def test_another_speaker_is_set_and_undone(opened: Any, service: Service) -> None:
    quote = opened.locator("#evidence").get_attribute("data-quote")
    before = service.get(f"/v1/quotes/{quote}")["speaker"]["name"]
    opened.fill(".correct [name=name]", "Ivo Marsh")
    opened.fill(".correct [name=why]", "The recording is of him.")
    opened.click("button:has-text('Save correction')")
    opened.locator("#evidence .who:has-text('Ivo Marsh')").wait_for()
    assert service.get(f"/v1/quotes/{quote}")["speaker"]["name"] == "Ivo Marsh"
    made = service.get(f"/v1/quotes/{quote}/corrections")["data"][-1]
    assert (made["by"], made["why"]) == ("Editor", "The recording is of him.")
    assert "Ivo Marsh" in opened.locator("#legend").text_content()
    opened.click("#status button:has-text('Undo')")
    opened.locator(f"#evidence .who:has-text('{before}')").wait_for()
    assert service.get(f"/v1/quotes/{quote}")["speaker"]["name"] == before


def test_what_is_no_quotation_vanishes_and_comes_back(opened: Any, service: Service) -> None:
    quote = opened.locator("#evidence").get_attribute("data-quote")
    opened.click(".correct [value=none]")
    opened.fill(".correct [name=why]", "It is a headline.")
    opened.click("button:has-text('Save correction')")
    opened.locator("#status button:has-text('Undo')").wait_for()
    assert opened.locator(f"[data-quotes~='{quote}']").count() == 0
    opened.click("#status button:has-text('Undo')")
    opened.locator(f"#text [data-quotes~='{quote}']").first.wait_for()


def test_a_refused_correction_says_why(opened: Any, service: Service) -> None:
    opened.watch.allowed = {422}
    opened.fill(".correct [name=name]", "...")
    opened.fill(".correct [name=why]", "x")
    opened.click("button:has-text('Save correction')")
    opened.locator(".refused:not(:empty)").wait_for()
    assert "letter" in opened.locator(".refused").inner_text()


def test_a_wrong_key_is_refused(tab: Any, service: Service) -> None:
    tab.watch.allowed = {401}
    tab.goto(f"/articles/{service.articles['revised']}")
    enter_key(tab, "saidby_wrong")
    tab.locator("#text .mark").first.click()
    tab.locator("#status:has-text('API key')").wait_for()
