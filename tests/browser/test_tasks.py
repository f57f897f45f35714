"""Five tasks as somebody does them who never saw the pages, from the first page on, with the clicks that each takes.

`docs/pages.md` tells the clicks, and is compared with them.
"""

from __future__ import annotations

from typing import Any
from urllib.request import urlopen

import feedparser
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from ..api.http.representations.test_feeds import SCHEMA
from .service import ROOT, Service
from .views import DRAFT

NOTE = ROOT / "docs" / "pages.md"


class Reader:
    """A tab that counts clicks. What is typed is not counted, nor is a form sent by a key."""

    def __init__(self, tab: Any) -> None:
        self.tab = tab
        self.clicks = 0

    def click(self, selector: str) -> None:
        self.tab.locator(selector).first.click()
        self.clicks += 1

    def follow(self, selector: str, address: str) -> None:
        """Click a link to another page, and wait until that has loaded; ``address`` is a glob pattern."""
        self.click(selector)
        self.tab.wait_for_url(address)


@pytest.fixture
def reader(tab: Any) -> Reader:
    tab.goto("/")
    return Reader(tab)


def told(task: str) -> int:
    """The clicks that the note tells of a task."""
    rows = [line.split("|") for line in NOTE.read_text(encoding="utf8").splitlines() if line.startswith("|")]
    return next(int(row[2]) for row in rows if row[1].strip() == task)


def find(reader: Reader, words: str) -> None:
    reader.tab.fill("#q", words)
    reader.tab.keyboard.press("Enter")
    reader.tab.wait_for_url("**/?q=*")


def test_find_what_somebody_said_about_something_in_march(reader: Reader) -> None:
    tab = reader.tab
    tab.fill("#q", "homes")
    reader.click("summary:has-text('Speaker, source, dates')")
    tab.fill("[name=speaker]", "Venn")
    tab.fill("[name=published_from]", "2026-03-01")
    tab.fill("[name=published_before]", "2026-04-01")
    reader.click("button:has-text('Search')")
    tab.wait_for_url("**/?q=*")
    found = tab.locator("#quotations > li")
    assert found.count() == 1
    assert "We will build sixty homes" in found.inner_text()
    assert "Dora Venn" in found.inner_text()
    assert reader.clicks == told("Find what somebody said about something in March")


def test_see_why_the_engine_says_who_it_was(reader: Reader) -> None:
    find(reader, "pond")
    reader.click(".quotation .printed-in a[href*='#quote-']")
    reader.tab.locator("#evidence").wait_for()
    shown = reader.tab.locator("#evidence").inner_text()
    for part in ("Dora Venn", "Reporting word", "said", "she", "What moved the confidence"):
        assert part in shown
    assert reader.tab.locator(".lines path").count() >= 1
    assert reader.clicks == told("See why the engine says that it was them")


def test_find_what_was_printed_in_two_wordings_and_who_changed_it(reader: Reader) -> None:
    find(reader, "weir summers")
    reader.follow(".quotation a.speaker", "**/speakers/*")
    reader.follow(".wordings a", "**/utterances/*")
    wordings = reader.tab.locator(".quotations > li")
    assert wordings.count() == 2
    assert "a number differs" in reader.tab.locator("main").inner_text()
    for source in ("Weir Post", "Mill Echo"):
        assert wordings.filter(has_text=source).count() == 1
    assert {reader.tab.locator(f"{name}").first.inner_text() for name in ("del", "ins")} == {"nine", "six"}
    assert reader.clicks == told("Find what was printed in two wordings, and who changed it")


def test_check_a_draft(reader: Reader) -> None:
    reader.follow("nav a:has-text('Check a draft')", "**/check")
    reader.tab.get_by_label("The draft").fill(DRAFT)
    reader.click("button:has-text('Check the draft')")
    reader.tab.locator(".finding").wait_for()
    assert reader.tab.locator(".matches > li").evaluate_all("items => items.map(i => i.className)") == ["stop", "ok"]
    assert reader.clicks == told("Check a draft")


def test_follow_a_speaker_in_a_feed_reader(reader: Reader, service: Service) -> None:
    find(reader, "homes")
    reader.follow(".quotation a.speaker", "**/speakers/*")
    offered = {
        link.get_attribute("type"): link.get_attribute("href")
        for link in reader.tab.locator("head link[rel=alternate][title]").all()
    }
    address = reader.tab.locator(".take-along a:has-text('Atom')").get_attribute("href")
    assert offered["application/atom+xml"] == address  # feed readers find it by the page's own address
    atom = feedparser.parse(urlopen(service.address + address).read())
    assert not atom.bozo
    assert {entry.author for entry in atom.entries} == {"Dora Venn"}
    feed = service.get(offered["application/feed+json"])
    Draft202012Validator(SCHEMA, format_checker=FormatChecker()).validate(feed)
    assert len(feed["items"]) == len(atom.entries) > 0
    assert reader.clicks + 1 == told("Follow a speaker in a feed reader")  # and one to copy the address
