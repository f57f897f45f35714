"""Pages without titles and evidence, which PostgreSQL makes of columns that triggers fill, show what tables have."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from api.store import ArticleInput, Database, QuoteFilter, QuoteView, Sort
from api.store.articles import articles
from api.store.articles.validation import validate
from api.store.changes import positions
from api.store.quotes import quotes
from attribution.model import SpeakerKind

from ..building import day, keep, quotation
from ..changes.motion import Motion
from ..speakers.test_members import keep_both

EVERYTHING = QuoteFilter(type=())
WHERE = (EVERYTHING, QuoteFilter(), QuoteFilter(speaker=("byron",)), QuoteFilter(source=("Morning Post",)))
STEPS = 60


def without(quote: QuoteView) -> QuoteView:
    """A quotation without what is not asked for."""
    return quote._replace(title=None, text_sha256=None, evidence=None)  # type: ignore[arg-type]


def check(database: Database, *filters: QuoteFilter) -> list[QuoteView]:
    """Assert that pages show what the tables have; returns the page of the last filter."""
    page: list[QuoteView] = []
    for where in filters or (EVERYTHING,):
        for sort in (Sort.NEWEST, Sort.OLDEST):
            with database.snapshot() as reader:
                whole = quotes.find(reader, where, sort=sort, limit=200).items
                page = list(quotes.find(reader, where, sort=sort, limit=200, bare=True).items)
            assert page == [without(quote) for quote in whole]
    return page


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_written(database: Database, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    motion = Motion(database, seed, monkeypatch)
    seen = 0
    for _ in range(STEPS):
        motion.step()
        seen += len(check(database, *WHERE))
    assert seen > STEPS
    assert motion.done.keys() >= {"add", "revise", "delete", "correct"}


@pytest.mark.parametrize(
    ("statement", "shows"),
    [
        ("UPDATE speaker SET name = 'Ana Ruiz' WHERE name = 'Ana Lopez'", "Ana Ruiz"),
        ("UPDATE speaker SET kind = 'organization' WHERE name = 'Ana Lopez'", "organization"),
        ("UPDATE speaker SET name = 'The two' WHERE kind = 'group'", "The two"),
        ("UPDATE source SET name = 'The Weekly'", "The Weekly"),
        ("UPDATE article SET url = 'https://b.example/\"5\"'", 'https://b.example/"5"'),
        ("UPDATE article SET url = NULL", None),
        ("UPDATE article SET published_at = '2024-04-01 05:06:07.000000'", "2024-04-01 05:06:07.000000"),
        ("UPDATE article SET source_id = NULL", None),
        ("UPDATE quotation SET updated_at = '2025-01-02 03:04:05.000600'", "2025-01-02 03:04:05.000600"),
        ("UPDATE quotation SET speaker_id = NULL", None),
        ("UPDATE quotation SET position = position + 7", None),
        ("DELETE FROM quotation_member", None),
    ],
)
def test_whichever_table_is_changed(database: Database, statement: str, shows: object) -> None:
    keep_both(database)
    keep(database, "Not mine", "Bo Ruiz", source="Another")
    before = check(database)
    assert {quote.speaker.name for quote in before if quote.speaker} >= {"Ana Lopez", "Ana Lopez and Ben Okafor"}
    with database.writing() as session:
        session.execute(text(statement))
    after = check(database)
    assert after != before
    if shows is not None:
        assert str(shows) in str(after)
        assert str(shows) not in str(before)


def test_an_outer_source_that_is_named_anew(database: Database) -> None:
    words = "“We agreed,” Ana Lopez said, Bo Ruiz reported."
    found = quotation(words, "We agreed", speaker="Ana Lopez", mention="Ana Lopez", cue="said", reported_by="Bo Ruiz")
    with database.writing() as session:
        articles.add(session, validate(ArticleInput(words)), [found])
    (before,) = check(database)
    with database.writing() as session:
        session.execute(text("UPDATE speaker SET name = 'Bo R.', kind = 'anonymous' WHERE name = 'Bo Ruiz'"))
    (after,) = check(database)
    assert before.reported_by is not None
    assert after.reported_by == replace(before.reported_by, name="Bo R.", kind=SpeakerKind.ANONYMOUS)


def test_a_page_is_of_one_snapshot(database: Database) -> None:
    keep(database, "We agreed", "Ana Lopez", published_at=day(2))
    rename = text("UPDATE speaker SET name = 'Ana Ruiz'")
    with database.snapshot() as reader:
        position = positions.now(reader)  # the snapshot is taken
        with database.writing() as session:
            session.execute(rename)
        (before,) = quotes.find(reader, QuoteFilter(), bare=True).items
        assert positions.now(reader) == position
    (after,) = check(database)
    assert before.speaker is not None
    assert after.speaker == replace(before.speaker, name="Ana Ruiz")
