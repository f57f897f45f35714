"""What a reader of a format finds: articles as written in the file, and records that are not articles."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from ..store import formats
from . import characters

MAX_LINE = 1000  # characters of a title or byline
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2})(:\d{2})?(?:[.,]\d+)?\s*(Z|z|[+-]\d{2}:?\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Document:
    """An article in a file of a foreign format; ``place`` is the record ("item 3"), empty if the file is one article.

    ``published_at`` is an ISO 8601 date or date-time. ``mended`` says what was changed on the way in, ``byline`` who
    wrote the article, as printed.
    """

    text: str
    place: str = ""
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published_at: str | None = None
    mended: tuple[str, ...] = ()
    byline: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A record that contains no article, and why. ``skipped``: it is not meant to be one, which is no error."""

    problem: str
    place: str = ""
    skipped: bool = False


Found = Document | Fault


class UnreadableDocument(Exception):
    """A document is not in the format that it is read as, or holds no article; the message says why."""


class NoArticle(UnreadableDocument):
    """A page is sound, but none of its text is an article."""


def tidy(document: Document) -> Document:
    """The document with readable characters, and without optional members that the archive would reject.

    What is changed or left out is added to ``mended``: a foreign document that states a bad date still has its text.
    """
    text, mended = characters.mend(document.text)
    members = {"title": _short(document.title), "byline": _short(document.byline), "source": _line(document.source)}
    members["url"] = document.url.strip() if document.url else None
    members["published_at"] = date_time(document.published_at)
    rejected = [name for name, value in members.items() if value is not None and _error(name, value)]
    if document.published_at and document.published_at.strip() and members["published_at"] is None:
        rejected.append("published_at")
    kept: dict[str, Any] = {name: None if name in rejected else value for name, value in members.items()}
    notes = dict.fromkeys([*document.mended, *mended, *(f"invalid {name} left out" for name in rejected)])
    return replace(document, text=text, mended=tuple(notes), **kept)


def members(document: Document) -> dict[str, Any]:
    """The members of an article as ``POST /v1/articles`` accepts them."""
    named = {name: getattr(document, name) for name in ("title", "byline", "source", "url", "published_at")}
    given = {name: value for name, value in named.items() if value is not None}
    return {"text": document.text, **given, **({"mended": list(document.mended)} if document.mended else {})}


def date_time(value: str | None) -> str | None:
    """A date or date-time in the form of RFC 3339, or None if ``value`` does not begin with one."""
    match = _DATE.match(value.strip()) if value else None
    if match is None:
        return None
    date, minutes, seconds, zone = match.groups()
    if minutes is None:
        return str(date)
    zone = zone or "Z"
    zone = zone if ":" in zone or len(zone) == 1 else f"{zone[:3]}:{zone[3:]}"
    return f"{date}T{minutes}{seconds or ':00'}{zone.upper()}"


def _short(value: str | None) -> str | None:
    """A title or byline on one line, cut where it would be too long."""
    line = _line(value)
    return f"{line[: MAX_LINE - 1]}…" if line and len(line) > MAX_LINE else line


def _line(value: str | None) -> str | None:
    """A value on one line, with readable characters; None if it is blank."""
    return " ".join(characters.mend(value)[0].split()) or None if value else None


def _error(name: str, value: str) -> str | None:
    if name == "url":
        return formats.address_error(value)
    if name in ("title", "byline"):
        return formats.line_error(value)
    if name == "source":
        too_long = "is too long" if len(value) > formats.MAX_NAME else None
        return too_long or formats.name_error(value)
    return None
