"""Where engine and store meet."""

from __future__ import annotations

import pytest
from flask import Flask

from api.operations.attributors import InProcessAttributor
from api.operations.services import Services
from api.store import ArticleFilter, ArticleInput
from attribution import InvalidText, text_digest

from ..conftest import ADA
from ..fakes import FakeAttributor, attribute


@pytest.fixture
def services(app: Flask) -> Services:
    made: Services = app.extensions["saidby"]
    return made


def stored(services: Services) -> int:
    return len(services.articles(ArticleFilter(), 200, None).items)


def test_attributing_keeps_nothing(services: Services) -> None:
    attribution = services.attribute(ADA)
    assert attribution.text_sha256 == text_digest(ADA)
    assert attribution.quotations == attribute(ADA)
    assert stored(services) == 0


def test_an_article_comes_back_with_its_quotations(services: Services) -> None:
    article, created = services.add_article(ArticleInput(ADA, source="Post"))
    assert created
    assert [quotation.text for quotation in article.quotations] == ["We shall see,", "It rains."]
    assert services.article(article.id) == article


def test_a_known_article_is_not_read_again(services: Services, attributor: FakeAttributor) -> None:
    first, _ = services.add_article(ArticleInput(ADA, source="Post"))
    second, created = services.add_article(ArticleInput(ADA, source="Post", title="Rain"))
    assert (created, attributor.calls) == (False, 1)
    assert (second.id, second.title, second.quotations) == (first.id, "Rain", second.quotations)
    assert len(second.quotations) == 2


def test_the_same_address_with_another_text_is_read_anew(services: Services, attributor: FakeAttributor) -> None:
    first, _ = services.add_article(ArticleInput(ADA, url="https://a.example/1"))
    second, created = services.add_article(ArticleInput("“Corrected,” Ada Byron said.", url="https://a.example/1"))
    assert (created, attributor.calls, stored(services)) == (False, 2, 1)
    assert second.id == first.id
    assert [quotation.text for quotation in second.quotations] == ["Corrected,"]


def test_an_article_with_more_quotations_than_a_page_holds_is_whole(services: Services) -> None:
    article, _ = services.add_article(ArticleInput("“So,” Ada Byron said. " * 450))
    assert len(article.quotations) == 450
    starts = [quotation.spans[0].start for quotation in article.quotations]
    assert starts == sorted(starts)


@pytest.mark.parametrize("text", ["", " \n ", "a\x00b", "a\ud800b", "x" * 1_000_001])
def test_a_text_that_is_none_never_reaches_the_engine(
    services: Services, attributor: FakeAttributor, text: str
) -> None:
    for call in (services.attribute, lambda text: services.add_article(ArticleInput(text))):
        with pytest.raises(InvalidText):
            call(text)
    assert (attributor.calls, stored(services)) == (0, 0)


def test_the_engine_in_process_is_called_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.operations.attributors.attribute_text", attribute)
    assert InProcessAttributor().attribute(ADA) == attribute(ADA)
