"""An article's members are validated alike in files and requests, with the same messages."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.http.members import InvalidMembers, article
from api.store import ArticleInput


def test_an_article_is_created_from_its_members() -> None:
    given = {
        "text": "A.",
        "source": "🗞️",
        "published_at": "2025-03-04T12:00:00+01:00",
        "byline": "Bo Orr",
        "title": None,
    }
    moment = datetime(2025, 3, 4, 11, tzinfo=UTC)
    assert article(given) == ArticleInput("A.", source="🗞️", published_at=moment, byline="Bo Orr")


WRONG: list[dict[str, Any]] = [
    {},
    {"text": 1},
    {"text": ""},
    {"text": "A\0"},
    {"text": "A\ud800"},
    {"text": "A.", "publisher": "Post"},
    {"text": "A.", "Source": "Post", "": 1},
    {"text": "A.", "source": True},
    {"text": "A.", "source": " "},
    {"text": "A.", "source": "a" * 201},
    {"text": "A.", "title": ["T"]},
    {"text": "A.", "title": "a" * 1001},
    {"text": "A.", "byline": "a" * 1001},
    {"text": "A.", "url": "ftp://a.example/"},
    {"text": "A.", "published_at": "20250304"},
    {"text": "A.", "published_at": 1687132800},
]


@pytest.mark.parametrize("members", WRONG, ids=lambda members: str(members)[:40])
def test_error_messages_equal_those_of_the_api(client: FlaskClient, members: dict[str, Any]) -> None:
    with pytest.raises(InvalidMembers) as caught:
        article(members)
    errors = client.post("/v1/articles", data=json.dumps(members), content_type="application/json").get_json(
        force=True
    )["errors"]
    assert errors
    for error in errors:
        name = error["pointer"].removeprefix("#/")
        shown = name or '""'
        assert f"{shown}: {error['detail']}" in str(caught.value)


def test_an_unknown_member_is_rejected_with_a_list_of_known_ones(client: FlaskClient) -> None:
    (error,) = client.post("/v1/articles", json={"text": "A.", "publisher": "P"}).get_json(force=True)["errors"]
    assert error == {
        "pointer": "#/publisher",
        "detail": "There is no such member; known are: byline, mended, published_at, source, text, title, url.",
    }


def test_an_unknown_name_cannot_break_its_line() -> None:
    with pytest.raises(InvalidMembers) as caught:
        article({"text": "A.", "a\n\x1b[31mb": 1})
    assert str(caught.value).isprintable()
