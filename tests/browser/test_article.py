"""An article in a browser: marked quotations, the evidence of one, hostile text, revisions."""

from __future__ import annotations

from typing import Any

import pytest

from api.http.web.features import feature

from .service import HOSTILE, Service
from .views import until

VISIBLE = """() => [...document.querySelectorAll('#text p')].map(p => {
  const copy = p.cloneNode(true);
  for (const label of copy.querySelectorAll('.by')) label.remove();
  return copy.textContent;
}).join('\\n\\n')"""

CUT_OFF = "panel => panel.scrollHeight - panel.clientHeight"


@pytest.fixture
def pronoun(service: Service) -> dict[str, Any]:
    """A quotation whose mention is a pronoun, with its article."""
    for article in service.get("/v1/articles?limit=50")["data"]:
        for quote in service.get(f"/v1/articles/{article['id']}")["quotations"]:
            chain = quote["evidence"]["chain"]
            if len(chain) > 1 and chain[0].lower() in ("she", "he"):
                return {**quote, "article": article["id"]}
    raise AssertionError("no article has a pronoun")


def test_each_quotation_is_marked_where_the_api_says(tab: Any, service: Service) -> None:
    for name in ("hostile", "rtl"):
        identifier = service.articles[name]
        article = service.get(f"/v1/articles/{identifier}")
        tab.goto(f"/articles/{identifier}")
        for quote in article["quotations"]:
            spans = [article["text"][s["start"] : s["end"]] for s in quote["spans"]]
            marks = tab.locator(f"[data-quotes~='{quote['id']}']")
            shown = "".join(mark.text_content() for mark in marks.all())
            assert shown == "".join(spans).replace("\u202e", "U+202E").replace("\u202c", "U+202C").replace(
                "\u200b", "U+200B"
            )


def test_hostile_text_is_shown_as_written(tab: Any, service: Service) -> None:
    tab.goto(f"/articles/{service.articles['hostile']}")
    shown = HOSTILE.replace("\u202e", "U+202E").replace("\u202c", "U+202C").replace("\u200b", "U+200B")
    assert tab.evaluate(VISIBLE) == shown
    assert tab.evaluate("window.hacked") is None
    assert tab.locator("#title").text_content() == "<b>Markup & marks</b>"
    tab.goto("/?q=typed")
    assert tab.evaluate("window.hacked") is None


def test_a_quotation_shows_why_it_is_attributed(tab: Any, pronoun: dict[str, Any]) -> None:
    tab.goto(f"/articles/{pronoun['article']}")
    tab.click(f"#quote-{pronoun['id']}")
    panel = tab.locator("#evidence")
    panel.wait_for()
    text = panel.inner_text()
    for part in (pronoun["speaker"]["name"], pronoun["cue"]["text"], *pronoun["evidence"]["chain"]):
        assert part in text
    assert feature(pronoun["evidence"]["factors"][0]["name"]) in text
    highlighted = "name => [...CSS.highlights.get(name)].map(range => range.toString())"
    assert tab.evaluate(highlighted, "cue") == [pronoun["cue"]["text"]]
    assert tab.evaluate(highlighted, "chain")[0] == pronoun["mention"]["text"]
    assert tab.locator(".lines path").count() == len(pronoun["evidence"]["chain"]) - 1
    assert tab.url.endswith(f"#quote-{pronoun['id']}")
    tab.emulate_media(media="print")
    assert not tab.locator("nav").is_visible()
    assert tab.locator(".in-print").inner_text().endswith(f"/articles/{pronoun['article']}")
    assert tab.locator("#panel").evaluate(CUT_OFF) == 0


def test_the_keyboard_alone_selects_goes_on_and_returns(tab: Any, pronoun: dict[str, Any]) -> None:
    tab.goto(f"/articles/{pronoun['article']}")
    tab.locator("#text .mark").first.focus()
    tab.keyboard.press("Enter")
    tab.locator("#evidence").wait_for()
    first = tab.locator("#evidence").get_attribute("data-quote")
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Shift+Tab")  # from the name over "Close" to "Next"
    assert tab.evaluate("document.activeElement.textContent") == "Next"
    tab.keyboard.press("Enter")
    until(tab, "first => document.getElementById('evidence').dataset.quote !== first", arg=first)
    second = tab.locator("#evidence").get_attribute("data-quote")
    tab.keyboard.press("Escape")
    assert tab.locator("#evidence").count() == 0
    assert tab.evaluate("document.activeElement.dataset.quotes").split()[-1] == second


def test_an_address_selects_its_quotation(tab: Any, pronoun: dict[str, Any]) -> None:
    tab.goto(f"/articles/{pronoun['article']}#quote-{pronoun['id']}")
    tab.locator(f"#evidence[data-quote='{pronoun['id']}']").wait_for()


def test_evidence_needs_no_script(browser: Any, service: Service, pronoun: dict[str, Any]) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=service.address)
    tab = context.new_page()
    tab.goto(f"/articles/{pronoun['article']}")
    tab.click(f"#quote-{pronoun['id']}")
    assert pronoun["speaker"]["name"] in tab.locator("h1").inner_text()
    context.close()


def test_revisions_stand_side_by_side(tab: Any, service: Service) -> None:
    tab.goto(f"/articles/{service.articles['revised']}")
    tab.click("a:has-text('2 revisions')")
    assert tab.locator("del").first.inner_text() == "forty"
    assert tab.locator("ins").first.inner_text() == "sixty"
    assert "So does the pond" in tab.locator(".changes").inner_text()
    left, right = (tab.locator(".revisions section").nth(n).bounding_box() for n in (0, 1))
    assert left["y"] == right["y"]
    assert left["x"] < right["x"]
