"""Correcting a quotation in a browser, with a key: set another speaker, undo it, and be told what is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from .service import Service
from .views import enter_key, violations


@pytest.fixture
def opened(tab: Any, service: Service) -> Any:
    """An article with its first quotation selected, and the key entered."""
    tab.emulate_media(reduced_motion="reduce")  # so that nothing moves while it is dragged
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


def test_another_type_is_set_and_undone(opened: Any, service: Service) -> None:
    quote = opened.locator("#evidence").get_attribute("data-quote")
    opened.click(".correct [value=type]")
    opened.select_option(".correct [name=type]", "indirect")
    opened.fill(".correct [name=why]", "The marks are scare quotes.")
    opened.fill(".correct [name=by]", "Ada Byron")
    opened.click("button:has-text('Save correction')")
    opened.locator(f"#text .mark.indirect[data-quotes~='{quote}']").wait_for()
    assert service.get(f"/v1/quotes/{quote}")["type"] == "indirect"
    assert service.get(f"/v1/quotes/{quote}/corrections")["data"][-1]["by"] == "Ada Byron"
    opened.click("#status button:has-text('Undo')")
    opened.locator(f"#text .mark.direct[data-quotes~='{quote}']").wait_for()
    assert service.get(f"/v1/quotes/{quote}")["type"] == "direct"


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
    tab.clock.install()
    tab.goto(f"/articles/{service.articles['revised']}")
    enter_key(tab, "saidby_wrong")
    tab.locator("#status:has-text('The key is used from now on')").wait_for()
    tab.clock.fast_forward("00:30")
    assert tab.locator("#status").text_content() == ""
    tab.locator("#text .mark").first.click()
    tab.locator("#status:has-text('API key')").wait_for()
    tab.clock.fast_forward("00:30")
    assert "API key" in tab.locator("#status").text_content()  # what asks for something stays


@pytest.fixture
def extent(opened: Any) -> Any:
    """The first quotation with handles at its ends; the text is "“We will build sixty homes,” ..."."""
    opened.click(".correct [value=extent]")
    opened.locator(".handle").first.wait_for()
    return opened


def words(tab: Any) -> str:
    found: str = tab.locator(".new-words").text_content()
    return found


def save(tab: Any, why: str) -> None:
    tab.fill(".correct [name=why]", why)
    tab.click("button:has-text('Save correction')")
    tab.locator("#status button:has-text('Undo')").wait_for()


def test_the_extent_is_set_by_keyboard_and_undone(extent: Any, service: Service) -> None:
    quote = extent.locator("#evidence").get_attribute("data-quote")
    before = service.get(f"/v1/quotes/{quote}")
    assert words(extent) == before["text"] == "We will build sixty homes,"
    extent.focus("[data-ends]")
    extent.keyboard.press("Enter")
    for press, expected in (
        ("Control+ArrowRight", "will build sixty homes,"),
        ("ArrowRight", "ill build sixty homes,"),
        ("Escape", "We will build sixty homes,"),
        ("Alt+ArrowRight", "will build sixty homes,"),
        ("Tab", "will build sixty homes,"),
        ("ArrowLeft", "will build sixty homes"),
        ("Control+ArrowLeft", "will build sixty"),
    ):
        extent.keyboard.press(press)
        assert words(extent) == expected
    assert extent.evaluate("document.activeElement.getAttribute('aria-label')") == "End of the quotation"
    assert extent.evaluate("document.activeElement.getAttribute('aria-valuetext')") == "will build sixty"
    assert violations(extent) == []
    save(extent, "The rest is the headline.")
    found = service.get(f"/v1/quotes/{quote}")
    assert (found["text"], found["quoted"]) == ("will build sixty", found["spans"])
    made = service.get(f"/v1/quotes/{quote}/corrections")["data"][-1]
    assert (made["by"], made["why"], made["before"]["text"]) == ("Editor", "The rest is the headline.", before["text"])
    assert extent.locator("#text .mark.selected").text_content() == "will build sixty"
    extent.click("#status button:has-text('Undo')")
    extent.locator("#text .mark.selected:has-text('We will build sixty homes,')").wait_for()
    assert service.get(f"/v1/quotes/{quote}")["spans"] == before["spans"]


def test_the_extent_is_dragged(extent: Any, service: Service) -> None:
    quote = extent.locator("#evidence").get_attribute("data-quote")
    place = extent.evaluate(
        """() => {
        const node = document.querySelector('#text .mark.selected').firstChild;
        const range = new Range();
        range.setStart(node, node.data.indexOf('build'));
        range.setEnd(node, node.data.indexOf('build') + 1);
        const box = range.getBoundingClientRect();
        return [box.left + 1, box.top + box.height / 2];
    }"""
    )
    box = extent.locator(".handle.start").bounding_box()
    extent.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    extent.mouse.down()
    extent.mouse.move(*place, steps=6)
    extent.mouse.up()
    assert words(extent) == "build sixty homes,"
    save(extent, "Only this was said.")
    assert service.get(f"/v1/quotes/{quote}")["text"] == "build sixty homes,"
    extent.click("#status button:has-text('Undo')")
    extent.locator("#text .mark.selected:has-text('We will build sixty homes,')").wait_for()


def test_the_ends_are_handles_only_while_they_are_corrected(extent: Any) -> None:
    assert extent.locator(".handle").count() == 2
    extent.click(".correct [value=type]")
    assert extent.locator(".handle").count() == 0
    extent.click(".correct [value=extent]")
    assert extent.locator(".handle").count() == 2
    extent.click("button:has-text('Next')")
    extent.locator(".handle").first.wait_for(state="detached")
