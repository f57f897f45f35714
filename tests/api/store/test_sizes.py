"""Sizes of an archive, and that measuring them does not read the articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.store import ArticleInput, Database, Unread, UnreadReason, upgrade
from api.store.articles import articles
from api.store.articles.validation import validate
from api.store.sizes import measure

from ..fakes import attribute

pytestmark = pytest.mark.sqlite


def test_everything_is_counted_from_indexes(tmp_path: Path) -> None:
    database = Database(tmp_path / "saidby.db")
    upgrade(database)
    with database.writing() as session:
        for number in range(3):
            text = f"“First {number},” Ada Byron said. “Second {number}.”"
            articles.add(session, validate(ArticleInput(text)), attribute(text))
        articles.add(session, validate(ArticleInput("Nothing.")), Unread(UnreadReason.FAILED, "engine"))
    with database.snapshot() as reader:
        sizes = measure(reader, database)
        assert (sizes.articles, sizes.unread, sizes.quotes) == (4, 1, 6)
        assert sizes.bytes == database.path.stat().st_size
        assert sizes.free_bytes > 0
        for condition in ("", " WHERE unread_reason IS NOT NULL"):
            plan = reader.execute(f"EXPLAIN QUERY PLAN SELECT count(*) FROM article{condition}").fetchall()
            assert "INDEX" in plan[0][3]
    database.close()
