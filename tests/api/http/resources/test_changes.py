"""GET /v1/changes: start from a list or from nothing, follow, and learn when to start over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.store import Database
from api.store.changes import positions
from api.store.changes.trimming import trim

from ...conftest import ADA, BOB, Post, problem


def ask(client: FlaskClient, **query: Any) -> dict[str, Any]:
    answer = client.get("/v1/changes", query_string=query)
    assert answer.status_code == 200, answer.text
    return dict(answer.get_json())


def test_an_empty_archive_has_no_changes(client: FlaskClient) -> None:
    assert ask(client) == {"data": [], "next_since": "0", "more": False, "latest": 0}
    assert client.get("/v1/quotes").headers["Saidby-Since"] == "0"


def test_from_the_beginning_everything_in_the_list_is_added(client: FlaskClient, post: Post) -> None:
    post(ADA, source="Post", title="Rain")
    page = ask(client, include=["article", "evidence"])
    listed = client.get("/v1/quotes?include=article&include=evidence").get_json()["data"]
    assert [(change["number"], change["kind"], change["before"]) for change in page["data"]] == [(1, "added", None)] * 2
    assert [change["after"] for change in page["data"]] == listed
    assert "evidence" not in ask(client)["data"][0]["after"]


def test_pages_continue_within_a_commit(client: FlaskClient, post: Post) -> None:
    post(BOB)
    first = ask(client, limit=1)
    second = ask(client, limit=1, since=first["next_since"])
    assert (first["more"], second["more"]) == (True, False)
    assert second["next_since"] == client.get("/v1/quotes").headers["Saidby-Since"]
    assert {first["data"][0]["id"], second["data"][0]["id"]} == {
        quote["id"] for quote in client.get("/v1/quotes").get_json()["data"]
    }
    assert ask(client, since=second["next_since"]) == second | {"data": []}


@pytest.mark.parametrize("accept", ["application/json", "application/x-ndjson", "text/csv", "application/ld+json"])
def test_each_representation_of_the_list_says_where_to_continue(client: FlaskClient, post: Post, accept: str) -> None:
    post(ADA)
    since = client.get("/v1/quotes", headers={"Accept": accept}).headers["Saidby-Since"]
    article = post(BOB).get_json()["id"]
    client.delete(f"/v1/articles/{article}", headers={"If-Match": "*"})
    page = ask(client, since=since)
    assert [change["kind"] for change in page["data"]] == ["added", "added", "deleted", "deleted"]
    assert [change["after"] for change in page["data"][2:]] == [None, None]
    assert [change["before"]["text"] for change in page["data"][2:]] == ["Nothing is agreed,", "Trade first,"]


def test_a_correction_moves_a_quotation_between_filters(client: FlaskClient, post: Post) -> None:
    quotes = post(BOB).get_json()["quotations"]
    bob, ada = quotes[0]["speaker"]["id"], quotes[1]["speaker"]["id"]
    since = client.get("/v1/quotes").headers["Saidby-Since"]
    correction = {"speaker": {"id": ada}, "by": "a tester", "why": "she said so"}
    answer = client.patch(f"/v1/quotes/{quotes[0]['id']}", json=correction, headers={"If-Match": "*"})
    assert answer.status_code == 200, answer.text
    left, came = ask(client, since=since, speaker=bob)["data"], ask(client, since=since, speaker=ada)["data"]
    assert [(change["kind"], change["id"]) for change in left] == [("deleted", quotes[0]["id"])]
    assert [(change["kind"], change["id"]) for change in came] == [("added", quotes[0]["id"])]
    assert left[0]["before"]["speaker"]["id"] == bob
    assert left[0]["after"]["speaker"]["id"] == ada


@pytest.mark.parametrize("since", ["1", "-1", "x", "1-0123456", "01-01234567", "1-01234567-", "1-01234567 "])
def test_a_malformed_since_is_an_error(client: FlaskClient, since: str) -> None:
    content = problem(client.get("/v1/changes", query_string={"since": since}), 400, "invalid-parameter")
    assert "since" in content["detail"].lower()


@pytest.mark.parametrize(
    "query", ["updated_since=2024-01-01", "sort=relevance", "cursor=x", "include=total", "limit=0"]
)
def test_parameters_that_only_the_list_has_are_errors(client: FlaskClient, query: str) -> None:
    problem(client.get(f"/v1/changes?{query}"), 400, "invalid-parameter")


def test_a_speakers_name_is_not_accepted_as_identifier(client: FlaskClient) -> None:
    assert "identifier" in problem(client.get("/v1/changes?speaker=blinken"), 400, "invalid-parameter")["detail"]


@pytest.mark.sqlite
def test_a_restored_archive_is_detected(app: Flask, client: FlaskClient, post: Post, tmp_path: Path) -> None:
    post(ADA)
    database = app.extensions["saidby"].database
    earlier = database.path.read_bytes()
    post(BOB)
    ahead = ask(client)["next_since"]
    database.close()
    for name in ("-wal", "-shm"):
        database.path.with_name(database.path.name + name).unlink(missing_ok=True)
    replacement = tmp_path / "earlier.db"
    replacement.write_bytes(earlier)
    replacement.replace(database.path)
    assert (
        "older archive was restored" in problem(client.get(f"/v1/changes?since={ahead}"), 410, "changes-gone")["detail"]
    )
    post("“Another,” Carl Drake said.")
    assert ask(client)["next_since"].partition("-")[0] == ahead.partition("-")[0]
    assert (
        "older archive was restored" in problem(client.get(f"/v1/changes?since={ahead}"), 410, "changes-gone")["detail"]
    )


def test_a_trimmed_since_is_gone(app: Flask, client: FlaskClient, post: Post) -> None:
    post(ADA)
    early = ask(client)["next_since"]
    for number in range(3):
        post(f"“Number {number},” Carl Drake said.")
    database: Database = app.extensions["saidby"].database
    trim(database, keep=1)
    assert "no longer covers" in problem(client.get(f"/v1/changes?since={early}"), 410, "changes-gone")["detail"]
    assert len(ask(client, since=positions.BEGINNING)["data"]) == 5
