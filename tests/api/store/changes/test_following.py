"""Followers of every speed, under every filter, have what the archive has, whatever is written and whenever."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from api.store import Database, QuoteFilter
from api.store.changes import feed, positions
from api.store.identity.records import first_id
from api.store.quotes import quotes
from attribution.model import QuotationType, SpeakerKind

from .followers import Bootstrapped, Follower, Paged, selected
from .motion import Motion

ADA = first_id("person", "ada byron")
BOB = first_id("person", "bob stone")
FILTERS = (
    QuoteFilter(),
    QuoteFilter(speaker=(ADA,)),
    QuoteFilter(speaker=(BOB, ADA), source=("Al Jazeera",)),
    QuoteFilter(source=("Morning Post",)),
    QuoteFilter(published_from=datetime(2023, 6, 2, tzinfo=UTC)),
    QuoteFilter(published_before=datetime(2023, 6, 3, tzinfo=UTC)),
    QuoteFilter(type=(QuotationType.DIRECT,)),
    QuoteFilter(q="talks"),
)
BY_WORDS = (QuoteFilter(q='"shall see"'), QuoteFilter(q="ZURICH we"), QuoteFilter(kind=(SpeakerKind.PERSON,)))
STEPS = 60
SPEEDS = (0.9, 0.3, 0.05)  # how often a follower reads a page when something is written


@pytest.mark.parametrize("seed", range(3))
def test_a_copy_is_the_archive_at_each_number_and_at_the_end(
    database: Database, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(quotes, "STREAM_BATCH", 3)
    monkeypatch.setattr(feed, "MAX_EXAMINED", 4)
    motion = Motion(database, seed, monkeypatch)
    followers: list[tuple[Follower, float]] = [
        (Follower(motion, where, 3), SPEEDS[turn % 3]) for turn, where in enumerate(FILTERS)
    ]
    for step in range(STEPS):
        motion.step()
        if step % 15 == 10:
            where = FILTERS[step // 15]
            followers += [(kind(motion, where, 2), SPEEDS[step // 15 % 3]) for kind in (Bootstrapped, Paged)]
        for follower, speed in followers:
            if motion.random.random() < speed:
                follower.read()
    assert len(motion.states) > STEPS / 2
    assert motion.done.keys() >= {"add", "revise", "delete"}
    with database.snapshot() as reader:
        end, position = motion.now(reader), positions.now(reader)
    for follower, _ in followers:
        while follower.read():
            assert follower.pages < 20_000
        assert follower.since == position
        assert follower.copy == selected(end, follower.where)


def test_a_filter_finds_the_same_in_the_list_and_in_the_feed(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    motion = Motion(database, 5, monkeypatch)
    for _ in range(20):
        motion.add()
    more = (QuoteFilter(attributed=False), QuoteFilter(min_confidence=0.5), QuoteFilter(cue=("say",)), *BY_WORDS)
    for where in (*FILTERS, *more):
        follower = Follower(motion, where, 7)
        while follower.read():
            pass
        with database.snapshot() as reader:
            assert follower.copy == motion.now(reader, where), where
            assert follower.copy or where.attributed is False
