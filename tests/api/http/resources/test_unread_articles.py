"""Articles that the engine could not read, over HTTP."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from api.engine_pool import EngineBusy, EngineCrashed, EngineCrowded, EngineFailed, EngineTimeout

from ...conftest import ADA, Post, problem
from ...fakes import FakeAttributor


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (EngineFailed("KeyError: 3"), "failed"),
        (EngineCrashed("died"), "crashed"),
        (EngineTimeout("too long"), "timed_out"),
    ],
)
def test_an_article_on_which_the_engine_fails_is_stored_and_marked(
    client: FlaskClient, attributor: FakeAttributor, post: Post, error: Exception, reason: str
) -> None:
    attributor.error = error
    response = post()
    assert response.status_code == 201
    article = response.get_json()
    assert (article["text"], article["quotations"], article["quote_count"]) == (ADA, [], 0)
    assert article["unread"] == {"reason": reason, "engine": "1.0+one"}
    assert client.get(response.headers["Location"]).get_json() == article
    problem(client.post("/v1/attributions", json={"text": ADA}), 500, "engine-failed")


def test_it_is_listed_as_unread_until_a_newer_engine_reads_it(
    client: FlaskClient, attributor: FakeAttributor, post: Post
) -> None:
    read = post("“Fine,” Bob Stone said.").get_json()
    attributor.error = EngineCrashed("died")
    unread = post().get_json()

    def listed(query: str) -> list[str]:
        return [article["id"] for article in client.get(f"/v1/articles{query}").get_json()["data"]]

    assert (listed("?unread=true"), listed("?unread=false")) == ([unread["id"]], [read["id"]])
    attributor.error, attributor.calls = None, 0
    assert post().get_json()["unread"] == unread["unread"]
    assert attributor.calls == 0
    attributor.engine = "1.0+two"
    response = post()
    assert (response.status_code, response.get_json()["unread"], response.get_json()["quote_count"]) == (200, None, 2)
    assert (listed("?unread=true"), len(listed("?unread=false"))) == ([], 2)


def test_a_client_can_request_another_attempt(client: FlaskClient, attributor: FakeAttributor, post: Post) -> None:
    attributor.error = EngineCrashed("died")
    post()
    attributor.error = None
    response = client.post("/v1/articles?reread=true", json={"text": ADA})
    assert (response.status_code, response.get_json()["unread"], response.get_json()["quote_count"]) == (200, None, 2)


@pytest.mark.parametrize("query", ["?reread=yes", "?reread=", "?again=true"])
def test_an_invalid_query_is_rejected(client: FlaskClient, query: str) -> None:
    response = client.post(f"/v1/articles{query}", json={"text": ADA})
    assert response.status_code == 400
    problem(client.get(f"/v1/articles{query.replace('reread', 'unread')}"), 400, "invalid-parameter")


@pytest.mark.parametrize(
    ("error", "status", "name"),
    [(EngineBusy("all at work"), 503, "unavailable"), (EngineCrowded("too many of yours"), 429, "too-many-requests")],
)
def test_nothing_is_stored_if_the_engine_is_busy(
    client: FlaskClient, attributor: FakeAttributor, post: Post, error: Exception, status: int, name: str
) -> None:
    attributor.error = error
    response = post()
    problem(response, status, name)
    assert int(response.headers["Retry-After"]) > 0
    assert client.get("/v1/articles").get_json()["data"] == []


def test_the_engine_knows_the_client_and_whether_it_is_connected(
    client: FlaskClient, attributor: FakeAttributor
) -> None:
    gone = [False]
    environment = {"REMOTE_ADDR": "2001:db8:1:2::3", "saidby.client_gone": lambda: gone[0]}
    client.post("/v1/attributions", json={"text": ADA}, environ_overrides=environment)
    assert attributor.requester.caller == "address 2001:db8:1:2::/64"
    assert not attributor.requester.gone()
    gone[0] = True
    assert attributor.requester.gone()
    client.post("/v1/attributions", json={"text": ADA})
    assert attributor.requester.caller == "address 127.0.0.1"
    assert not attributor.requester.gone()
