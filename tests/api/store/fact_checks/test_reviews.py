"""Reviews of quotations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.store import Database, InvalidInput, NotFound
from api.store.articles import articles
from api.store.fact_checks import reviews
from api.store.fact_checks.reviews import site_of
from api.store.inputs import ClaimFilter, ReviewInput
from api.store.quotes import quotes

from ..building import day, keep

REVIEW = ReviewInput("https://www.checks.example/1", "Checks", "False", "Will the wall hold?", "en-gb", day(3))


@pytest.fixture
def quote_id(database: Database) -> str:
    article = keep(database, "The harbour wall will hold for a hundred years", "Ana Ruiz", published_at=day(1))
    keep(database, "Nobody mended the ferry", "Bo Ek")
    with database.reading() as session:
        return next(quotes.of_article(session, article.id)).id


def add(database: Database, quote_id: str, review: ReviewInput = REVIEW) -> bool:
    with database.writing() as session:
        return reviews.add(session, quote_id, review)[1]


def found(database: Database, where: ClaimFilter, limit: int = 10, offset: int = 0) -> list[str]:
    with database.reading() as session:
        return [claim.quote.text for claim in reviews.find(session, where, limit, offset)[0]]


def test_a_review_of_the_same_address_replaces_the_first(database: Database, quote_id: str) -> None:
    assert add(database, quote_id)
    assert not add(database, quote_id, replace(REVIEW, rating="True"))
    with database.reading() as session:
        assert [(r.rating, r.site) for r in reviews.of_quote(session, quote_id)] == [("True", "checks.example")]


def test_a_review_of_nothing_is_refused(database: Database) -> None:
    with pytest.raises(NotFound):
        add(database, "none")


def test_a_quotation_has_so_many_reviews(database: Database, quote_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviews, "MOST_REVIEWS", 1)
    add(database, quote_id)
    add(database, quote_id, replace(REVIEW, rating="True"))
    with pytest.raises(InvalidInput):
        add(database, quote_id, replace(REVIEW, url="https://other.example/"))


@pytest.mark.parametrize(
    ("where", "count"),
    [
        (ClaimFilter(), 1),
        (ClaimFilter(words="HARBOUR wáll"), 1),
        (ClaimFilter(words="harbour boat"), 1),
        (ClaimFilter(words="ana ruiz"), 1),
        (ClaimFilter(words="harbour boat train"), 0),
        (ClaimFilter(words="ferry"), 0),
        (ClaimFilter(site="checks.example"), 1),
        (ClaimFilter(site="WWW.checks.example"), 1),
        (ClaimFilter(site="example"), 0),
        (ClaimFilter(language="en"), 1),
        (ClaimFilter(language="en-GB"), 1),
        (ClaimFilter(language="en-US"), 0),
        (ClaimFilter(language="e"), 0),
        (ClaimFilter(language="%"), 0),
        (ClaimFilter(reviewed_from=day(3)), 1),
        (ClaimFilter(reviewed_from=day(4)), 0),
    ],
)
def test_claims_are_found(database: Database, quote_id: str, where: ClaimFilter, count: int) -> None:
    add(database, quote_id)
    assert len(found(database, where)) == count


def test_pages_of_claims(database: Database, quote_id: str) -> None:
    other = keep(database, "The harbour is full", "Cy Dee", published_at=day(2))
    add(database, quote_id)
    with database.reading() as session:
        second = next(quotes.of_article(session, other.id)).id
    add(database, second, replace(REVIEW, reviewed_at=day(9)))
    assert found(database, ClaimFilter(words="harbour")) == ["The harbour is full", found(database, ClaimFilter())[1]]
    assert found(database, ClaimFilter(words="harbour"), 1, 1) == found(database, ClaimFilter())[1:]
    with database.reading() as session:
        assert reviews.find(session, ClaimFilter(), 1, 0)[1]
        assert not reviews.find(session, ClaimFilter(), 1, 1)[1]


def test_reviews_outlive_their_quotation(database: Database, quote_id: str) -> None:
    add(database, quote_id)
    with database.writing() as session:
        article_id = quotes.get(session, quote_id).article_id
        articles.delete(session, article_id)
    assert found(database, ClaimFilter()) == []
    keep(database, "The harbour wall will hold for a hundred years", "Ana Ruiz", published_at=day(1))
    assert len(found(database, ClaimFilter())) == 1


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.A.example:80/x", "a.example"),
        ("https://b.example", "b.example"),
        ("nothing", ""),
        ("http://[", ""),
    ],
)
def test_the_site_of_an_address(url: str, site: str) -> None:
    assert site_of(url) == site
