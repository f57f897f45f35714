"""Articles: stable identity, and that each write is stored completely or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from api.store import ArticleFilter, ArticleInput, Database, InvalidFilter, InvalidInput, NotFound, QuoteFilter
from api.store.articles import articles, sources
from api.store.articles.validation import validate
from api.store.quotes import quotes
from api.store.speakers import speakers
from attribution.model import Quotation, QuotationType, Span, quotation_id, text_digest

from ..building import day, keep, quotation

TEXT = "“We agreed,” Antony Blinken said. “Not yet,” Sergei Lavrov said."
FOUND = [
    quotation(TEXT, "We agreed", speaker="Antony Blinken", mention="Antony Blinken", cue="said"),
    quotation(TEXT, "Not yet", speaker="Sergei Lavrov", mention="Sergei Lavrov", cue="said"),
]


def add(database: Database, article: ArticleInput, found: list[Quotation] = FOUND) -> tuple[str, bool, int]:
    """Add in a separate transaction; returns identifier, whether it was created, and the number of quotations."""
    with database.writing() as session:
        view, created = articles.add(session, validate(article), found)
    return view.id, created, view.quotes


def total(database: Database) -> tuple[int, int]:
    with database.reading() as session:
        return len(articles.find(session, ArticleFilter()).items), len(quotes.find(session, QuoteFilter()).items)


def test_an_article_comes_back_as_it_was_given(database: Database) -> None:
    moscow = timezone(timedelta(hours=3))
    given = ArticleInput(TEXT, "The Daily", "https://a.example/1", "Talks", datetime(2024, 3, 1, 2, tzinfo=moscow))
    identifier, created, _ = add(database, given)
    with database.reading() as session:
        view = articles.get(session, identifier)
    assert created
    assert view.source is not None
    assert (view.text, view.source.name, view.url, view.title) == (TEXT, "The Daily", "https://a.example/1", "Talks")
    assert view.published_at == datetime(2024, 2, 29, 23, tzinfo=UTC)
    assert view.published_at.tzinfo is UTC
    assert view.text_sha256 == text_digest(TEXT)
    assert view.quotes == 2


@pytest.mark.parametrize(
    "again",
    [
        ArticleInput(TEXT, "The Daily", "https://a.example/1"),
        ArticleInput(TEXT, "the  DAILY", " https://a.example/1 "),
    ],
)
def test_the_same_article_sent_twice_is_one_article(database: Database, again: ArticleInput) -> None:
    first = add(database, ArticleInput(TEXT, "The Daily", "https://a.example/1"))
    second = add(database, again)
    assert first[1:] == (True, 2)
    assert second == (first[0], False, 2)
    assert total(database) == (1, 2)


def test_without_url_the_text_is_the_identity(database: Database) -> None:
    first = add(database, ArticleInput(TEXT, "The Daily"))
    assert add(database, ArticleInput(TEXT, "The Daily"))[:2] == (first[0], False)
    assert add(database, ArticleInput(TEXT + " ", "The Daily"))[1]
    assert add(database, ArticleInput(TEXT))[1]


def test_two_outlets_with_the_same_text_keep_their_own_quotations(database: Database) -> None:
    first = add(database, ArticleInput(TEXT, "The Daily"))[0]
    second = add(database, ArticleInput(TEXT, "The Herald"))[0]
    with database.reading() as session:
        ids = {q.id for q in quotes.find(session, QuoteFilter()).items}
        of_first = quotes.find(session, QuoteFilter(article=(first,))).items
    assert first != second
    assert len(ids) == 4
    assert [q.text for q in of_first] == ["We agreed", "Not yet"]
    assert len(of_first[0].id) == 20


def test_a_changed_text_replaces_the_text_and_its_quotations(database: Database) -> None:
    where = ArticleInput(TEXT, "The Daily", "https://a.example/1")
    first = add(database, where)[0]
    changed = "“Never,” Antony Blinken said."
    found = [quotation(changed, "Never", speaker="Antony Blinken", mention="Antony Blinken")]
    assert add(database, replace(where, text=changed), found) == (first, False, 1)
    with database.reading() as session:
        view = articles.get(session, first)
        assert view.text == changed
        assert view.updated_at > view.created_at
        assert [s.name for s in speakers.find(session).items] == ["Antony Blinken"]
        assert quotes.find(session, QuoteFilter(q="agreed")).items == ()
        assert len(quotes.find(session, QuoteFilter(q="never")).items) == 1


@pytest.mark.parametrize(
    ("text", "title", "number", "expected"),
    [
        (TEXT, None, None, True),
        (TEXT, "Talks", 1, True),
        (TEXT, " Talks\n", None, True),
        ("other", None, None, False),
        (TEXT, "Rain", None, False),
        (TEXT, None, 2, False),
    ],
)
def test_whether_an_article_adds_something_to_the_stored_one(
    database: Database, text: str, title: str | None, number: int | None, expected: bool
) -> None:
    url = "https://a.example/1"
    identifier = add(database, ArticleInput(TEXT, "The Daily", url, "Talks", day(1)))[0]
    given = validate(ArticleInput(text, "The Daily", url, title, day(number) if number else None))
    with database.reading() as session:
        stored = articles.find_stored(session, given)
    assert stored is not None
    assert stored.id == identifier == given.id
    assert given.adds_nothing_to(stored) is expected


def test_a_title_and_date_that_arrive_later_are_taken_over(database: Database) -> None:
    where = ArticleInput(TEXT, "The Daily", "https://a.example/1")
    identifier = add(database, where)[0]
    add(database, replace(where, title="Talks", published_at=day(3)))
    add(database, where)
    with database.reading() as session:
        view = articles.get(session, identifier)
        assert (view.title, view.published_at) == ("Talks", day(3))
        assert len(quotes.find(session, QuoteFilter(published_from=day(3))).items) == 2


def test_quotations_can_be_replaced(database: Database) -> None:
    identifier = add(database, ArticleInput(TEXT))[0]
    with database.writing() as session:
        assert articles.replace_quotations(session, identifier, FOUND[1:]).quotes == 1
    with database.reading() as session:
        assert [q.text for q in quotes.find(session, QuoteFilter()).items] == ["Not yet"]
        assert [s.name for s in speakers.find(session).items] == ["Sergei Lavrov"]


def test_delete_leaves_nothing_behind(database: Database) -> None:
    kept, gone = keep(database).id, add(database, ArticleInput(TEXT, "The Herald"))[0]
    with database.writing() as session:
        articles.delete(session, gone)
    with database.reading() as session:
        assert [a.id for a in articles.find(session, ArticleFilter()).items] == [kept]
        assert [s.name for s in speakers.find(session).items] == ["Antony Blinken"]
        assert [s.name for s in sources.find(session).items] == ["The Daily"]
        with pytest.raises(NotFound):
            articles.get(session, gone)


def test_a_refused_quotation_refuses_its_article(database: Database) -> None:
    beyond = (Span(0, len(TEXT) + 1),)
    bad = Quotation(quotation_id("0", beyond), QuotationType.DIRECT, "x", beyond, (), None, None, None, None, 0.5)
    with pytest.raises(InvalidInput):
        add(database, ArticleInput(TEXT), [*FOUND, bad])
    assert total(database) == (0, 0)


@pytest.mark.parametrize(
    "article",
    [
        ArticleInput(""),
        ArticleInput(" \n"),
        ArticleInput("broken \ud800"),
        ArticleInput("text", source="\udfff"),
        ArticleInput("text", published_at=datetime(2024, 1, 1)),
        ArticleInput("text", published_at=datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=3)))),
    ],
)
def test_what_cannot_be_kept_is_refused(database: Database, article: ArticleInput) -> None:
    with pytest.raises(InvalidInput):
        add(database, article, [])


def test_of_two_quotations_with_the_same_spans_the_first_is_kept(database: Database) -> None:
    twin = quotation(TEXT, "We agreed", speaker="Sergei Lavrov")
    add(database, ArticleInput(TEXT), [*FOUND, twin])
    with database.reading() as session:
        found = quotes.find(session, QuoteFilter()).items
    assert [(q.text, q.position, q.speaker and q.speaker.name) for q in found] == [
        ("We agreed", 0, "Antony Blinken"),
        ("Not yet", 1, "Sergei Lavrov"),
    ]


def test_astral_characters_keep_offsets(database: Database) -> None:
    text = "\U0001f600\U0001f600 e\u0301 “We \U00020000 agreed,” Antony Blinken said."
    content = "We \U00020000 agreed"
    identifier = add(database, ArticleInput(text), [quotation(text, content, mention="Antony Blinken", cue="said")])[0]
    with database.reading() as session:
        kept = articles.get(session, identifier).text
        (found,) = quotes.find(session, QuoteFilter()).items
    assert kept == text
    assert "".join(kept[s.start : s.end] for s in found.spans) == content
    assert kept[found.record["cue"]["start"] : found.record["cue"]["end"]] == "said"


def test_articles_are_listed_newest_first_and_filtered(database: Database) -> None:
    undated = keep(database, "a").id
    third = keep(database, "b", published_at=day(3), source="The Herald").id
    fifth = keep(database, "c", published_at=day(5), url="https://a.example/5").id
    with database.reading() as session:

        def ids(**where: object) -> list[str]:
            return [a.id for a in articles.find(session, ArticleFilter(**where)).items]  # type: ignore[arg-type]

        assert ids() == [fifth, third, undated]
        assert ids(source="the herald") == [third]
        assert ids(source="herald") == []
        assert ids(published_from=day(3)) == [fifth, third]
        assert ids(published_before=day(5)) == [third]
        assert ids(url="https://a.example/5") == [fifth]
        for where in ({"source": " "}, {"published_from": datetime(2024, 1, 1)}, {"url": "\ud800"}):
            with pytest.raises(InvalidFilter):
                ids(**where)
        with pytest.raises(InvalidFilter):
            articles.find(session, ArticleFilter(), limit=0)
