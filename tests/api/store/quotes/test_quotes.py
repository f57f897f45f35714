"""Quotations: returned values, every filter, search syntax that cannot break a query, and complete paging."""

from __future__ import annotations

import pytest

from api.store import ArticleInput, Database, InvalidCursor, InvalidFilter, NotFound, QuoteFilter
from api.store.articles import articles
from api.store.articles.validation import validate
from api.store.quotes import quotes
from attribution.model import QuotationType, SpeakerKind, to_record

from ..building import day, keep, quotation


def texts(database: Database, **where: object) -> list[str]:
    """The texts of the quotations that match a filter."""
    with database.reading() as session:
        return [q.text for q in quotes.find(session, filter_of(**where)).items]


def filter_of(**where: object) -> QuoteFilter:
    """Build a filter from single values."""
    many = ("speaker", "source", "article", "type", "cue", "kind")
    return QuoteFilter(**{name: (value,) if name in many else value for name, value in where.items()})  # type: ignore[arg-type]


def test_a_quotation_comes_back_as_the_engine_gave_it(database: Database) -> None:
    text = "“We agreed,” Mr Blinken said, Matthew Miller told reporters."
    given = quotation(
        text,
        "We agreed",
        speaker="Antony Blinken",
        mention="Mr Blinken",
        cue="said",
        chain=("Mr Blinken", "Antony Blinken"),
        reported_by="Matthew Miller",
    )
    with database.writing() as session:
        article, _ = articles.add(session, validate(ArticleInput(text, "The Daily", published_at=day(1))), [given])
    with database.reading() as session:
        (listed,) = quotes.find(session, QuoteFilter()).items
        found = quotes.get(session, listed.id)
        with pytest.raises(NotFound):
            quotes.get(session, given.id)
    assert found == listed
    assert (found.type, found.text, found.spans) == (given.type, given.text, given.spans)
    assert found.speaker is not None
    assert found.reported_by is not None
    ids = {"speaker": {"id": found.speaker.id}, "reported_by": {"id": found.reported_by.id}}
    record = to_record(given)
    expected = record | {"id": found.id} | {who: {**ids[who], **record[who]} for who in ids}
    assert found.record | {"evidence": found.evidence} == expected
    assert (found.speaker.name, found.speaker.kind) == ("Antony Blinken", SpeakerKind.PERSON)
    assert found.reported_by.name == "Matthew Miller"
    assert (found.article.id, found.article.source) == (article.id, article.source)


@pytest.mark.parametrize(
    "name",
    [
        "blinken",
        "BLINKEN",
        "Antony Blinken",
        "antony",
        "Mr. Blinken",
        "President Blinken",
        "Secretary of State Antony Blinken",
        "Blinken, Antony",
        " ántony  blinkèn ",
    ],
)
def test_a_speaker_is_found_by_any_form_of_the_name(database: Database, name: str) -> None:
    keep(database, "found", "Antony Blinken")
    keep(database, "other", "Sergei Lavrov")
    assert texts(database, speaker=name) == ["found"]


@pytest.mark.parametrize("name", ["ant", "blink", "Antony Lavrov", "Antony Blinken Jr", "%", "A_tony"])
def test_a_part_of_a_word_or_another_name_finds_nothing(database: Database, name: str) -> None:
    keep(database, "found", "Antony Blinken")
    assert texts(database, speaker=name) == []


def test_a_family_name_finds_both_speakers_but_does_not_join_them(database: Database) -> None:
    keep(database, "full", "Antony Blinken", published_at=day(2))
    keep(database, "short", "Blinken", published_at=day(1))
    assert texts(database, speaker="blinken") == ["full", "short"]
    assert texts(database, speaker="Antony Blinken") == ["full"]


def test_diacritics_and_strokes_do_not_matter(database: Database) -> None:
    keep(database, "a", "Emmanuel Mácron", published_at=day(3))
    keep(database, "b", "Jørgen Łukasz O’Brien", published_at=day(2))
    assert texts(database, speaker="MACRON") == ["a"]
    assert texts(database, speaker="Jorgen Lukasz O'Brien") == ["b"]


def test_a_form_in_the_chain_finds_the_speaker(database: Database) -> None:
    keep(database, "a", "World Health Organization", mention="WHO", kind=SpeakerKind.ORGANIZATION)
    assert texts(database, speaker="who") == ["a"]


def test_titles_are_ignored_for_persons_only(database: Database) -> None:
    keep(database, "a", "General Motors", kind=SpeakerKind.ORGANIZATION)
    keep(database, "b", "Ford Motors", kind=SpeakerKind.ORGANIZATION)
    assert texts(database, speaker="General Motors") == ["a"]
    assert texts(database, speaker="President General Motors") == []


