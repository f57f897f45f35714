"""Reads feeds of schema.org ``ClaimReview``: a review, a list, an ``@graph``, or a ``DataFeed``, in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..http.members import InvalidMembers, review
from ..store.inputs import ReviewInput
from . import text_files

MAX_BYTES = 500_000_000
MAX_DEPTH = 6  # lists and objects around a review


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """A review in a feed with the claim that it reviews, or the problem that prevented reading it."""

    origin: str
    claim: str = ""
    claimant: str | None = None
    review: ReviewInput | None = None
    problem: str = ""


def entries(file: Path) -> Iterator[ReviewEntry]:
    """The reviews of a feed, in order. Raises ``UnreadableFile`` for a file that is unreadable or not JSON."""
    try:
        content = json.loads(text_files.read(str(file), MAX_BYTES))
    except (ValueError, RecursionError) as error:
        raise text_files.UnreadableFile(f"not JSON: {error}") from None
    for number, node in enumerate(_reviews(content, 0), 1):
        yield _entry(f"review {number}", node)


def _reviews(node: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The nodes of type ``ClaimReview`` at or below a node."""
    if depth > MAX_DEPTH:
        return
    if isinstance(node, list):
        for item in node:
            yield from _reviews(item, depth + 1)
    elif isinstance(node, dict):
        if "ClaimReview" in _texts(node.get("@type")):
            yield node
            return
        for name in ("@graph", "dataFeedElement", "item"):
            yield from _reviews(node.get(name), depth + 1)


def _entry(origin: str, node: dict[str, Any]) -> ReviewEntry:
    item = node.get("itemReviewed")
    item = item[0] if isinstance(item, list) and item else item
    item = item if isinstance(item, dict) else {}
    claim = _text(node.get("claimReviewed")) or _text(item.get("text")) or ""
    rating = node.get("reviewRating")
    rating = rating if isinstance(rating, dict) else {}
    members = {
        "url": _text(node.get("url")),
        "publisher": _name(node.get("author")) or _name(node.get("publisher")),
        "rating": _text(rating.get("alternateName")) or _text(rating.get("ratingValue")),
        "title": _text(node.get("name")) or _text(node.get("headline")),
        "language": _text(node.get("inLanguage")),
        "reviewed_at": _text(node.get("datePublished")),
    }
    if not claim.strip():
        return ReviewEntry(origin, problem="it does not say which claim it reviews (claimReviewed)")
    try:
        found = review({name: value for name, value in members.items() if value is not None})
    except InvalidMembers as error:
        return ReviewEntry(origin, claim, problem=str(error))
    return ReviewEntry(origin, claim, _name(item.get("author")), found)


def _name(node: Any) -> str | None:
    """The name of a person or organization, or of the first in a list that has one."""
    if isinstance(node, list):
        return next((name for name in map(_name, node) if name), None)
    return _text(node.get("name")) if isinstance(node, dict) else _text(node)


def _text(value: Any) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value.strip() or None if isinstance(value, str) else None


def _texts(value: Any) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else [str(value)]
