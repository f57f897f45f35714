"""Coverage of filters."""

from __future__ import annotations

import pytest

from api.store import Database, QuoteFilter
from api.store.quotes import coverage
from api.store.quotes.coverage import Coverage

from ..building import day, keep


@pytest.fixture
def archive(database: Database) -> Database:
    keep(database, "One", "Ana Ruiz", source="Post", published_at=day(1))
    keep(database, "Two", "Ana Ruiz", source="Herald", published_at=day(5))
    keep(database, "Three", "Bo Ek", source="Post")
    return database


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (QuoteFilter(), Coverage(3, 3, day(1), day(5), None)),
        (QuoteFilter(source=("post",)), Coverage(2, 2, day(1), day(1), None)),
        (QuoteFilter(published_from=day(2)), Coverage(1, 1, day(5), day(5), None)),
        (QuoteFilter(published_before=day(5)), Coverage(1, 1, day(1), day(1), None)),
        (QuoteFilter(source=("nobody",)), Coverage(0, 0, None, None, None)),
    ],
)
def test_coverage(archive: Database, where: QuoteFilter, expected: Coverage) -> None:
    with archive.snapshot() as reader:
        assert coverage.of(reader, where, None) == expected


def test_what_a_speaker_has_of_it(archive: Database) -> None:
    with archive.snapshot() as reader:
        ana = reader.execute("SELECT id FROM speaker WHERE name = 'Ana Ruiz'").fetchone()[0]
        assert coverage.of(reader, QuoteFilter(), {ana}).of_speaker == 2
        assert coverage.of(reader, QuoteFilter(source=("Post",)), {ana}).of_speaker == 1
        assert coverage.of(reader, QuoteFilter(), ()).of_speaker == 0


def test_an_empty_archive(database: Database) -> None:
    with database.snapshot() as reader:
        assert coverage.of(reader, QuoteFilter(), None) == Coverage(0, 0, None, None, None)
