"""Slow and fast clients follow the change feed of a real server during writes, and end up with a true copy."""

from __future__ import annotations

import threading
from typing import Any

from benchmarks.changes.copies import ByChanges, Client
from benchmarks.changes.load import Writer

from .running import Running

SECONDS = 5.0


def test_copies_equal_the_archive_after_concurrent_writes(server: Running) -> None:
    client = Client(server.address)
    first = Writer(client, 0, 0)
    for _ in range(20):
        first.add()
    speaker = next(record["speaker"]["id"] for record in client.archive().values())
    filters: list[dict[str, Any]] = [
        {}, {"speaker": speaker}, {"source": "Al Jazeera"}, {"published_from": "2024-06-01"}, {"type": "direct"},
    ]  # fmt: skip
    copies = [ByChanges(client, pause=0.15, size=20, **given) for given in filters]
    copies += [ByChanges(client, pause=0.01, size=7), ByChanges(client, pause=0.5, size=50, speaker=speaker)]
    followers = [threading.Thread(target=copy.run) for copy in copies]
    writers = [Writer(client, seed, SECONDS) for seed in (1, 2)]
    for thread in (*followers, *writers):
        thread.start()
    for writer in writers:
        writer.join()
    for copy in copies:
        copy.over.set()
    for follower in followers:
        follower.join(120)
    assert all(writer.writes > 3 for writer in writers)
    for copy in copies:
        assert copy.pages > 3
        assert copy.kept == client.archive(**copy.filters)
    numbers = [change["number"] for change in client.json("/v1/changes", limit=200)["data"]]
    assert numbers == sorted(numbers)
