"""Subscriptions over HTTP: created with a secret, listed without it, deleted."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from ...conftest import problem

RECEIVER = "https://desk.example/hook"


def create(client: FlaskClient, **members: Any) -> Any:
    body = json.dumps({"url": RECEIVER, **members})
    return client.post("/v1/subscriptions", data=body, content_type="application/json")


def test_a_subscription_is_created_with_a_secret_that_is_shown_once(client: FlaskClient) -> None:
    response = create(client, query="type=direct&type=mixed&min_confidence=0.5")
    assert response.status_code == 201
    created = response.get_json()
    assert created["secret"].startswith("whsec_")
    shown = client.get(response.headers["Location"]).get_json()
    assert shown == {name: value for name, value in created.items() if name != "secret"}
    assert client.get("/v1/subscriptions").get_json() == {"data": [shown]}
    assert client.get(f"{response.headers['Location']}/dead-letters").get_json() == {"data": [], "next_cursor": None}
    assert client.delete(response.headers["Location"]).status_code == 204
    problem(client.get(response.headers["Location"]), 404, "not-found")


@pytest.mark.parametrize(
    "members",
    [
        {"query": "speker=Ada"},
        {"query": "speaker=Ada+Byron"},  # a name may mean somebody else later
        {"query": "type=none"},
        {"query": "q=a&q=b"},
        {"query": "q=%00"},
        {"query": "limit=5"},
        {"query": "\ud800"},
        {"query": 5},
        {"url": "ftp://desk.example"},
        {"url": "no url"},
        {"url": None},
        {"more": 1},
    ],
)
def test_a_bad_subscription_is_rejected(client: FlaskClient, members: dict[str, Any]) -> None:
    problem(create(client, **members), 422, "invalid-body")
    assert client.get("/v1/subscriptions").get_json() == {"data": []}
