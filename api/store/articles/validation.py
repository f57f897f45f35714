"""Validates and normalises an article once, before it is looked up or stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from attribution.model import text_digest

from .. import formats
from ..errors import InvalidInput
from ..inputs import ArticleInput
from ..mapping import derived_id
from ..names import source_key
from ..views import ArticleDetail


@dataclass(frozen=True, slots=True)
class ValidArticle:
    """A validated article: source, URL, title and byline on one line, date in UTC, with its identifier and text digest.

    Created by ``validate``.
    """

    id: str
    text: str
    text_sha256: str
    source: str | None
    url: str | None
    title: str | None
    published_at: datetime | None
    mended: tuple[str, ...] = ()
    byline: str | None = None

    def adds_nothing_to(self, stored: ArticleDetail) -> bool:
        """Whether storing this article would change nothing: same text, and any given metadata are equal."""
        given = (
            (self.title, stored.title),
            (self.byline, stored.byline),
            (self.published_at, stored.published_at),
        )
        return self.text_sha256 == stored.text_sha256 and all(new in (None, old) for new, old in given)


def validate(article: ArticleInput) -> ValidArticle:
    """Validate an article and derive its identifier from source and URL or, without a URL, from source and text.

    Raises ``InvalidInput``.
    """
    if not article.text.strip():
        raise InvalidInput("the article has no text")
    try:
        digest = text_digest(article.text)
    except UnicodeEncodeError as error:
        raise InvalidInput("the article's text is not valid Unicode") from error
    source = _validate_line("source", article.source, formats.name_error)
    url = _validate_line("url", article.url, formats.address_error)
    identity = ("url", url) if url else ("text", digest)
    return ValidArticle(
        derived_id("article", source_key(source or ""), *identity),
        article.text,
        digest,
        source,
        url,
        validate_line("title", article.title),
        validate_date(article.published_at),
        tuple(article.mended),
        validate_line("byline", article.byline),
    )


def validate_line(name: str, value: str | None) -> str | None:
    """Return the title or byline on one line, or None if it is blank. Raises ``InvalidInput``."""
    return _validate_line(name, value, formats.line_error)


def validate_date(published_at: datetime | None) -> datetime | None:
    """Convert the date to UTC. Raises ``InvalidInput`` if it has no time zone or is out of range."""
    if published_at is None:
        return None
    if published_at.tzinfo is None:
        raise InvalidInput("the article's date needs a time zone")
    try:
        return published_at.astimezone(UTC)
    except OverflowError as error:
        raise InvalidInput("the article's date is out of range") from error


def _validate_line(name: str, value: str | None, problem_of: Callable[[str], str | None]) -> str | None:
    line = formats.single_line(value or "") or None
    if line is None:
        return None
    try:
        line.encode("utf8")
    except UnicodeEncodeError as error:
        raise InvalidInput(f"the article's {name} is not valid Unicode") from error
    problem = problem_of(line)
    if problem is not None:
        raise InvalidInput(f"the article's {name} {problem}")
    return line
