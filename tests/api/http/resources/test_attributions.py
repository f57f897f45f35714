"""Attributions return the engine's record and store nothing."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from attribution import text_digest, to_record

from ...conftest import ADA, problem
from ...fakes import attribute


def test_the_response_is_the_record(client: FlaskClient) -> None:
    answer = client.post("/v1/attributions", json={"text": ADA})
    assert answer.status_code == 200
    assert answer.get_json() == {
        "text_sha256": text_digest(ADA),
        "quotations": [to_record(quotation) for quotation in attribute(ADA)],
    }
    assert list(answer.get_json()["quotations"][0]) == list(to_record(attribute(ADA)[0]))


def test_nothing_is_stored(client: FlaskClient) -> None:
    client.post("/v1/attributions", json={"text": ADA})
    for path in ("articles", "quotes", "speakers", "sources"):
        assert client.get(f"/v1/{path}").get_json()["data"] == []


def test_a_text_without_quotations(client: FlaskClient) -> None:
    assert client.post("/v1/attributions", json={"text": "Nothing."}).get_json()["quotations"] == []


@pytest.mark.parametrize("path", ["/v1/attributions", "/v1/articles"])
def test_html_is_rejected(client: FlaskClient, path: str) -> None:
    answer = client.post(path, json={"text": "<p>“We stay,” said <b>Ana Ivers</b>.</p>"})
    assert "he text is HTML or XML" in problem(answer, 422, "invalid-text")["detail"]
    assert client.post(path, json={"text": "“Tom &amp; I <3 it,” Ivers said."}).status_code in (200, 201)
