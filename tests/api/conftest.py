"""An application on an empty archive, with a deterministic fake engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api import create_app
from api.config import Config
from api.store import Database

from ..conftest import NewArchive
from .fakes import FakeAttributor

Post = Callable[..., TestResponse]

ADA = "“We shall see,” Ada Byron said. “It rains.”"
BOB = "“Nothing is agreed,” Bob Stone said. “Trade first,” Ada Byron said."


@pytest.fixture
def attributor() -> FakeAttributor:
    return FakeAttributor()


@pytest.fixture
def config(archive_address: str) -> Config:
    return Config(database=archive_address, max_body=100_000)


@pytest.fixture
def database(archive_address: str) -> Iterator[Database]:
    """An empty, migrated archive."""
    database = Database(archive_address, write_timeout=10)
    yield database
    database.close()


@pytest.fixture
def app(config: Config, attributor: FakeAttributor) -> Iterator[Flask]:
    with application(config, attributor) as made:
        yield made


@contextmanager
def application(config: Config, attributor: FakeAttributor) -> Iterator[Flask]:
    """An application, closed at the end of the block."""
    made = create_app(config, attributor)
    yield made
    made.extensions["saidby"].database.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def post(client: FlaskClient) -> Post:
    """A function that posts an article."""
    return partial(send, client)


def send(client: FlaskClient, text: str = ADA, **members: Any) -> TestResponse:
    """The answer to an article."""
    return client.post("/v1/articles", json={"text": text, **members})


@pytest.fixture(scope="session")
def archive(lasting_archive: NewArchive) -> Iterator[FlaskClient]:
    """A client of an archive with three articles, shared by all tests: read only."""
    with application(Config(database=lasting_archive()), FakeAttributor()) as made:
        client = made.test_client()
        send(
            client,
            ADA,
            source="Morning Post",
            published_at="2023-06-18T23:30:00Z",
            title="Rain",
            url="https://a.example/1",
        )
        send(client, BOB, source="Al Jazeera", published_at="2023-06-19", title="Talks")
        send(client, "“Undated,” Carl Drake said.", title="No date, no source")
        yield client


@pytest.fixture(scope="session")
def many(lasting_archive: NewArchive) -> Iterator[FlaskClient]:
    """A client of an archive with 14 quotations in seven articles of seven sources: read only."""
    with application(Config(database=lasting_archive()), FakeAttributor()) as made:
        client = made.test_client()
        for number in range(7):
            text = f"“First {number},” Ada Byron said. “Second {number},” Bob Number{number}x said."
            send(client, text, source=f"Source {number}", published_at=f"2023-06-1{number}")
        yield client


def problem(response: TestResponse, status: int, name: str) -> dict[str, Any]:
    """The problem in a response, which must have this status and type."""
    assert response.status_code == status, response.text
    assert response.content_type == "application/problem+json"
    content = response.get_json(force=True)
    assert content["status"] == status
    assert content["type"] == f"/docs#problem-{name}"
    assert content["title"]
    assert content["detail"]
    return dict(content)
