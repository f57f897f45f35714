"""Every view: axe finds nothing, it fits every screen, works by keyboard, does not move, and loads little."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from api.http.web import pages

from .service import Service
from .views import FAILURES, SIZES, VIEWS, until, violations

# Elements that the Tab key must reach: of the radio buttons of a group only one, of the histogram's bars only one.
REACHABLE = """() => [...document.querySelectorAll('a, button, input, select, textarea, summary, [tabindex]')].filter(
  element => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({visibilityProperty: true})
    && !(element.type === 'radio' && !element.checked)
    && (element.localName !== 'a' || element.hasAttribute('href'))
    && !(document.querySelector('dialog[open]') && !element.closest('dialog'))
)"""
RECORD = """() => {
  window.reached = [];
  document.addEventListener('focusin', ({target}) => {
    const own = getComputedStyle(target), bar = target.querySelector?.('.reach');
    const shown = parseFloat(own.outlineWidth) > 0 && own.outlineStyle !== 'none'
      || bar && getComputedStyle(bar).stroke !== 'none';
    const box = target.getBoundingClientRect();
    const inSight = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    window.reached.push([target, shown && inSight]);
  });
}"""
ROUND = 60  # more stops than the browser adds to a page
NAME = "element => element.outerHTML.slice(0, 120)"
MISSED = f"""() => {{
  const reached = new Set(window.reached.map(([element]) => element));
  return ({REACHABLE})().filter(element => !reached.has(element)).map({NAME});
}}"""
UNSEEN = f"() => window.reached.filter(([, shown]) => !shown).map(([element]) => element).map({NAME})"
MOVING = """() => [...document.querySelectorAll('*')].filter(element => {
  const style = getComputedStyle(element);
  return parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none' || style.scrollBehavior !== 'auto';
}).length"""
# Paragraphs with a line of words that is too long to read, whatever the width of their boxes.
LONG_LINES = """() => [...document.querySelectorAll('main :is(p, q, blockquote)')].filter(element => {
  const words = new Range();
  words.selectNodeContents(element);
  return [...words.getClientRects()].some(line => line.width > 60 * 16);
}).map(element => element.textContent.slice(0, 60))"""
# Leaves only the articles of "/docs" that contain an element in a place where no article before has one: axe would
# take minutes for all of them.
ONE_OF_EACH_FORM = """() => {
  const known = new Set();
  for (const article of document.querySelectorAll('main article')) {
    const forms = [...article.querySelectorAll('*')].map(
      element => `${element.parentElement.localName} ${element.localName} ${element.className}`);
    const isNew = forms.some(form => !known.has(form));
    forms.forEach(form => known.add(form));
    if (!isNew) article.remove();
  }
  return document.querySelectorAll('main article').length;
}"""
# What is out of sight keeps the height that it had at another width until it is seen.
SCROLL_THROUGH = """async () => {
  for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight / 2) {
    scrollTo(0, top);
    await new Promise(requestAnimationFrame);
  }
  scrollTo(0, 0);
}"""
OVERFLOW = "document.documentElement.scrollWidth - innerWidth"


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_accessible(tab: Any, service: Service, view: str) -> None:
    tab.watch.allowed = FAILURES
    tab.emulate_media(color_scheme="light", reduced_motion="reduce")
    VIEWS[view](tab, service)
    assert tab.locator("script:not([src]), [style], [onclick], style").count() == 0
    assert tab.locator("h1").count() == 1
    assert tab.evaluate(MOVING) == 0
    reach_everything_by_keyboard(tab)
    found = {"light": violations(tab)}
    tab.emulate_media(color_scheme="dark", reduced_motion="reduce")
    tab.set_viewport_size(SIZES["narrow"])
    tab.evaluate(SCROLL_THROUGH)
    found["dark and narrow"] = violations(tab)
    assert found == {"light": [], "dark and narrow": []}
    assert tab.evaluate(OVERFLOW) <= 0
    tab.set_viewport_size({"width": 2560, "height": 1300})
    assert tab.evaluate(OVERFLOW) <= 0
    assert tab.evaluate(LONG_LINES) == []


def reach_everything_by_keyboard(tab: Any) -> None:
    """Assert that the Tab key reaches everything, and that each element shows that it has the focus."""
    tab.evaluate("document.activeElement.blur()")
    tab.evaluate(RECORD)
    dates = tab.locator("input[type=date]").count()  # each has a stop for day, month, year and calendar
    for _ in range(len(tab.evaluate(f"({REACHABLE})().map({NAME})")) + 3 * dates + 5):
        tab.keyboard.press("Tab")
    for _ in range(ROUND):  # the browser adds stops: its own window between end and begin, and what scrolls
        if not tab.evaluate(MISSED):
            break
        tab.keyboard.press("Tab")
    assert tab.evaluate(MISSED) == []
    assert tab.evaluate(UNSEEN) == []
    tab.evaluate("document.activeElement.blur()")


def test_the_documentation_of_the_api_is_accessible(tab: Any) -> None:
    tab.goto("/docs")
    assert tab.evaluate(ONE_OF_EACH_FORM) >= 3
    for details in tab.locator("details").all():
        details.evaluate("element => element.open = true")
    found = {"light": violations(tab)}
    tab.emulate_media(color_scheme="dark")
    tab.set_viewport_size(SIZES["narrow"])
    found["dark and narrow"] = violations(tab)
    assert found == {"light": [], "dark and narrow": []}
    assert tab.evaluate(OVERFLOW) <= 0


def test_script_and_style_stay_small() -> None:
    static = Path(pages.__file__).parent / "static"
    sizes = {file.name: file.stat().st_size for file in static.rglob("*") if file.suffix in (".css", ".js")}
    assert {"page.css", "page.js"} < set(sizes)
    assert sum(sizes.values()) <= 100_000


def test_the_keyboard_reaches_the_content_first(tab: Any) -> None:
    tab.goto("/")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to the content"
    tab.keyboard.press("Enter")
    until(tab, "document.activeElement.id === 'main'")


def test_dates_and_numbers_follow_the_reader(browser: Any, service: Service) -> None:
    context = browser.new_context(base_url=service.address, locale="de-DE")
    tab = context.new_page()
    tab.goto(f"/articles/{service.articles['revised']}")
    assert tab.locator(".printed-in time").inner_text() == "5. März 2026"
    tab.goto("/?min_confidence=0.9")
    assert tab.locator(".quotation .percent").first.inner_text().endswith("\xa0%")
    assert "90\xa0%" in tab.locator("[name=min_confidence] option:checked").text_content()
    tab.goto("/status")
    assert "," in tab.locator("data.size").first.inner_text()
    context.close()


def test_names_from_right_to_left_keep_to_themselves(tab: Any, service: Service) -> None:
    tab.goto(f"/articles/{service.articles['rtl']}")
    direction = "element => getComputedStyle(element).direction"
    assert tab.locator("#title bdi").evaluate(direction) == "rtl"
    assert tab.locator(".printed-in bdi").first.evaluate(direction) == "rtl"
    names = [tab.locator("#legend bdi").nth(n).evaluate(direction) for n in range(tab.locator("#legend bdi").count())]
    assert "rtl" in names
    assert tab.locator("body").evaluate(direction) == "ltr"
