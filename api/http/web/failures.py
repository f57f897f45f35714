"""Errors as pages: what they are called in plain words, and a page that needs no application to be made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from api.http.accept import HTML, best
from api.http.errors import MEDIA_TYPE


@dataclass(frozen=True, slots=True)
class Words:
    """An error for readers: what happened, what to do, and whether the problem's own sentence helps them."""

    heading: str
    advice: str
    detail: bool = True


WORDS = {
    "invalid-parameter": Words("This search cannot be made", "Correct the filter, or start a new search."),
    "invalid-cursor": Words(
        "This page of results is gone", "The list was searched with other filters. Start the search again.", False
    ),
    "malformed-request": Words("This request cannot be read", "Check the address, or start a new search."),
    "unauthorized": Words(
        "This needs an API key",
        "Enter a key under “API key” at the top of the page; what you asked for then appears here. Whoever runs this "
        "archive can give you one.",
        False,
    ),
    "forbidden": Words("Your API key does not allow this", "Ask whoever runs this archive for a key that does."),
    "read-only": Words("Nothing can be changed here", "This archive is open for reading only."),
    "not-found": Words(
        "There is nothing here", "It may have been deleted, or the address may be wrong or incomplete.", False
    ),
    "method-not-allowed": Words("This page takes no such request", "Open it without sending a form.", False),
    "too-large": Words("This is too much at once", "Send a shorter text."),
    "address-too-long": Words("This address is too long", "Search with fewer filters, or with fewer words.", False),
    "too-many-requests": Words("Too many requests", "Wait a moment, then reload the page."),
    "unavailable": Words(
        "The archive is not available right now", "Nothing is lost. Wait a moment, then reload the page."
    ),
    "engine-failed": Words(
        "This text could not be read", "The engine failed on it or took too long. Trying again will not help.", False
    ),
    "archive-unreadable": Words("The archive cannot be read", "Whoever runs it has to restore a backup."),
    "insufficient-storage": Words("There is no space left", "Searching and reading still work.", False),
    "internal-error": Words(
        "Something went wrong",
        "This is a fault of the service, not of yours. Reload the page; if it happens again, report it with the "
        "number below.",
        False,
    ),
}


def words_of(name: str, title: str) -> Words:
    """The words for a problem, by its name; its own title where none are kept for it."""
    return WORDS.get(name, Words(title, "Go back, and try something else."))


def prefers_page(accepted: str | None) -> bool:
    """Whether a client with this ``Accept`` is to get errors as pages, not as problems in JSON."""
    return accepted is not None and best(accepted, (MEDIA_TYPE, "application/json", HTML)) == HTML


_PAGE = Markup(
    '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{heading} – Saidby</title>\n'
    '<link rel="stylesheet" href="/static/page.css">\n'
    '<header class="masthead"><a class="brand" href="/"><span aria-hidden="true">“</span>Saidby</a></header>\n'
    '<main id="main"><section class="narrow failure" data-problem="{name}">\n'
    "<h1>{heading}</h1>\n{detail}<p>{advice}</p>\n{request}"
    '<p><a class="button" href="/">New search</a></p>\n</section></main>\n</html>\n'
)


def plain_page(name: str, problem: Mapping[str, Any]) -> bytes:
    """The page of a problem for when no application is there to render one: the shell without navigation."""
    words = words_of(name, problem["title"])
    detail = Markup("<p>{}</p>\n").format(problem["detail"]) if words.detail else ""
    number = problem.get("request_id")
    request = Markup('<p class="soft">Number of the request: <code>{}</code></p>\n').format(number) if number else ""
    page = _PAGE.format(heading=words.heading, name=name, detail=detail, advice=words.advice, request=request)
    return page.encode("utf8")
