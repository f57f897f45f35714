"""The page at /docs in a browser: "Try it" sends key and headers, and the page's policy stops nothing that it needs."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from ..browser.chromium import launched, missing
from .conftest import Live

pytestmark = pytest.mark.skipif(missing() is not None, reason=missing() or "")
PATIENCE = 30_000  # milliseconds that an answer may take on a busy machine


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with launched() as found:
        yield found


@pytest.fixture
def tab(browser: Any, live: Live) -> Iterator[Any]:
    """The page at /docs, in a profile of its own."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{live.address}/docs")
    yield page
    context.close()


def attempt(tab: Any, operation: str, **values: str) -> tuple[int, dict[str, str], Any]:
    """Fill in and send the form of an operation; the status, the headers and the content that the page shows."""
    article = tab.locator(f"#{operation}")
    article.locator("> details").evaluate("details => { details.open = true }")
    for name, value in values.items():
        article.locator(f"[name='{name}']").fill(value)
    article.locator("button").click()
    output = article.locator("output")
    output.locator(".status", has_text=": ").wait_for()
    shown, headers, content = (output.locator(part).inner_text() for part in (".status", ".headers", "pre"))
    status = int(shown.rpartition(": ")[2].split()[0])
    return status, dict(line.split(": ", 1) for line in headers.splitlines()), json.loads(content) if content else None


def test_an_article_is_stored_and_deleted_from_the_page(tab: Any, live: Live) -> None:
    body = json.dumps({"text": "Stored from the page, Ada Byron said.", "source": "Browser"})
    status, _, problem = attempt(tab, "createArticle", body=body)
    assert (status, problem["type"]) == (401, "/docs#problem-unauthorized")
    tab.fill("#api-key", live.key)
    status, headers, stored = attempt(tab, "createArticle", body=body)
    assert (status, headers["Location"]) == (201, f"/v1/articles/{stored['id']}")

    status, headers, found = attempt(tab, "getArticle", article_id=stored["id"])
    assert (status, found["text"]) == (200, stored["text"])
    tag = headers["ETag"]
    assert attempt(tab, "getArticle", article_id=stored["id"], **{"If-None-Match": tag})[0] == 304

    stale = attempt(tab, "deleteArticle", article_id=stored["id"], **{"If-Match": '"other"'})
    assert (stale[0], stale[2]["type"]) == (412, "/docs#problem-precondition-failed")
    assert attempt(tab, "deleteArticle", article_id=stored["id"], **{"If-Match": tag})[0] == 204


def test_the_key_is_gone_when_the_page_is(tab: Any, live: Live) -> None:
    tab.fill("#api-key", live.key)
    attempt(tab, "listQuotes", limit="2")
    assert live.key not in tab.url
    assert tab.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]
    tab.reload()
    assert tab.locator("#api-key").input_value() == ""


def test_the_policy_stops_nothing_of_the_page_and_no_other_page_frames_it(tab: Any, live: Live) -> None:
    told: list[str] = []
    tab.on("console", lambda message: told.append(message.text))
    tab.reload()
    attempt(tab, "listQuotes", limit="2")
    assert not [message for message in told if "Security Policy" in message or "TrustedHTML" in message], told
    assert tab.evaluate("getComputedStyle(document.querySelector('nav')).position") == "sticky"
    tab.goto(f"data:text/html,<iframe src='{live.address}/docs'></iframe>")
    frame = tab.frames[1]
    frame.wait_for_function("location.protocol === 'chrome-error:'")
    assert frame.locator("#api-key").count() == 0


def test_a_page_of_another_name_reaches_nothing(live: Live) -> None:
    """What a browser sends when evil.example has begun to resolve to 127.0.0.1."""
    request = urllib.request.Request(f"{live.address}/v1/quotes", headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(request, timeout=20)
    assert error.value.code == 421


def test_a_wrong_key_is_shown_as_a_problem(tab: Any, live: Live) -> None:
    tab.fill("#api-key", "saidby_not-a-key")
    status, _, problem = attempt(tab, "listQuotes", limit="2")
    assert (status, problem["type"]) == (401, "/docs#problem-unauthorized")
