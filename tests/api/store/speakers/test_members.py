"""Members of groups: each is a speaker of the archive, and the group's quotations count as theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from api.http.representations.records import quote_record
from api.operations.curation import Curation
from api.store import ArticleDetail, ArticleInput, Database, QuoteFilter, Sort
from api.store.articles import articles
from api.store.articles.validation import validate
from api.store.changes import feed, positions
from api.store.database import plain
from api.store.inputs import LISTED_TYPES
from api.store.models import QuotationMember, Tally
from api.store.quotes import facets, quotes
from api.store.speakers import speaker_detail, speakers
from api.store.speakers.amendments import Amendment, SpeakerChoice
from api.store.speakers.corrections import Authorship
from attribution.model import QuotationType, SingleSpeaker, Speaker, SpeakerKind

from ..building import day, keep, quotation

AUTHORSHIP = Authorship("a tester", "to see what follows")
ANA = SingleSpeaker("Ana Lopez", SpeakerKind.PERSON, "mayor", None, 0.9)
BEN = SingleSpeaker("Ben Okafor", SpeakerKind.PERSON)
BOTH = Speaker("Ana Lopez and Ben Okafor", SpeakerKind.GROUP, members=(ANA, BEN))


def keep_both(database: Database, content: str = "We agree", number: int = 5) -> ArticleDetail:
    """Add an article with a quotation of two people together and one of a single person."""
    text = f"“{content},” Ana Lopez and Ben Okafor said. “I stay,” Ana Lopez said."
    together = replace(quotation(text, content, mention="Ana Lopez and Ben Okafor", cue="said"), speaker=BOTH)
    alone = quotation(text, "I stay", speaker="Ana Lopez", cue="said")
    with database.writing() as session:
        given = ArticleInput(text, "The Daily", f"https://a.example/{number}", None, day(number))
        return articles.add(session, validate(given), [together, alone])[0]


def texts(database: Database, *names: str, **more: object) -> list[str]:
    where = QuoteFilter(speaker=names, **more)  # type: ignore[arg-type]
    with database.snapshot() as reader:
        found = [quote.text for quote in quotes.find(reader, where).items]
        assert quotes.count(reader, where) == len(found)
        assert [quote.text for quote in quotes.find(reader, where, sort=Sort.OLDEST).items] == found[::-1]
    return found


def ids(database: Database) -> dict[str, str]:
    """The identifiers of speakers by name."""
    with database.reading() as session:
        return {speaker.name: speaker.id for speaker in speakers.find(session).items}


def check(database: Database) -> None:
    """Assert that the counts of each speaker equal the lengths of the lists."""
    with database.reading() as session:
        for speaker in speakers.find(session).items:
            shown = quotes.count(session, QuoteFilter(speaker=(speaker.id,)))
            detail = speaker_detail.get(session, speaker.id)
            assert (speaker.quotes, detail.quotes, sum(m.quotes for m in detail.by_month)) == (shown,) * 3
        for types in (LISTED_TYPES, *((kind,) for kind in QuotationType)):
            wanted = QuoteFilter(type=types), QuoteFilter(type=types, min_confidence=0.0)
            kept, counted = (facets.count(session, where) for where in wanted)
            assert kept == counted
        assert session.scalar(select(func.count()).where(Tally.count <= 0)) == 0


def test_who_speaks_in_a_group_is_found_and_counted(database: Database) -> None:
    keep_both(database)
    keep(database, "Alone", "Ben Okafor", published_at=day(7))
    keep(database, "Other", "Cy Dent", published_at=day(8))
    assert texts(database, "okafor") == ["Alone", "We agree"]
    assert texts(database, "lopez") == ["We agree", "I stay"]
    assert texts(database, "lopez", "okafor") == ["Alone", "We agree", "I stay"]
    assert texts(database, *ids(database).values()) == ["Other", "Alone", "We agree", "I stay"]
    assert texts(database, "okafor", source=("the daily",)) == ["Alone", "We agree"]
    assert texts(database, "okafor", source=("nowhere",)) == []
    assert texts(database, "okafor", q="agree") == ["We agree"]
    assert texts(database, "okafor", published_before=day(6)) == ["We agree"]
    assert texts(database, "okafor", kind=(SpeakerKind.GROUP,)) == ["We agree"]
    check(database)
    with database.reading() as session:
        detail = speaker_detail.get(session, ids(database)["Ben Okafor"])
    assert (detail.quotes, detail.first_seen, detail.last_seen) == (2, day(5), day(7))


def test_the_record_shows_the_members_as_speakers(database: Database) -> None:
    keep_both(database)
    with database.snapshot() as reader:
        quote = quotes.find(reader, QuoteFilter(q="agree")).items[0]
    members, known = quote_record(quote)["speaker"]["members"], ids(database)
    assert members == [
        {"id": known["Ana Lopez"], "name": "Ana Lopez", "kind": "person", "description": "mayor", "speaks_for": None,
         "confidence": 0.9},
        {"id": known["Ben Okafor"], "name": "Ben Okafor", "kind": "person", "description": None, "speaks_for": None,
         "confidence": None},
    ]  # fmt: skip


def test_members_follow_what_happens_to_articles_and_speakers(database: Database) -> None:
    article = keep_both(database)
    keep_both(database, "Once more", 6)
    known = ids(database)
    curation = Curation(database)
    with database.writing() as session:
        articles.update_metadata(session, article.id, {"published_at": day(9)})
    assert texts(database, known["Ben Okafor"]) == ["We agree", "Once more"]
    check(database)
    keep(database, "Mine", "Benjamin Oakes", published_at=day(1))
    oakes = ids(database)["Benjamin Oakes"]
    curation.merge(known["Ben Okafor"], oakes, AUTHORSHIP)
    assert texts(database, "oakes") == ["We agree", "Once more", "Mine"]
    check(database)
    curation.relink()
    assert texts(database, "oakes") == ["We agree", "Once more", "Mine"]
    check(database)
    curation.merge(ids(database)["Ana Lopez"], oakes, AUTHORSHIP)
    assert texts(database, "oakes") == ["We agree", "I stay", "Once more", "I stay", "Mine"]
    check(database)
    with database.writing() as session:
        articles.delete(session, article.id)
    assert texts(database, "oakes") == ["Once more", "I stay", "Mine"]
    check(database)


def test_members_follow_corrections(database: Database) -> None:
    keep_both(database)
    with database.snapshot() as reader:
        quote = quotes.find(reader, QuoteFilter(q="agree")).items[0]
    curation = Curation(database)
    curation.amend(quote.id, Amendment(type=QuotationType.ACT), AUTHORSHIP)
    assert texts(database, "okafor") == []
    assert texts(database, "okafor", type=()) == ["We agree"]
    check(database)
    curation.amend(quote.id, Amendment(type=QuotationType.DIRECT), AUTHORSHIP)
    assert texts(database, "okafor") == ["We agree"]
    check(database)
    curation.amend(quote.id, Amendment(is_quotation=False), AUTHORSHIP)
    check(database)
    curation.amend(quote.id, Amendment(is_quotation=True), AUTHORSHIP)
    assert texts(database, "okafor") == ["We agree"]
    curation.amend(quote.id, Amendment(speaker=SpeakerChoice(name="Cy Dent")), AUTHORSHIP)
    assert texts(database, "okafor") == []
    assert "Ben Okafor" not in ids(database)
    check(database)


def test_the_feed_tells_followers_of_a_member(database: Database) -> None:
    keep_both(database)
    known = ids(database)
    with database.snapshot() as reader:
        since = positions.now(reader)
        quote = quotes.find(reader, QuoteFilter(q="agree")).items[0]
        (added,) = feed.find(reader, QuoteFilter(speaker=(known["Ben Okafor"],))).items
    assert (added.kind, added.after) == (feed.ChangeKind.ADDED, quote)
    with database.write_connection() as connection:
        plain(connection).execute("UPDATE speaker SET name = 'Benedict Okafor' WHERE id = ?", (known["Ben Okafor"],))
    with database.snapshot() as reader:
        (renamed,) = feed.find(reader, QuoteFilter(), since).items
    assert renamed.before == quote
    assert renamed.after is not None
    assert renamed.after.record["speaker"]["members"][1]["name"] == "Benedict Okafor"
    Curation(database).amend(quote.id, Amendment(speaker=SpeakerChoice(name="Cy Dent")), AUTHORSHIP)
    with database.snapshot() as reader:
        gone = feed.find(reader, QuoteFilter(speaker=(known["Ben Okafor"],)), since).items[-1]
    assert gone.kind is feed.ChangeKind.DELETED


@pytest.mark.parametrize("statement", ["DELETE FROM quotation", "DELETE FROM article", "DELETE FROM quotation_member"])
def test_counts_hold_whatever_deletes(database: Database, statement: str) -> None:
    keep_both(database)
    with database.write_connection() as connection:
        connection.exec_driver_sql(statement)
    check(database)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(QuotationMember)) == 0
