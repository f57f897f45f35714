"""The members of an article that comes in: one definition, and the same words for its faults, for API and files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import marshmallow as ma

from ..store.inputs import ArticleInput

MOST_FAULTS = 20  # that are told at once: a small request must not have a large answer


class InvalidMembers(ValueError):
    """Members that no article has, or values that they cannot have; the message names each with its reason."""


def article(members: Mapping[str, Any]) -> ArticleInput:
    """The article of the members of an object, as ``POST /v1/articles`` takes it. Raises ``InvalidMembers``."""
    schema = _schema()
    try:
        return ArticleInput(**schema.load(members))
    except ma.ValidationError as error:
        found = list(flat(error.messages, "."))
        told = [f"{_printable(name)}: {known(detail, schema, 'member')}" for name, detail in found[:MOST_FAULTS]]
        told += [f"There are {len(found) - MOST_FAULTS} more."] if len(found) > MOST_FAULTS else []
        raise InvalidMembers(" ".join(told)) from None


def _printable(name: str) -> str:
    """A name that somebody made up, as one line without control characters."""
    return name if name.isprintable() and name else json.dumps(name)


@cache
def _schema() -> ma.Schema:
    from .resources.articles.schemas import NewArticleSchema  # which brings the whole of the web

    return NewArticleSchema()


def flat(messages: Any, separator: str, path: str = "") -> Iterator[tuple[str, str]]:
    """Marshmallow's nested messages as (path, message); the path begins with "/" where that separates."""
    if not isinstance(messages, Mapping):
        yield path, " ".join(str(message) for message in messages)
        return
    for key, below in messages.items():
        if key == "_schema":
            yield from flat(below, separator, path)
            continue
        name = str(key).encode("utf8", "replace").decode("utf8")
        if separator == "/":
            yield from flat(below, separator, f"{path}/{name.replace('~', '~0').replace('/', '~1')}")
        else:
            yield from flat(below, separator, f"{path}.{name}" if path else name)


def known(detail: str, schema: ma.Schema, what: str) -> str:
    """What was wrong; of an unknown parameter or member, which there are."""
    if detail != schema.error_messages["unknown"]:
        return detail
    names = sorted(field.data_key or name for name, field in schema.fields.items())
    return f"There is no such {what}; there are: {', '.join(names)}."
