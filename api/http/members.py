"""Validates the members of an article, for the API and for files, with the same error messages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import marshmallow as ma

from ..store.inputs import ArticleInput, QuoteFilter, ReviewInput
from ..verification.drafts import DraftInput, SourceInput
from ..verification.question import Question

MAX_ERRORS = 20  # per response: a small request must not cause a large response


class InvalidMembers(ValueError):
    """Members are unknown or have invalid values; the message names each with the reason."""


def article(members: Mapping[str, Any]) -> ArticleInput:
    """Create an article from the members of an object, by the rules of ``POST /v1/articles``.

    Raises ``InvalidMembers``.
    """
    return ArticleInput(**_loaded(_article_schema(), members))


def question(members: Mapping[str, Any]) -> Question:
    """Create a question from the members of an object, by the rules of ``POST /v1/verifications``.

    Raises ``InvalidMembers``.
    """
    from .resources.verifications.schemas import NewVerificationSchema

    return Question(**_loaded(NewVerificationSchema(exclude=["keep"]), members))


def quote_filter(members: Mapping[str, Any]) -> QuoteFilter:
    """Create a filter of quotations from members, by the rules of the parameters of ``GET /v1/quotes``.

    Raises ``InvalidMembers``.
    """
    from .resources.quotes.queries import QuoteFilterQuery

    return QuoteFilter(**_loaded(QuoteFilterQuery(), members))


def draft(members: Mapping[str, Any]) -> DraftInput:
    """Create a draft with its sources from the members of an object, by the rules of ``POST /v1/checks``.

    Raises ``InvalidMembers``.
    """
    from .resources.checks.schemas import NewCheckSchema

    loaded = _loaded(NewCheckSchema(exclude=["keep"]), members)
    return DraftInput(loaded["draft"], [SourceInput(**source) for source in loaded["sources"]], loaded["archive"])


def review(members: Mapping[str, Any]) -> ReviewInput:
    """Create a review from the members of an object, by the rules of ``POST /v1/quotes/{quote_id}/reviews``.

    Raises ``InvalidMembers``.
    """
    from .resources.reviews.schemas import NewReviewSchema

    return ReviewInput(**_loaded(NewReviewSchema(), members))


def _loaded(schema: ma.Schema, members: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return dict(schema.load(members))
    except ma.ValidationError as error:
        found = list(flatten(error.messages, "."))
        lines = [f"{_printable(name)}: {explain(detail, schema, 'member')}" for name, detail in found[:MAX_ERRORS]]
        lines += [f"There are {len(found) - MAX_ERRORS} more."] if len(found) > MAX_ERRORS else []
        raise InvalidMembers(" ".join(lines)) from None


def _printable(name: str) -> str:
    """A member name of the client as one line without control characters."""
    return name if name.isprintable() and name else json.dumps(name)


@cache
def _article_schema() -> ma.Schema:
    from .resources.articles.schemas import NewArticleSchema  # imports all of the web packages

    return NewArticleSchema()


def flatten(messages: Any, separator: str, path: str = "") -> Iterator[tuple[str, str]]:
    """Marshmallow's nested messages as pairs (path, message); with "/" as separator, the path is a JSON Pointer."""
    if not isinstance(messages, Mapping):
        yield path, " ".join(str(message) for message in messages)
        return
    for key, nested in messages.items():
        if key == "_schema":
            yield from flatten(nested, separator, path)
            continue
        name = str(key).encode("utf8", "replace").decode("utf8")
        if separator == "/":
            yield from flatten(nested, separator, f"{path}/{name.replace('~', '~0').replace('/', '~1')}")
        else:
            yield from flatten(nested, separator, f"{path}.{name}" if path else name)


def explain(detail: str, schema: ma.Schema, what: str) -> str:
    """The message, which for an unknown parameter or member lists the known ones."""
    if detail != schema.error_messages["unknown"]:
        return detail
    names = sorted(field.data_key or name for name, field in schema.fields.items())
    return f"There is no such {what}; known are: {', '.join(names)}."
