"""A closed archive asks for a key and works with it; refusals and failures are told in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from api import create_app
from api.config import Config
from api.operations.services import Services
from api.store import Database, QuoteFilter, Scope, StoreBusy, keys

from ..api.fakes import FakeAttributor
from . import in_process
from .conftest import Watch
from .service import Service
from .views import PATIENCE, enter_key, until

COSTLY = 4  # requests a minute to verify
FAULTS = {"explode": ZeroDivisionError(), "busy": StoreBusy("The archive is busy.")}


@pytest.fixture(scope="module")
def reader_key(service: Service) -> str:
    """A key that may read, and nothing else."""
    database = Database(service.archive)
    with database.writing() as session:
        secret = keys.create(session, "Reader", [Scope.READ])[1]
    database.close()
    return secret


@pytest.fixture
def servers() -> Iterator[ExitStack]:
    """What ends the server when it is closed."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def closed(browser: Any, service: Service, monkeypatch: pytest.MonkeyPatch, servers: ExitStack) -> Iterator[Any]:
    """A tab at a service that is not open, on the archive of the others; a search for a fault's name fails by it."""
    quotes = Services.quotes

    def failing(self: Services, where: QuoteFilter, *arguments: Any, **named: Any) -> Any:
        if where.q in FAULTS:
            raise FAULTS[where.q]
        return quotes(self, where, *arguments, **named)

    monkeypatch.setattr(Services, "quotes", failing)
    app = create_app(Config(database=str(service.archive), reading="closed", write_rate=COSTLY), FakeAttributor())
    address = servers.enter_context(in_process.serving(app))
    context = browser.new_context(base_url=address, locale="en-GB", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.watch = Watch(page, address)
    page.watch.allowed = {401, 403, 404, 429, 500, 503}
    yield page
    context.close()
    assert (page.watch.errors, page.watch.foreign) == ([], [])


def heading(tab: Any) -> str:
    found: str = tab.locator("main h1").inner_text()
    return found


def test_a_closed_archive_asks_for_a_key_and_works_with_it(closed: Any, reader_key: str) -> None:
    assert closed.goto("/?q=harbour").status == 401
    assert heading(closed) == "This needs an API key"
    assert closed.locator("#key-field").is_visible()
    assert "Whoever runs this archive can give you one." in closed.locator(".failure").inner_text()
    enter_key(closed, "saidby_wrong")
    closed.locator("#status:has-text('This needs an API key')").wait_for()
    assert closed.locator("#key-field").is_visible()
    enter_key(closed, reader_key)
    closed.locator(".quotation").first.wait_for()
    assert closed.locator("#q").input_value() == "harbour"
    closed.locator(".quotation cite a").first.click()
    closed.locator("#evidence").wait_for()
    closed.locator("#evidence .who a").click()
    closed.locator(".about-speaker h1").wait_for()
    closed.reload()
    closed.locator(".about-speaker h1").wait_for()
    closed.goto("/articles/none")
    closed.locator("h1:has-text('There is nothing here')").wait_for()
    closed.goto("/try")
    closed.get_by_label("The text").fill("“It opens at nine,” Ada Byron said.")
    closed.click("button:has-text('Find the quotations')")
    closed.locator(".finding mark").wait_for()
    other = closed.context.new_page()  # a key belongs to a tab
    other.goto("/")
    assert other.locator("#key-field").is_visible()
    closed.click("details.key summary")
    closed.click("#key-forget")
    closed.reload()
    assert heading(closed) == "This needs an API key"


def test_a_key_without_the_scope_is_told_so_and_kept(closed: Any, reader_key: str) -> None:
    closed.goto("/status")
    enter_key(closed, reader_key)
    closed.locator("h1:has-text('Your API key does not allow this')").wait_for()
    closed.goto("/")
    closed.locator(".quotation").first.wait_for()


def test_too_many_requests_are_told_in_words(closed: Any, reader_key: str) -> None:
    closed.goto("/verify")
    enter_key(closed, reader_key)
    closed.locator("h1:has-text('Verify a quotation')").wait_for()
    for number in range(2 * COSTLY):
        closed.goto(f"/verify?quote=number+{number}+of+many")
        until(closed, "document.querySelector('main h1')?.checkVisibility()")
        if heading(closed) == "Too many requests":
            break
    assert heading(closed) == "Too many requests"
    assert "Wait a moment" in closed.locator(".failure").inner_text()


@pytest.mark.parametrize(
    ("words", "told"), [("explode", "Something went wrong"), ("busy", "The archive is not available right now")]
)
def test_a_failing_service_says_so(closed: Any, reader_key: str, words: str, told: str) -> None:
    closed.goto(f"/?q={words}")
    enter_key(closed, reader_key)
    closed.locator(f"h1:has-text('{told}')").wait_for()
    assert "Number of the request" in closed.locator(".failure").inner_text()


def test_a_server_that_is_gone_is_told_in_words(closed: Any, reader_key: str, servers: ExitStack) -> None:
    closed.goto("/?q=harbour")
    enter_key(closed, reader_key)
    closed.locator(".quotation cite a").first.click()
    closed.locator("#evidence").wait_for()
    servers.close()
    closed.locator("#text .mark").last.click()
    closed.locator("#status:has-text('cannot be reached')").wait_for()
    assert closed.locator("#evidence").count() == 1  # what was there stays
    closed.watch.errors.clear()  # the failed request itself
