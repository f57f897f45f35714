"""A running service with a few articles, whose writing takes a key."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from api.operations.services import Services
from api.store import ArticleInput, Database, Scope, keys, upgrade
from attribution.model import text_digest

from ..api.fakes import FakeAttributor

# The fuzzer sends wrong keys all the time, more than one address may.
SERVE = """
import api.http.auth
from api.config import Config
assert api.http.auth.INVALID_KEYS < api.http.auth.ALL_INVALID_KEYS
api.http.auth.INVALID_KEYS = api.http.auth.ALL_INVALID_KEYS = 10**9
from api.serving.server import serve
serve(Config.from_environment(), "tests.api.fakes:attribute")
"""


@dataclass(frozen=True)
class Live:
    """Where the service is, and a key for it."""

    address: str
    key: str
    contract: Path
    contract_3_1: Path


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The service with 25 quotations of one speaker; each module's own, since the fuzzer deletes what it finds."""
    folder = tmp_path_factory.mktemp("live")
    database = Database(folder / "saidby.db")
    upgrade(database)
    for number in range(25):
        text = f"“Day {number} was long,” Ada Byron said."
        assert text_digest(text)
        Services(database, FakeAttributor()).add_article(ArticleInput(text, source=f"Post {number % 3}"))
    with database.writing() as session:
        key = keys.create(session, "clients", [Scope.ADMIN])[1]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    settings = {"SAIDBY_DATABASE": str(folder / "saidby.db"), "SAIDBY_BIND": f"127.0.0.1:{port}"}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE], env={**os.environ, **settings}, stdout=log, stderr=log
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _await(address, folder / "log")
        files = {name: folder / name for name in ("openapi.yaml", "openapi-3.1.json")}
        for name, file in files.items():
            with urllib.request.urlopen(f"{address}/{name}", timeout=20) as response:
                file.write_bytes(response.read())
        yield Live(address, key, files["openapi.yaml"], files["openapi-3.1.json"])
    finally:
        process.terminate()
        process.wait(30)


def _await(address: str, log: Path) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/v1/health", timeout=5) as response:
                assert json.load(response)["status"] == "ok"
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(log.read_text())
