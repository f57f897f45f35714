"""Utterances: the list with its filters and pages, and one with all its wordings."""

from __future__ import annotations

import pytest

from api.store import Database, InvalidCursor, InvalidFilter, NotFound
from api.store.utterances import utterances
from api.store.utterances.utterances import UtteranceDetail, UtteranceFilter, UtteranceView
from api.wording.variants import Loss
from attribution.model import QuotationType

from ..building import day, keep
from .test_clustering import FERRY, WALL, quote_of

NOT = "We will not sell the northern ferry to the owners in the capital"
SOLD = "We will sell the northern ferry to the owners in the capital"


@pytest.fixture
def reported(database: Database) -> Database:
    """An archive with one utterance in two wordings and three articles, and two others."""
    keep(database, NOT, "Ana Ruiz", source="Post", published_at=day(2), url="https://post.example/1")
    keep(database, SOLD, "Ana Ruiz", source="Herald", published_at=day(3), url="https://herald.example/1")
    keep(database, NOT, "Ana Ruiz", source="Herald", published_at=day(4), url="https://herald.example/2")
    keep(database, WALL, "Ana Ruiz", source="Post", published_at=day(5))
    keep(database, FERRY, "Bo Ek", source=None)
    return database


def found(database: Database, limit: int = 50, **where: object) -> list[UtteranceView]:
    views: list[UtteranceView] = []
    cursor = None
    with database.reading() as session:
        while True:
            page = utterances.find(session, UtteranceFilter(**where), limit=limit, cursor=cursor)  # type: ignore[arg-type]
            views += page.items
            cursor = page.next_cursor
            if cursor is None:
                return views


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_those_first_seen_last_come_first(reported: Database, limit: int) -> None:
    assert [view.text for view in found(reported, limit)] == [WALL, NOT, FERRY]


def test_what_a_list_shows(reported: Database) -> None:
    view = found(reported)[1]
    assert view.speaker.name == "Ana Ruiz"
    assert view.first_seen == day(2)
    assert [source.name for source in view.sources] == ["Herald", "Post"]
    assert (view.quotations, view.wordings, view.losses) == (3, 2, Loss.NEGATION)


@pytest.mark.parametrize(
    ("where", "texts"),
    [
        ({"speaker": ("ruiz",)}, [WALL, NOT]),
        ({"speaker": ("Nobody",)}, []),
        ({"source": ("herald",)}, [NOT]),
        ({"source": ("Herald", "Post")}, [WALL, NOT]),
        ({"published_from": day(3)}, [WALL]),
        ({"published_before": day(5)}, [NOT]),
        ({"min_wordings": 2}, [NOT]),
        ({"min_wordings": 3}, []),
        ({"speaker": ("Ana Ruiz",), "source": ("Post",), "min_wordings": 2}, [NOT]),
    ],
)
def test_filters(reported: Database, where: dict[str, object], texts: list[str]) -> None:
    assert [view.text for view in found(reported, **where)] == texts


def test_a_cursor_is_of_one_list(reported: Database) -> None:
    with reported.reading() as session:
        cursor = utterances.find(session, UtteranceFilter(), limit=1).next_cursor
        with pytest.raises(InvalidCursor):
            utterances.find(session, UtteranceFilter(min_wordings=2), cursor=cursor)
        with pytest.raises(InvalidFilter):
            utterances.find(session, UtteranceFilter(speaker=(" ",)))


def detail(database: Database, text: str) -> UtteranceDetail | None:
    with database.reading() as session:
        return utterances.of_quote(session, quote_of(database, text))


@pytest.mark.parametrize("text", [NOT, SOLD])
def test_the_wordings_of_an_utterance(reported: Database, text: str) -> None:
    shown = detail(reported, text)
    assert shown is not None
    assert shown.utterance == found(reported)[1]
    fullest, other = shown.wordings
    assert (fullest.text, fullest.quotations, fullest.variant.losses) == (NOT, 2, Loss.NONE)
    assert [quote.source_name for quote in fullest.quotes] == ["Post", "Herald"]
    assert (other.text, [quote.source_name for quote in other.quotes]) == (SOLD, ["Herald"])
    changed = [(part.change, part.printed) for part in other.variant.differences if part.change != "kept"]
    assert changed == [("deleted", "not")]
    assert other.variant.losses == Loss.NEGATION
    with reported.reading() as session:
        assert utterances.get(session, shown.utterance.id) == shown


def test_a_quotation_alone_is_its_own_utterance(reported: Database) -> None:
    shown = detail(reported, FERRY)
    assert shown is not None
    assert (shown.utterance.first_seen, shown.utterance.sources, len(shown.wordings)) == (None, (), 1)


def test_indirect_speech_belongs_to_no_utterance(reported: Database) -> None:
    keep(reported, "It rains in Leith", "Bo Ek", type=QuotationType.INDIRECT)
    assert detail(reported, "It rains in Leith") is None


def test_what_is_not_there(reported: Database) -> None:
    with reported.reading() as session:
        with pytest.raises(NotFound):
            utterances.get(session, "0" * 20)
        with pytest.raises(NotFound):
            utterances.of_quote(session, "0" * 20)
