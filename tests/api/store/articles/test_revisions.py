"""Revisions: previous texts are kept with their quotations, and moved quotations do not count as changed."""

from __future__ import annotations

import pytest

from api.store import ArticleInput, Database, DeletedKind, InvalidCursor, NotFound, deletions
from api.store.articles import articles, revisions
from api.store.articles.validation import validate
from api.store.quotes import quotes
from attribution.model import Quotation

from ..building import day, quotation

URL = "https://a.example/1"


def store(database: Database, *said: tuple[str, str]) -> str:
    """Store an article with these quotations; returns its identifier."""
    text = " ".join(f"“{content},” {speaker} said." for content, speaker in said)
    found: list[Quotation] = [quotation(text, content, speaker=speaker, mention=speaker) for content, speaker in said]
    with database.writing() as session:
        return articles.add(session, validate(ArticleInput(text, "Post", URL, "Title", day(1))), found)[0].id


def test_a_changed_text_is_a_new_revision_and_the_earlier_one_stays(database: Database) -> None:
    store(database, ("We agreed on all of it", "Ana Ivers"), ("Nothing else", "Bo Hara"), ("It rains", "Bo Hara"))
    identifier = store(
        database, ("Quite new", "Ana Ivers"), ("We agreed on most of it", "Ana Ivers"), ("It rains", "Bo Hara")
    )
    with database.reading() as session:
        second, first = revisions.find(session, identifier).items
        earlier = revisions.get(session, identifier, 1)
        present = revisions.get(session, identifier, 2)
        assert present.quotations == tuple(quotes.of_article(session, identifier))
        with pytest.raises(NotFound):
            revisions.get(session, identifier, 3)
        with pytest.raises(NotFound):
            revisions.find(session, "nobody")
    assert (first.revision, second.revision) == (1, 2)
    assert [quote.text for quote in second.added] == ["Quite new"]
    assert [quote.text for quote in second.removed] == ["Nothing else"]
    ((change),) = second.changed
    assert (change.before.text, change.after.text) == ("We agreed on all of it", "We agreed on most of it")
    assert len(first.added) == 3
    assert first.changed == first.removed == ()
    assert [quote.text for quote in earlier.quotations] == ["We agreed on all of it", "Nothing else", "It rains"]
    for quote in earlier.quotations:
        assert earlier.text[quote.spans[0].start : quote.spans[0].end] == quote.text
        assert quote.speaker is not None
    assert (earlier.title, earlier.published_at) == ("Title", day(1))
    assert second.revised_at > first.revised_at == earlier.revised_at


def test_a_quotation_of_another_speaker_is_a_changed_one(database: Database) -> None:
    store(database, ("It rains", "Bo Hara"))
    identifier = store(database, ("It rains", "Ana Ivers"))
    with database.reading() as session:
        ((change),) = revisions.find(session, identifier).items[0].changed
    assert change.before.speaker is not None
    assert change.after.speaker is not None
    assert (change.before.speaker.name, change.after.speaker.name) == ("Bo Hara", "Ana Ivers")


def test_revisions_have_pages(database: Database) -> None:
    for number in range(5):
        identifier = store(database, (f"Number {number} of many", "Bo Hara"))
    seen, cursor = [], None
    with database.reading() as session:
        for _ in range(9):
            page = revisions.find(session, identifier, limit=2, cursor=cursor)
            seen += [(item.revision, len(item.changed)) for item in page.items]
            cursor = page.next_cursor
            if cursor is None:
                break
        with pytest.raises(InvalidCursor):
            revisions.find(session, identifier, cursor="x")
    assert seen == [(5, 1), (4, 1), (3, 1), (2, 1), (1, 0)]


def test_what_goes_leaves_a_mark(database: Database) -> None:
    identifier = store(database, ("It rains", "Bo Hara"))
    with database.reading() as session:
        (first,) = quotes.of_article(session, identifier)
        assert deletions.find(session).items == ()
    store(database, ("It shines", "Bo Hara"))
    with database.reading() as session:
        (second,) = quotes.of_article(session, identifier)
        (mark,) = deletions.find(session).items
        assert (mark.kind, mark.id) == (DeletedKind.QUOTE, first.id)
    with database.writing() as session:
        articles.delete(session, identifier)
    with database.reading() as session:
        marks = deletions.find(session).items
        assert [item.id for item in marks] == [first.id, second.id, identifier]
        assert len(deletions.find(session, marks[1].deleted_at).items) == 2
        page = deletions.find(session, limit=2)
        assert len(deletions.find(session, cursor=page.next_cursor).items) == 1


def test_a_title_and_a_date_change_without_a_revision(database: Database) -> None:
    identifier = store(database, ("It rains", "Bo Hara"))
    with database.writing() as session:
        before = articles.get(session, identifier)
        after = articles.update_metadata(session, identifier, {"title": None, "published_at": day(9)})
    assert (after.title, after.published_at, after.revision) == (None, day(9), 1)
    assert after.updated_at > before.updated_at
    with database.reading() as session:
        (quote,) = quotes.of_article(session, identifier)
    assert (quote.article.published_at, quote.updated_at) == (day(9), after.updated_at)
