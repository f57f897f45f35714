"""Full, read-only and damaged archives over HTTP: distinct problems, and reported by the health check."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api import create_app
from api.config import Config
from api.store import Database

from .conftest import ADA, BOB, application, problem, send
from .fakes import FakeAttributor
from .store.mounting import as_nobody, fill, public_folder, read_only, small_disk

Made = Callable[[Path], FlaskClient]


@pytest.fixture
def made(empty_file: Path) -> Iterator[Made]:
    """A function that creates a client of an archive with one article; other machines may reach the service."""
    open_ones = []

    def make(folder: Path) -> FlaskClient:
        config = Config(database=str(folder / "saidby.db"), read_rate=1000, write_rate=1000, reading="open")
        shutil.copy(empty_file, config.database)
        block = application(config, FakeAttributor())
        app = block.__enter__()
        open_ones.append(block)
        client = app.test_client()
        assert send(client, ADA, source="Post").status_code == 201
        return client

    yield make
    for block in open_ones:
        block.__exit__(None, None, None)


def health(client: FlaskClient) -> tuple[str, str]:
    response = client.get("/v1/health")
    assert response.status_code == 200
    (part,) = (part for part in response.json["parts"] if part["name"] == "database")
    assert (part["detail"] is None) == (part["status"] == "ok")
    assert client.get("/v1/health/ready").json["status"] == response.json["status"]
    return response.json["status"], part["status"]


def test_a_full_disk(made: Made, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        client = made(disk)
        assert health(client) == ("ok", "ok")
        filler = fill(disk)
        quote = client.get("/v1/quotes").json["data"][0]
        article = quote["article"]["id"]
        requests = (
            lambda: client.post("/v1/articles", json={"text": BOB + " word" * 20_000}),
            lambda: client.delete(f"/v1/articles/{article}", headers={"If-Match": "*"}),
        )
        refused = [request() for request in requests]
        assert {response.status_code for response in refused} <= {204, 507}
        detail = problem(refused[0], 507, "insufficient-storage")["detail"]
        assert "no disk space" in detail
        assert "Retry-After" in refused[0].headers
        assert health(client) == ("degraded", "full")
        assert client.get("/v1/quotes").status_code == 200
        assert client.post("/v1/attributions", json={"text": ADA}).status_code == 200
        filler.unlink()
        assert requests[0]().status_code == 201
        assert health(client) == ("ok", "ok")


def test_a_read_only_archive(empty_file: Path, tmp_path: Path) -> None:
    config = Config(database=str(tmp_path / "disk" / "saidby.db"))
    limited = replace(config, read_rate=1000, write_rate=1000)
    with small_disk(tmp_path / "disk") as disk:
        shutil.copy(empty_file, config.database)
        with application(config, FakeAttributor()) as app:
            send(app.test_client(), ADA, source="Post")
        with read_only(disk):
            app = create_app(limited, FakeAttributor())
            refuses_writes_and_answers_reads(app.test_client())
            app.extensions["saidby"].database.close()
        assert send(create_app(config, FakeAttributor()).test_client(), BOB).status_code == 201


def refuses_writes_and_answers_reads(client: FlaskClient) -> None:
    assert health(client) == ("degraded", "read_only")
    quote = client.get("/v1/quotes").json["data"][0]
    article, match = quote["article"]["id"], {"If-Match": "*"}
    for path in ("/v1/quotes/facets", f"/v1/quotes/{quote['id']}", f"/v1/articles/{article}", "/v1/speakers",
                 "/v1/sources", "/v1/deletions", f"/v1/articles/{article}/revisions", "/v1/quotes?q=see"):  # fmt: skip
        assert client.get(path).status_code == 200, path
    assert client.get("/v1/quotes", headers={"Accept": "application/x-ndjson"}).text.count("\n") == 2
    assert client.post("/v1/attributions", json={"text": ADA}).status_code == 200
    speaker = quote["speaker"]["id"]
    for response in (
        send(client, BOB),
        send(client, ADA, source="Post", title="Another title"),
        client.patch(f"/v1/articles/{article}", json={"title": "T"}, headers=match),
        client.delete(f"/v1/articles/{article}", headers=match),
        client.patch(f"/v1/quotes/{quote['id']}", json={"speaker": None, "by": "a", "why": "b"}, headers=match),
        client.post(f"/v1/speakers/{speaker}/split", json={"article_ids": [article], "by": "a", "why": "b"}),
    ):
        problem(response, 403, "read-only")


def test_an_archive_of_another_user(empty_file: Path) -> None:
    with public_folder() as folder:
        config = Config(database=str(folder / "saidby.db"), read_rate=1000, write_rate=1000)
        shutil.copy(empty_file, config.database)
        with application(config, FakeAttributor()) as app:
            send(app.test_client(), ADA, source="Post")
        folder.chmod(0o755)
        for file in folder.iterdir():
            file.chmod(0o644)

        def serve() -> None:
            refuses_writes_and_answers_reads(create_app(config, FakeAttributor()).test_client())

        as_nobody(serve)


def test_a_damaged_archive(made: Made, tmp_path: Path) -> None:
    client = made(tmp_path)
    for number in range(20):
        send(client, f"{ADA} {number}")
    os.truncate(tmp_path / "saidby.db", (tmp_path / "saidby.db").stat().st_size // 8192 * 4096)
    problem(client.get("/v1/quotes"), 503, "archive-unreadable")
    (fault,) = problem(client.get("/v1/health"), 503, "unavailable")["errors"]
    assert fault["part"] == "database"
    problem(send(client, BOB), 503, "archive-unreadable")


def test_a_file_that_is_no_archive(made: Made, tmp_path: Path) -> None:
    client = made(tmp_path)
    database = Database(tmp_path / "saidby.db")
    for suffix in ("", "-wal", "-shm"):
        database.sibling(suffix).unlink(missing_ok=True)
    database.path.write_text("not a database\n" * 100)
    problem(client.get("/v1/quotes"), 503, "archive-unreadable")
    (fault,) = problem(client.get("/v1/health"), 503, "unavailable")["errors"]
    assert fault["part"] == "database"
