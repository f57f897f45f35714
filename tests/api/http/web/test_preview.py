"""The preview of a speaker."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from ...conftest import send


def test_a_preview_is_a_page_that_may_be_framed_and_loads_nothing(client: FlaskClient) -> None:
    send(client, "“<b>No</b>,” Bo Ek said.")
    identifier = client.get("/v1/speakers").get_json()["data"][0]["id"]
    page = client.get(f"/reconcile/preview/{identifier}")
    assert page.mimetype == "text/html"
    assert page.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors *"
    assert "<dt>Kind</dt><dd>Person</dd>" in page.text
    assert re.search("<dt>Quotations</dt><dd><data[^>]*>1</data></dd>", page.text)
    assert "<dt>Printed as</dt><dd>Bo Ek</dd>" in page.text
    assert "&lt;b&gt;No&lt;/b&gt;" in page.text


def test_there_is_no_preview_of_nobody(client: FlaskClient) -> None:
    assert client.get("/reconcile/preview/nobody").status_code == 404
