"""The service's health."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_health(client: FlaskClient) -> None:
    health = client.get("/v1/health").get_json()
    assert health["status"] == "ok"
    assert health["version"]
