"""The page at /docs in a browser: "Try it" sends key and headers, and the page's policy stops nothing that it needs."""

from __future__ import annotations

import json
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from .conftest import Live

webdriver = pytest.importorskip("selenium.webdriver")
waiting = pytest.importorskip("selenium.webdriver.support.wait")
pytestmark = pytest.mark.skipif(
    not (shutil.which("chromedriver") and (shutil.which("chromium") or shutil.which("google-chrome"))),
    reason="chromium and chromedriver are not installed",
)
PATIENCE = 30  # seconds that an answer may take on a busy machine


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome")
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1200,1400"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver")))
    driver.set_script_timeout(PATIENCE)
    yield driver
    driver.quit()


def fill(scope: Any, selector: str, value: str) -> None:
    """Type into a field as a user would."""
    field = scope.find_element("css selector", selector)
    field.clear()
    field.send_keys(value)


def attempt(browser: Any, operation: str, **values: str) -> tuple[int, dict[str, str], Any]:
    """Fill in and send the form of an operation; the status, the headers and the content that the page shows."""
    article = browser.find_element("id", operation)
    form = article.find_element("css selector", "form")
    browser.execute_script("arguments[0].closest('details').open = true", form)
    for name, value in values.items():
        fill(article, f"[name='{name}']", value)
    browser.execute_script("arguments[0].requestSubmit(arguments[0].querySelector('button'))", form)
    shown = article.find_element("css selector", "output .status")
    waiting.WebDriverWait(browser, PATIENCE).until(lambda _: ": " in shown.text)
    headers = article.find_element("css selector", "output .headers").text
    content = article.find_element("css selector", "output pre").text
    status = int(shown.text.rpartition(": ")[2].split()[0])
    return status, dict(line.split(": ", 1) for line in headers.splitlines()), json.loads(content) if content else None


def test_an_article_is_stored_and_deleted_from_the_page(browser: Any, live: Live) -> None:
    browser.get(f"{live.address}/docs")
    body = json.dumps({"text": "Stored from the page, Ada Byron said.", "source": "Browser"})
    status, _, problem = attempt(browser, "createArticle", body=body)
    assert (status, problem["type"]) == (401, "/docs#problem-unauthorized")
    fill(browser, "#api-key", live.key)
    status, headers, stored = attempt(browser, "createArticle", body=body)
    assert (status, headers["Location"]) == (201, f"/v1/articles/{stored['id']}")

    status, headers, found = attempt(browser, "getArticle", article_id=stored["id"])
    assert (status, found["text"]) == (200, stored["text"])
    tag = headers["ETag"]
    assert attempt(browser, "getArticle", article_id=stored["id"], **{"If-None-Match": tag})[0] == 304

    stale = attempt(browser, "deleteArticle", article_id=stored["id"], **{"If-Match": '"other"'})
    assert (stale[0], stale[2]["type"]) == (412, "/docs#problem-precondition-failed")
    assert attempt(browser, "deleteArticle", article_id=stored["id"], **{"If-Match": tag})[0] == 204


def test_the_key_is_gone_when_the_page_is(browser: Any, live: Live) -> None:
    browser.get(f"{live.address}/docs")
    fill(browser, "#api-key", live.key)
    attempt(browser, "listQuotes", limit="2")
    assert live.key not in browser.current_url
    assert browser.execute_script("return [document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]
    browser.refresh()
    assert browser.find_element("id", "api-key").get_property("value") == ""


def test_the_policy_stops_nothing_of_the_page_and_no_other_page_frames_it(browser: Any, live: Live) -> None:
    browser.get_log("browser")
    browser.get(f"{live.address}/docs")
    attempt(browser, "listQuotes", limit="2")
    told = [entry["message"] for entry in browser.get_log("browser")]
    assert not [message for message in told if "Security Policy" in message or "TrustedHTML" in message], told
    assert browser.execute_script("return getComputedStyle(document.querySelector('nav')).position") == "sticky"
    browser.get(f"data:text/html,<iframe src='{live.address}/docs'></iframe>")
    browser.switch_to.frame(0)
    assert browser.execute_script("return location.protocol") == "chrome-error:"
    assert browser.find_elements("id", "api-key") == []


def test_a_page_of_another_name_reaches_nothing(live: Live) -> None:
    """What a browser sends when evil.example has begun to resolve to 127.0.0.1."""
    request = urllib.request.Request(f"{live.address}/v1/quotes", headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(request, timeout=20)
    assert error.value.code == 421


def test_a_wrong_key_is_shown_as_a_problem(browser: Any, live: Live) -> None:
    browser.get(f"{live.address}/docs")
    fill(browser, "#api-key", "saidby_not-a-key")
    status, _, problem = attempt(browser, "listQuotes", limit="2")
    assert (status, problem["type"]) == (401, "/docs#problem-unauthorized")
