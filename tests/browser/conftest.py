"""One service and one browser for all tests of the pages, and a tab for each test that no error may pass."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from .chromium import launched, missing
from .service import Service, running
from .views import PATIENCE


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reason = missing()
    if reason is not None:
        for item in items:
            if item.path.parent.name == "browser":
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="package")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("pages")) as found:
        yield found


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    with launched() as found:
        yield found


class Watch:
    """What a tab asked for and complained about."""

    def __init__(self, tab: Any, address: str) -> None:
        self.errors: list[str] = []
        self.foreign: list[str] = []
        self.allowed: set[int] = set()  # statuses that a test provokes
        own = urlsplit(address).netloc
        tab.on("console", lambda message: self._note(message))
        tab.on("pageerror", lambda error: self.errors.append(str(error)))
        tab.on("request", lambda request: self._asked(request.url, own))
        tab.on("response", self._answered)

    def _note(self, message: Any) -> None:
        provoked = any(f"status of {status}" in message.text for status in self.allowed)
        if message.type in ("error", "warning") and not provoked:
            self.errors.append(message.text)

    def _answered(self, response: Any) -> None:
        if response.request.resource_type == "document" and response.status not in (204, 304):
            policy = response.headers.get("content-security-policy", "")
            if "default-src 'none'" not in policy or "unsafe" in policy:
                self.errors.append(f"{response.url} has the policy “{policy}”")

    def _asked(self, url: str, own: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != own:
            self.foreign.append(url)


@pytest.fixture
def context(browser: Any, service: Service) -> Iterator[Any]:
    """A browser's fresh profile, at the address of the service."""
    made = browser.new_context(base_url=service.address, locale="en-GB", viewport={"width": 1280, "height": 900})
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


@pytest.fixture
def watch(tab: Any) -> Watch:
    """What the tab of the test asked for; a test that provokes an error allows its status."""
    found: Watch = tab.watch
    return found


@pytest.fixture
def tab(context: Any, service: Service) -> Iterator[Any]:
    """A tab: its console may show no error, no request may leave this machine, every document has a strict policy."""
    page = context.new_page()
    page.watch = Watch(page, service.address)
    yield page
    assert page.watch.errors == []
    assert page.watch.foreign == []