def test_the_filters_join(database: Database) -> None:
    keep(database, "undated peace")
    keep(database, "old peace", published_at=day(1), source="The Herald")
    keep(database, "new war", published_at=day(9), type=QuotationType.INDIRECT)
    assert texts(database) == ["new war", "old peace", "undated peace"]
    assert texts(database, published_from=day(1)) == ["new war", "old peace"]
    assert texts(database, published_before=day(9)) == ["old peace"]
    assert texts(database, source="THE herald") == ["old peace"]
    assert texts(database, source="herald") == []
    assert texts(database, type=QuotationType.INDIRECT) == ["new war"]
    assert texts(database, q="peace", source="The Daily") == ["undated peace"]
    assert texts(database, q="peace", published_from=day(2)) == []
    assert texts(database, speaker="blinken", q="war") == ["new war"]
    assert texts(database, article="nothing") == []
    with database.reading() as session:
        speaker = quotes.find(session, QuoteFilter(q="war")).items[0].speaker
    assert speaker is not None
    assert len(texts(database, speaker=speaker.id)) == 3


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("peace", True),
        ("PEACE talks", True),
        ("talks peace", True),
        ('"peace talks"', True),
        ('"talks peace"', False),
        ("“peace talks”", True),
        ('"peace talks', True),
        ("cafe", True),
        ("CAFÉ", True),
        ("don't", True),
        ("don’t", True),
        ("peac", False),
        ("peac*", False),
        ("AND", False),
        ("NOT peace", False),
        ("peace OR war", False),
        ("peace AND talks", False),
        ("NEAR(", False),
        ("NEAR(peace talks)", False),
        ("text:peace", False),
        ("peace^2", False),
        ("peace) OR (1", False),
        ("peace\0talks", True),
        ("peace \ud800", True),
        ("--peace;", True),
        ("和平", True),
        ("\U0001f600 peace", True),
        ("ⵣ", False),
    ],
)
def test_words_are_words_and_never_a_query_language(database: Database, q: str, expected: bool) -> None:
    keep(database, "Peace talks in a café 和平 don't stop")
    keep(database, "Something else", "Sergei Lavrov")
    assert bool(texts(database, q=q)) is expected


@pytest.mark.parametrize("q", ["", " ", '"', '""', "*", "(", "\0", "^", "\ud800", "\U0001f600", "'; --", "a " * 40])
def test_a_search_without_a_word_is_refused(database: Database, q: str) -> None:
    with pytest.raises(InvalidFilter):
        texts(database, q=q)


@pytest.mark.parametrize(
    "where",
    [
        {"speaker": ""},
        {"speaker": " \n"},
        {"source": ""},
        {"article": "\ud800"},
        {"cue": "\ud800"},
    ],
)
def test_a_filter_that_cannot_match_is_refused(database: Database, where: dict[str, str]) -> None:
    with pytest.raises(InvalidFilter):
        texts(database, **where)


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_lose_and_double_nothing_while_articles_are_added(database: Database, limit: int) -> None:
    for number in range(1, 10):
        keep(database, f"dated {number}", published_at=day(1 + number // 2))
    for number in range(5):
        keep(database, f"undated {number}")
    with database.reading() as session:
        expected = [q.id for q in quotes.find(session, QuoteFilter()).items]
    seen: list[str] = []
    cursor = None
    for turn in range(100):
        with database.reading() as session:
            page = quotes.find(session, QuoteFilter(), limit=limit, cursor=cursor)
        assert len(page.items) <= limit
        seen += [q.id for q in page.items]
        if page.next_cursor is None:
            break
        cursor = page.next_cursor
        keep(database, f"later {turn}", published_at=day(20 + turn % 5))
        keep(database, f"between {turn}", published_at=day(4))
    assert len(seen) == len(set(seen))
    assert [q for q in seen if q in set(expected)] == expected


def test_a_cursor_belongs_to_its_filters(database: Database) -> None:
    for number in range(3):
        keep(database, f"quote {number}")
    with database.reading() as session:
        cursor = quotes.find(session, filter_of(speaker="blinken"), limit=1).next_cursor
        assert cursor is not None
        assert len(quotes.find(session, filter_of(speaker="blinken"), cursor=cursor).items) == 2
        for where in (QuoteFilter(), filter_of(speaker="Lavrov"), filter_of(speaker="blinken", q="quote")):
            with pytest.raises(InvalidCursor):
                quotes.find(session, where, cursor=cursor)


@pytest.mark.parametrize("name", ["***", "@", "🙂🙂", "?!", "—"])
def test_a_name_without_letters_is_found_to_the_letter(database: Database, name: str) -> None:
    keep(database, "found", name)
    keep(database, "other", "§")
    keep(database, "third", "Ana Ivers")
    assert texts(database, speaker=name) == ["found"]


def test_a_name_of_more_words_than_a_search_has_is_found_as_a_whole(database: Database) -> None:
    name = "a senior official who " + " ".join(f"did thing{n}" for n in range(40))
    keep(database, "found", name, kind=SpeakerKind.ANONYMOUS)
    assert texts(database, speaker=name.upper()) == ["found"]
    assert texts(database, speaker=name + " more") == []
