"""Counts of sources: kinds of speakers, and the articles that rest on one of them."""

from __future__ import annotations

import pytest

from api.store import ArticleInput, Database, QuoteFilter
from api.store.articles import articles
from api.store.articles.validation import validate
from api.store.quotes import source_counts
from attribution.model import SpeakerKind

from ..building import keep, quotation


def store(database: Database, source: str, *said: tuple[str, str | None]) -> str:
    """An article that quotes these words of these speakers."""
    text = " ".join(f"“{words},” {speaker or 'someone'} said." for words, speaker in said)
    found = [quotation(text, words, speaker=speaker, mention=speaker) for words, speaker in said]
    with database.writing() as session:
        return articles.add(session, validate(ArticleInput(text, source, title=source)), found)[0].id


@pytest.fixture
def archive(database: Database) -> Database:
    store(database, "Alone", ("One", "Ana Ruiz"), ("Two", "Ana Ruiz"), ("Three", None))
    store(database, "Both", ("Four", "Ana Ruiz"), ("Five", "Bo Ek"))
    store(database, "Nobody", ("Six", None), ("Seven", None))
    keep(database, "Eight", "Bo Ek", source="Once")
    keep(database, "Nine", "an official", kind=SpeakerKind.ANONYMOUS, source="Once")
    return database


def test_kinds_and_articles_are_counted(archive: Database) -> None:
    with archive.snapshot() as reader:
        found = source_counts.count(reader, QuoteFilter())
    assert found.kinds == {SpeakerKind.PERSON: 5, SpeakerKind.ANONYMOUS: 1, None: 3}
    assert (found.articles, found.one_speaker) == (4, 1)
    (example,) = found.examples
    assert (example.title, example.source, example.speaker.name, example.quotes) == ("Alone", "Alone", "Ana Ruiz", 2)


@pytest.mark.parametrize(
    ("where", "articles", "alone"),
    [
        (QuoteFilter(speaker=("Ana Ruiz",)), 2, 1),
        (QuoteFilter(source=("Both",)), 1, 0),
        (QuoteFilter(q="two"), 1, 0),
        (QuoteFilter(attributed=False), 0, 0),
        (QuoteFilter(source=("Nowhere",)), 0, 0),
    ],
)
def test_filters_apply(archive: Database, where: QuoteFilter, articles: int, alone: int) -> None:
    with archive.snapshot() as reader:
        found = source_counts.count(reader, where)
    assert (found.articles, found.one_speaker) == (articles, alone)


def test_only_some_examples_are_returned(archive: Database) -> None:
    store(archive, "More", ("Ten", "Bo Ek"), ("Eleven", "Bo Ek"), ("Twelve", "Bo Ek"))
    with archive.snapshot() as reader:
        found = source_counts.count(reader, QuoteFilter(), limit=1)
    assert (found.one_speaker, [example.quotes for example in found.examples]) == (2, [3])
