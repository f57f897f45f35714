"""Trimming: the feed forgets how quotations were, and from its beginning still adds up to the archive."""

from __future__ import annotations

import pytest

from api.operations import replication
from api.store import ChangesGone, Database, QuoteFilter
from api.store.articles import articles
from api.store.changes import positions
from api.store.changes.trimming import trim

from ..building import keep
from .followers import Follower
from .motion import Motion


def test_what_is_left_adds_up_to_the_archive_and_who_is_beyond_goes_on(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    motion = Motion(database, 11, monkeypatch)
    near = Follower(motion, QuoteFilter(), 5)
    for step in range(40):
        motion.step()
        while step < 35 and near.read():
            pass
    with database.snapshot() as reader:
        last = positions.latest(reader).last
        (since,) = reader.execute(
            "SELECT last FROM change_commit WHERE number = ?", (near.since.split("-")[0],)
        ).fetchone()
    assert trim(database, keep=last - since + 1) > 0
    begun = Follower(motion, QuoteFilter(), 5)
    for follower in (near, begun):
        while follower.read():
            pass
        with database.snapshot() as reader:
            assert follower.copy == motion.now(reader)
            assert follower.since == positions.now(reader)


def test_who_was_not_so_far_or_in_the_midst_of_what_was_trimmed_is_told(database: Database) -> None:
    for content in ("One", "Two", "Three"):
        keep(database, content, url="https://a.example")
    every = QuoteFilter()
    early = replication.changes(database, every, positions.BEGINNING, 1).next_since
    midst = replication.changes(database, every, early, 1).next_since
    late = replication.changes(database, every, positions.BEGINNING, 50).next_since
    assert midst.count("-") == 2
    trim(database, keep=2)
    for since in (early, midst):
        with pytest.raises(ChangesGone):
            replication.changes(database, every, since, 1)
    assert replication.changes(database, every, late, 50).items == ()


def test_trimming_everything_keeps_the_numbers_going(database: Database) -> None:
    article = keep(database)
    with database.writing() as session:
        articles.delete(session, article.id)
    assert trim(database, keep=0) == 2
    assert replication.changes(database, QuoteFilter(), positions.BEGINNING, 50).items == ()
    keep(database)
    page = replication.changes(database, QuoteFilter(), positions.BEGINNING, 50)
    assert [change.number for change in page.items] == [3]
    assert trim(database, keep=10) == 0
