"""Quotations that share words with a text."""

from __future__ import annotations

import pytest

from api.store import Database, QuoteFilter
from api.store.quotes import similar
from attribution.model import QuotationType

from ..building import day, keep

HARBOUR = "The harbour wall will hold for a hundred years"
FERRY = "Nobody repaired the ferry after the storm"


@pytest.fixture
def archive(database: Database) -> Database:
    keep(database, HARBOUR, "Ana Ruiz", source="Post", published_at=day(1))
    keep(database, HARBOUR, "Ana Ruiz", source="Herald", published_at=day(2))
    keep(database, FERRY, "Bo Ek", source="Post", published_at=day(3))
    keep(database, "We will see about that", "Bo Ek", source="Post", published_at=day(4))
    keep(database, "We will see", "Cy Dee", source=None, type=QuotationType.INDIRECT)
    return database


def texts(database: Database, text: str, where: QuoteFilter | None = None, limit: int = 10) -> list[str]:
    with database.snapshot() as reader:
        return [view.text for view in similar.similar(reader, text, where or QuoteFilter(), limit)]


@pytest.mark.parametrize("text", ["harbour wall", "THE HÁRBOUR, in a hundred days", "a wall, of years"])
def test_what_shares_the_most_words_comes_first(archive: Database, text: str) -> None:
    assert texts(archive, text)[:2] == [HARBOUR, HARBOUR]


def test_a_text_of_two_pieces_finds_both(archive: Database) -> None:
    assert {HARBOUR, FERRY} <= set(texts(archive, "The harbour wall will hold, and nobody repaired the ferry", limit=1))


@pytest.mark.parametrize("text", ["", "…", "xylophone", "zzz yyy", '"', "NOT OR AND", "*"])
def test_nothing_is_similar(archive: Database, text: str) -> None:
    assert texts(archive, text) == []


def test_words_that_many_have_are_looked_up_in_a_row(archive: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(similar, "COMMON_WORD", 1)
    assert texts(archive, "We will see about that")[0] == "We will see about that"


def test_pairs_of_words_that_many_have_are_looked_up(archive: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(archive, "The wall of the ferry harbour", "Ana Ruiz", source="Post", published_at=day(5))
    monkeypatch.setattr(similar, "COMMON_WORD", 2)
    assert texts(archive, "harbour or ferry: see")[0] == "The wall of the ferry harbour"


def test_the_filter_narrows_what_is_searched(archive: Database) -> None:
    assert texts(archive, HARBOUR, QuoteFilter(source=("Herald",))) == [HARBOUR]
    assert texts(archive, HARBOUR, QuoteFilter(speaker=("Bo Ek",))) == ["We will see about that", FERRY]
    assert texts(archive, HARBOUR, QuoteFilter(published_before=day(1))) == []


def test_reports_count_sources_and_articles(archive: Database) -> None:
    with archive.snapshot() as reader:
        assert similar.count_reports(reader, "the HARBOUR wall", QuoteFilter()) == (2, 2)
        assert similar.count_reports(reader, "we will see", QuoteFilter()) == (2, 2)
        assert similar.count_reports(reader, "harbour storm", QuoteFilter()) == (0, 0)
        assert similar.count_reports(reader, "—", QuoteFilter()) == (0, 0)
