"""Pages contain every item once, in order, and cursors belong to their filters."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from ...conftest import Post, problem


def walk(client: FlaskClient, path: str) -> list[str]:
    """The identifiers of a list, page by page along the Link headers."""
    found: list[str] = []
    seen = set()
    while path not in seen:
        seen.add(path)
        response = client.get(path)
        content = response.get_json()
        found += [item["id"] for item in content["data"]]
        link = re.fullmatch(r'<(/v1/[^>]+)>; rel="next"', response.headers.get("Link", ""))
        assert (link is None) == (content["next_cursor"] is None)
        if link is None:
            return found
        path = link[1]
    raise AssertionError("the pages lead in a circle")


@pytest.mark.parametrize("path", ["/v1/quotes", "/v1/articles", "/v1/speakers", "/v1/sources"])
@pytest.mark.parametrize("limit", [1, 2, 3, 7, 200])
def test_the_pages_contain_everything_once(many: FlaskClient, path: str, limit: int) -> None:
    whole = walk(many, f"{path}?limit=200")
    assert len(whole) == len(set(whole)) >= 7
    assert walk(many, f"{path}?limit={limit}") == whole


def test_the_link_keeps_the_filters(many: FlaskClient) -> None:
    found = walk(many, "/v1/quotes?limit=1&speaker=ada+byron&published_before=2023-06-15&q=first")
    assert len(found) == 5


def test_the_default_is_fifty(client: FlaskClient, post: Post) -> None:
    post("“So,” Ada Byron said. " * 60)
    page = client.get("/v1/quotes").get_json()
    assert len(page["data"]) == 50
    assert page["next_cursor"]


def test_a_cursor_stays_valid_when_articles_arrive(client: FlaskClient, post: Post) -> None:
    for day in range(10, 15):
        post(f"“Day {day},” Ada Byron said.", published_at=f"2023-06-{day}")
    first = client.get("/v1/articles?limit=3").get_json()
    post("“New,” Ada Byron said.", published_at="2024-01-01")
    second = client.get(f"/v1/articles?limit=200&cursor={first['next_cursor']}").get_json()
    assert len({item["id"] for item in first["data"] + second["data"]}) == 5


def test_a_cursor_belongs_to_its_filters(many: FlaskClient) -> None:
    cursor = many.get("/v1/quotes?limit=2&speaker=ada").get_json()["next_cursor"]
    for path in (
        f"/v1/quotes?speaker=bob&cursor={cursor}",
        f"/v1/quotes?cursor={cursor}",
        f"/v1/articles?cursor={cursor}",
    ):
        errors = problem(many.get(path), 400, "invalid-cursor")["errors"]
        assert [error["parameter"] for error in errors] == ["cursor"]


@pytest.mark.parametrize("cursor", ["x", "0", "AAAA", "e30", "W10", "bnVsbA", "%F0%9F%8E%BB", "eyJrIjpbMV19"])
@pytest.mark.parametrize("path", ["/v1/quotes", "/v1/articles", "/v1/speakers", "/v1/sources"])
def test_a_damaged_cursor_is_rejected(many: FlaskClient, path: str, cursor: str) -> None:
    problem(many.get(f"{path}?cursor={cursor}"), 400, "invalid-cursor")
