"""Speakers and sources: counts, aliases, beginnings, pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.store import ArticleInput, Database, InvalidCursor, InvalidFilter, NotFound, Page
from api.store.articles import articles, sources
from api.store.articles.validation import validate
from api.store.quotes import quotes
from api.store.speakers import speaker_detail, speakers
from attribution.model import Speaker, SpeakerKind

from ..building import keep, quotation


def test_one_speaker_per_name_in_any_case_with_all_forms(database: Database) -> None:
    keep(database, "a", "Antony Blinken", chain=("he", "US Secretary of State Antony Blinken"))
    keep(database, "b", "ANTONY BLINKEN", mention="Mr Blinken")
    keep(database, "c", "Antony Blinken", mention="Mr Blinken")
    with database.reading() as session:
        (found,) = speakers.find(session).items
        assert speakers.get(session, found.id) == found
        with pytest.raises(NotFound):
            speakers.get(session, "nobody")
    assert (found.name, found.kind, found.quotes) == ("Antony Blinken", SpeakerKind.PERSON, 3)
    assert found.aliases == ("Antony Blinken", "Blinken", "ANTONY BLINKEN")


def test_what_a_quotations_article_calls_the_speaker(database: Database) -> None:
    for number, (called, body) in enumerate([("spokesman", "Volta Foods"), ("union spokesman", "union"), (None, None)]):
        text = f"“We agreed {number},” Kofi Mensah said."
        found = quotation(text, f"We agreed {number},", speaker="Kofi Mensah", mention="Kofi Mensah", cue="said")
        found = replace(found, speaker=Speaker("Kofi Mensah", SpeakerKind.PERSON, called, body))
        with database.writing() as session:
            article, _ = articles.add(session, validate(ArticleInput(text)), [found])
        with database.reading() as session:
            (kept,) = quotes.of_article(session, article.id)
        speaker = kept.record["speaker"]
        assert (speaker["description"], speaker["speaks_for"]) == (called, body)
    with database.reading() as session:
        (listed,) = speakers.find(session).items
        detail = speaker_detail.get(session, listed.id)
    assert {(view.text, view.articles) for view in detail.descriptions} == {("spokesman", 1), ("union spokesman", 1)}
    assert [(view.text, view.articles) for view in detail.speaks_for] == [("Volta Foods", 1), ("union", 1)]


def test_a_person_and_a_company_of_one_name_are_two(database: Database) -> None:
    keep(database, "a", "Ford")
    keep(database, "b", "Ford", kind=SpeakerKind.ORGANIZATION)
    keep(database, "c", "Ford", kind=SpeakerKind.GROUP)
    with database.reading() as session:
        assert sorted(s.quotes for s in speakers.find(session).items) == [1, 2]


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("an", ["Angela Merkel", "Antony Blinken"]),
        ("ANTONY BL", ["Antony Blinken"]),
        ("blin", ["Antony Blinken"]),
        ("linken", []),
        ("merkel ang", ["Angela Merkel"]),
    ],
)
def test_speakers_by_the_beginning_of_a_name(database: Database, q: str, names: list[str]) -> None:
    for name in ("Sergei Lavrov", "Antony Blinken", "Angela Merkel"):
        keep(database, speaker=name)
    with database.reading() as session:
        assert [s.name for s in speakers.find(session, q=q).items] == names


def test_lists_in_pages(database: Database) -> None:
    for number in range(7):
        keep(database, f"q{number}", f"Speaker N{number % 4}", source=f"Source {number}")
    with database.reading() as session:
        everyone: list[str] = []
        cursor: str | None = None
        while True:
            page = speakers.find(session, limit=2, cursor=cursor)
            everyone += [s.name for s in page.items]
            cursor = page.next_cursor
            if cursor is None:
                break
        assert everyone == [f"Speaker N{n}" for n in range(4)]
        first = sources.find(session, limit=4)
        rest = sources.find(session, limit=4, cursor=first.next_cursor)
        assert [s.name for s in (*first.items, *rest.items)] == [f"Source {n}" for n in range(7)]
        assert rest.next_cursor is None
        with pytest.raises(InvalidCursor):
            speakers.find(session, q="speaker", cursor=first.next_cursor)
        with pytest.raises(InvalidFilter):
            speakers.find(session, q=" ")


def test_sources_count_articles_and_quotes(database: Database) -> None:
    keep(database, "a", source="The Daily")
    keep(database, "b", source="THE DAILY")
    with database.reading() as session:
        (found,) = sources.find(session).items
        assert (found.name, found.articles, found.quotes) == ("The Daily", 2, 2)
        assert sources.get(session, found.id) == found
        with pytest.raises(NotFound):
            sources.get(session, "none")
        assert speakers.find(session, q="nobody") == Page(())
