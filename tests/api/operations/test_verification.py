"""Quotations verified against an archive."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask

from api.operations.services import Services
from api.operations.verification import Verification, verify
from api.store import ArticleInput, Database, InvalidFilter
from api.verification.matching import Finding
from api.verification.question import Question

WALL = "“The harbour wall will hold for a hundred years, if we mend it,” Ana Ruiz said."
FERRY = "“Nobody repaired the ferry after the storm of 1987,” Bo Ek said."


@pytest.fixture
def database(app: Flask) -> Database:
    services: Services = app.extensions["saidby"]
    for text, source, month in ((WALL, "Post", 1), (FERRY, "Post", 2), (f"{FERRY} He left.", "Herald", 3)):
        services.add_article(ArticleInput(text, source=source, published_at=datetime(2024, month, 1, tzinfo=UTC)))
    return services.database


def ask(database: Database, quote: str, speaker: str | None = None, **where: str) -> Verification:
    return verify(database, Question(quote, speaker, **where))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("quote", "speaker", "finding"),
    [
        ("Nobody repaired the ferry after the storm of 1987", "Bo Ek", Finding.VERBATIM),
        ("NOBODY REPAIRED THE FERRY … OF 1987", "Ek", Finding.VERBATIM),
        ("Nobody repaired the ferry after the storm of 1987", "Mr Bo Ek", Finding.VERBATIM),
        ("Nobody repaired the ferry after the storm of 1978", "Bo Ek", Finding.ALTERED),
        ("Nobody repaired the ferry after the storm of 1987", "Ana Ruiz", Finding.OTHER_SPEAKER),
        ("Nobody repaired the ferry after the storm of 1987", "Who Ever", Finding.OTHER_SPEAKER),
        ("The harbour wall will hold for a hundred years", "Ana Ruiz", Finding.TRUNCATED),
        ("The harbour wall will hold, nobody repaired the ferry", "Ana Ruiz", Finding.SPLICED),
        ("I have always liked the smell of tar", "Ana Ruiz", Finding.NOT_FOUND),
    ],
)
def test_the_finding(database: Database, quote: str, speaker: str, finding: Finding) -> None:
    assert ask(database, quote, speaker).verdict.finding is finding


def test_a_wrong_year_is_a_changed_date(database: Database) -> None:
    changed = [d for d in ask(database, "after the storm of 1978").verdict.matches[0].differences if d.kinds]
    assert [(d.asked, d.printed, d.kinds) for d in changed] == [("1978", "1987", ("date",))]


def test_who_reports_it_and_what_was_searched(database: Database) -> None:
    found = ask(database, "Nobody repaired the ferry", "Bo Ek")
    assert found.reports == (2, 2)
    assert (found.coverage.articles, found.coverage.quotations, found.coverage.of_speaker) == (3, 3, 2)
    assert ask(database, "Nobody repaired the ferry", source="Post").reports == (1, 1)


def test_the_same_question_compares_the_same_quotations(database: Database) -> None:
    first, second = ask(database, "Nobody repaired it"), ask(database, "Nobody repaired it")
    assert (first.compared, first.engine) == (second.compared, second.engine)
    assert ask(database, "tar smells").compared != first.compared


def test_a_blank_speaker_is_refused(database: Database) -> None:
    with pytest.raises(InvalidFilter):
        ask(database, "Nobody repaired the ferry", " ")
