"""Validates an article once, before it is looked up or stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from attribution.model import text_digest

from .. import forms
from ..errors import InvalidInput
from ..inputs import ArticleInput
from ..mapping import derived_id
from ..names import source_key
from ..views import ArticleDetail


@dataclass(frozen=True, slots=True)
class CheckedArticle:
    """An article that can be stored: names on one line, the date in UTC; with its identifier and its text's digest.

    Create it with ``checked``.
    """

    id: str
    text: str
    text_sha256: str
    source: str | None
    url: str | None
    title: str | None
    published_at: datetime | None

    def adds_nothing_to(self, stored: ArticleDetail) -> bool:
        """Whether the stored article has this text, and this title and date as far as they are given."""
        given = ((self.title, stored.title), (self.published_at, stored.published_at))
        return self.text_sha256 == stored.text_sha256 and all(new in (None, old) for new, old in given)


def checked(article: ArticleInput) -> CheckedArticle:
    """Validate an article. Its identity is its source and URL or, without a URL, its source and text.

    Raises ``InvalidInput``.
    """
    if not article.text.strip():
        raise InvalidInput("the article has no text")
    try:
        digest = text_digest(article.text)
    except UnicodeEncodeError as error:
        raise InvalidInput("the article's text is not Unicode text") from error
    source = _line("source", article.source, forms.fault_of_name)
    url = _line("url", article.url, forms.fault_of_address)
    identity = ("url", url) if url else ("text", digest)
    return CheckedArticle(
        derived_id("article", source_key(source or ""), *identity),
        article.text,
        digest,
        source,
        url,
        checked_title(article.title),
        checked_date(article.published_at),
    )


def checked_title(title: str | None) -> str | None:
    """The title on one line; None if it is blank. Raises ``InvalidInput``."""
    return _line("title", title, forms.fault_of_line)


def checked_date(published_at: datetime | None) -> datetime | None:
    """The date in UTC. Raises ``InvalidInput``."""
    if published_at is None:
        return None
    if published_at.tzinfo is None:
        raise InvalidInput("the article's date needs a time zone")
    try:
        return published_at.astimezone(UTC)
    except OverflowError as error:
        raise InvalidInput("the article's date is out of range") from error


def _line(name: str, value: str | None, fault_of: Callable[[str], str | None]) -> str | None:
    line = forms.folded(value or "") or None
    if line is None:
        return None
    try:
        line.encode("utf8")
    except UnicodeEncodeError as error:
        raise InvalidInput(f"the article's {name} is not Unicode text") from error
    fault = fault_of(line)
    if fault is not None:
        raise InvalidInput(f"the article's {name} {fault}")
    return line
