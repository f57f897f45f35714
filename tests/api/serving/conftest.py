"""A server for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ...waiting import eventually
from .running import Running, free_port, start


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def server(tmp_path: Path, port: int) -> Iterator[Running]:
    running = start(tmp_path, port)
    assert eventually(running.answers), running.log.read_text()
    yield running
    running.process.kill()
    running.process.wait()
