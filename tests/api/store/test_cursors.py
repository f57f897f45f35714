"""Cursors: damaged ones are refused, whatever the damage."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from api.store import ArticleFilter, InvalidCursor, InvalidFilter, QuoteFilter
from api.store.cursors import decode, encode, filter_digest, page_size


def packed(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def test_a_cursor_gives_its_position_back() -> None:
    assert decode(encode("d", (1, "ü")), "d", (int, str)) == (1, "ü")
    assert decode(None, "d", (int, str)) is None


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "%%%", "ü", "\0", "====", "bnVsbA", packed(1), packed({}), packed([]), packed(["d"]), packed(["d", 1]),
     packed(["d", "1", "a"]), packed(["d", 1, "a", 2]), packed(["d", True, "a"]), packed(["d", 2**63, "a"]),
     packed(["d", 1.5, "a"]), packed(["d", 1, "\ud800"]), packed(["e", 1, "a"]),
     base64.urlsafe_b64encode(b"[" * 100_000).decode(), base64.urlsafe_b64encode(b"\xff\xfe").decode()],
)  # fmt: skip
def test_a_damaged_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidCursor):
        decode(cursor, "d", (int, str))


def test_the_digest_is_of_the_list_and_its_filters() -> None:
    utc = datetime(2024, 1, 1, 12, tzinfo=UTC)
    same = utc.astimezone(timezone(timedelta(hours=5)))
    assert filter_digest("quotes", QuoteFilter(published_from=utc)) == filter_digest(
        "quotes", QuoteFilter(published_from=same)
    )
    assert filter_digest("quotes", QuoteFilter(published_from=utc)) != filter_digest(
        "quotes", QuoteFilter(published_before=utc)
    )
    assert filter_digest("articles", ArticleFilter()) != filter_digest("articles", ArticleFilter(source="None"))


@pytest.mark.parametrize("limit", [0, -1, 1001])
def test_a_limit_has_bounds(limit: int) -> None:
    with pytest.raises(InvalidFilter):
        page_size(limit)
