"""Host names, proxies and pages of other origins: what each may do without a key."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder, run_wsgi_app

from api.config import Config
from api.operations.services import Services
from api.store import Scope, keys

from ..conftest import ADA, application, problem
from ..fakes import FakeAttributor

OTHERS = ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "0.0.0.0:8000", "192.0.2.7", "127.1"]
MALFORMED = ["a b", 'a"><script>', "localhost/", "localhost,evil.example", "localhost:port", "me@localhost", "[::1", ""]
PROXIES = [
    "Via", "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Server", "X-Real-IP",
    "True-Client-IP", "CF-Connecting-IP", "CF-Ray", "CDN-Loop", "X-Client-IP", "X-Cluster-Client-IP",
    "Fastly-Client-IP", "Fly-Client-IP", "X-Envoy-External-Address", "X-Amzn-Trace-Id", "X-Azure-ClientIP",
    "X-Original-URL", "X-Varnish", "X-Cloud-Trace-Context",
]  # fmt: skip


def store(client: FlaskClient, **options: Any) -> Any:
    return client.post("/v1/articles", json={"text": ADA}, **options)


@pytest.mark.parametrize("host", OTHERS)
@pytest.mark.parametrize("path", ["/v1/quotes", "/v1/health", "/docs", "/openapi.json", "/nothing", "//v1/quotes"])
def test_a_local_service_serves_no_other_host(archive: FlaskClient, host: str, path: str) -> None:
    problem(archive.get(path, headers={"Host": host}), 421, "misdirected-request")


@pytest.mark.parametrize("host", OTHERS)
def test_no_writing_under_another_host_name(client: FlaskClient, host: str) -> None:
    problem(store(client, headers={"Host": host}), 421, "misdirected-request")
    assert client.get("/v1/articles").get_json()["data"] == []


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:8000", "localhost.", "127.0.0.1", "127.9.8.7:1", "[::1]:8000", "[::ffff:127.0.0.1]"],
)
def test_every_name_of_this_machine_is_served(client: FlaskClient, host: str) -> None:
    assert client.get("/v1/quotes", headers={"Host": host}).status_code == 200
    assert store(client, headers={"Host": host}).status_code == 201


@pytest.mark.parametrize("host", MALFORMED)
def test_an_invalid_host_is_400(client: FlaskClient, host: str) -> None:
    problem(client.get("/v1/quotes", environ_overrides={"HTTP_HOST": host}), 400, "malformed-request")


def without_host(app: Flask, protocol: str, method: str = "GET") -> int:
    """The status of the response to a request without a host."""
    environ = EnvironBuilder("/v1/articles", method=method, json={"text": ADA}).get_environ()
    del environ["HTTP_HOST"]
    status = run_wsgi_app(app, {**environ, "REMOTE_ADDR": "127.0.0.1", "SERVER_PROTOCOL": protocol})[1]
    return int(status[:3])


def test_only_http_1_0_may_omit_the_host_and_then_not_write(app: Flask) -> None:
    assert without_host(app, "HTTP/1.1") == 400
    assert without_host(app, "HTTP/1.0") == 200
    assert without_host(app, "HTTP/1.0", "POST") == 401


def test_the_request_target_may_name_a_host(client: FlaskClient) -> None:
    target = {"RAW_URI": "http://evil.example/v1/quotes"}
    problem(client.get("/v1/quotes", environ_overrides=target), 421, "misdirected-request")
    assert client.get("/v1/quotes", environ_overrides={"RAW_URI": "http://localhost:5/v1/quotes"}).status_code == 200
    other = {"RAW_URI": "ftp://localhost/v1/quotes"}
    problem(client.get("/v1/quotes", environ_overrides=other), 400, "malformed-request")


@pytest.mark.parametrize("header", PROXIES)
def test_forwarded_requests_need_a_key_to_write(app: Flask, header: str) -> None:
    problem(store(app.test_client(), headers={header: "x"}), 401, "unauthorized")
    assert app.test_client().get("/metrics", headers={header: "x"}).status_code == 401
    assert app.test_client().get("/metrics").status_code == 200


def test_http_1_0_is_a_sign_of_a_proxy(client: FlaskClient) -> None:
    problem(store(client, environ_overrides={"SERVER_PROTOCOL": "HTTP/1.0"}), 401, "unauthorized")


FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost:3000"},
    {"Origin": "http://[bad"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_pages_of_other_origins_can_neither_write_nor_use_the_engine(
    app: Flask, attributor: FakeAttributor, headers: dict[str, str]
) -> None:
    client = app.test_client()
    for path in ("/v1/articles", "/v1/attributions"):
        problem(client.post(path, json={"text": ADA}, headers=headers), 403, "forbidden")
    assert attributor.calls == 0
    assert client.get("/v1/articles", headers=headers).get_json()["data"] == []
    services: Services = app.extensions["saidby"]
    with services.database.writing() as session:
        secret = keys.create(session, "test", [Scope.INGEST])[1]
    assert store(client, headers={**headers, "X-API-Key": secret}).status_code == 201


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "https://localhost:443"},
        {"Sec-Fetch-Site": "none"},
    ],
    ids=str,
)
def test_the_services_own_page_can_write(client: FlaskClient, headers: dict[str, str]) -> None:
    assert store(client, headers=headers).status_code == 201


def test_further_host_names_can_be_configured(config: Config, attributor: FakeAttributor) -> None:
    named = replace(config, hosts="News.Example, other.example,")
    with application(named, attributor) as app:
        client = app.test_client()
        for host in ("news.example", "NEWS.example:8443", "other.example.", "localhost"):
            assert client.get("/v1/quotes", headers={"Host": host}).status_code == 200
        problem(client.get("/v1/quotes", headers={"Host": "evil.example"}), 421, "misdirected-request")
        problem(store(client, headers={"Host": "news.example"}), 401, "unauthorized")
        assert store(client).status_code == 201


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"bind": "0.0.0.0:8000"}, 200),
        ({"bind": "0.0.0.0:8000", "hosts": "news.example"}, 421),
        ({"proxies": 1}, 200),
        ({"proxies": 1, "hosts": "news.example"}, 421),
        ({"bind": "localhost:8000"}, 421),
    ],
    ids=str,
)
def test_which_services_serve_any_host(
    config: Config, attributor: FakeAttributor, changes: dict[str, Any], status: int
) -> None:
    with application(replace(config, **changes), attributor) as app:
        client = app.test_client()
        assert client.get("/v1/quotes", headers={"Host": "evil.example"}).status_code == status
        assert store(client, headers={"Host": "evil.example"}).status_code in (401, 421)


def test_the_original_host_is_checked_behind_a_proxy(config: Config, attributor: FakeAttributor) -> None:
    proxied = replace(config, proxies=1, hosts="news.example")
    with application(proxied, attributor) as app:
        client = app.test_client()
        ask = {"Host": "127.0.0.1:8000", "X-Forwarded-Host": "news.example", "X-Forwarded-Proto": "https"}
        assert client.get("/v1/quotes", headers=ask).status_code == 200
        for headers in ({**ask, "Host": "evil.example"}, {**ask, "X-Forwarded-Host": "evil.example"}):
            problem(client.get("/v1/quotes", headers=headers), 421, "misdirected-request")
        bad = {**ask, "X-Forwarded-Proto": "javascript"}
        problem(client.get("/v1/quotes", headers=bad), 400, "malformed-request")
