"""An article with 10,000 quotations: all are marked, each can be selected, and what is out of sight is not laid out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .conftest import Watch
from .long_article import QUOTATIONS, serving_article
from .views import until

LAID_OUT = """() => [...document.querySelectorAll('#text .mark')].filter(
  mark => mark.checkVisibility({contentVisibilityAuto: true})).length"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving_article(tmp_path_factory.mktemp("long") / "saidby.db") as found:
        yield found


@pytest.fixture
def article(context: Any, address: str) -> Iterator[Any]:
    page = context.new_page()
    watch = Watch(page, address)
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    yield page
    assert (watch.errors, watch.foreign) == ([], [])


def shown(article: Any) -> str:
    found: str = article.locator("#evidence blockquote").inner_text()
    return found


def test_an_article_with_ten_thousand_quotations_is_usable(article: Any, address: str) -> None:
    marks = article.locator("#text .mark")
    assert marks.count() == QUOTATIONS
    assert article.evaluate("document.querySelectorAll('#text p').length") == QUOTATIONS // 4
    article.mouse.wheel(0, 900)  # what is skipped is known after a frame
    until(article, f"({LAID_OUT})() < 400")
    marks.first.click()
    article.locator("#evidence").wait_for()
    assert "Remark 0:" in shown(article)
    article.click("button:has-text('Next')")
    until(article, "document.querySelector('#evidence blockquote').innerText.includes('Remark 1:')")
    marks.last.scroll_into_view_if_needed()
    marks.last.click()
    until(
        article,
        "last => document.querySelector('#evidence blockquote').innerText.includes(last)",
        arg=f"Remark {QUOTATIONS - 1}:",
    )
    assert article.evaluate("document.querySelectorAll('.mark.selected').length") == 1
    article.keyboard.press("Escape")
    assert article.evaluate("document.activeElement === [...document.querySelectorAll('#text .mark')].at(-1)")
    middle = marks.nth(QUOTATIONS // 2).get_attribute("id")
    article.goto("about:blank")
    article.goto(f"{address}#{middle}")
    until(article, "document.querySelector('#evidence')?.innerText.includes('Remark 5000:')")
    box = article.locator(f"#{middle}").bounding_box()
    assert 0 < box["y"] < 900
