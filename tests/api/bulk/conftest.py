"""Small shards, so that small corpora have several."""

from __future__ import annotations

import pytest

from api.bulk import shards


@pytest.fixture
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten records in a shard."""
    monkeypatch.setattr(shards, "RECORDS", 10)
