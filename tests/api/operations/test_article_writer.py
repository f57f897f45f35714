"""An article that the engine cannot read is kept without quotations, marked, and read by the next engine."""

from __future__ import annotations

import pytest

from api.engine_pool import EngineBusy, EngineCrashed, EngineTimeout
from api.operations.article_writer import ArticleWriter
from api.store import ArticleFilter, ArticleInput, Database, NotFound, Unread, UnreadReason
from api.store.articles import articles
from api.store.quotes import quotes
from attribution import Quotation

from ..conftest import ADA
from ..fakes import FakeAttributor, attribute

ARTICLE = ArticleInput(ADA, source="Post")
CRASHED = Unread(UnreadReason.CRASHED, "1.0+one")


@pytest.fixture
def attributor() -> FakeAttributor:
    return FakeAttributor()


@pytest.fixture
def writer(database: Database, attributor: FakeAttributor) -> ArticleWriter:
    return ArticleWriter(database, attributor)


@pytest.fixture
def marked(writer: ArticleWriter, attributor: FakeAttributor) -> str:
    """An article on which the engine crashed."""
    attributor.error = EngineCrashed("died")
    article, _ = writer.add(ARTICLE)
    attributor.error = None
    attributor.calls = 0
    return article.id


def present(writer: ArticleWriter, article_id: str) -> tuple[int, Unread | None]:
    """How many quotations an article has, and its mark."""
    with writer.database.reading() as session:
        found = articles.get(session, article_id)
        assert len(list(quotes.of_article(session, article_id))) == found.quotes
        return found.quotes, found.unread


def test_what_the_engine_cannot_read_is_kept_and_marked(writer: ArticleWriter, attributor: FakeAttributor) -> None:
    attributor.error = EngineTimeout("too long")
    article, created = writer.add(ARTICLE)
    assert (created, article.text, article.quotations) == (True, ADA, ())
    assert article.unread == Unread(UnreadReason.TIMED_OUT, "1.0+one")
    assert writer.unread_ids() == [article.id]


@pytest.mark.parametrize("error", [EngineBusy("all at work"), RuntimeError("a defect of the service")])
def test_what_is_not_the_texts_fault_keeps_nothing(
    writer: ArticleWriter, attributor: FakeAttributor, error: Exception
) -> None:
    attributor.error = error
    with pytest.raises(type(error)):
        writer.add(ARTICLE)
    with writer.database.reading() as session:
        assert articles.find(session, ArticleFilter()).items == ()


def test_the_same_engine_does_not_read_it_again(writer: ArticleWriter, attributor: FakeAttributor, marked: str) -> None:
    article, created = writer.add(ArticleInput(ADA, source="Post", title="Rain"))
    assert (article.id, created, attributor.calls) == (marked, False, 0)
    assert (article.title, article.unread) == ("Rain", CRASHED)


def test_the_same_engine_reads_it_again_when_it_is_told_to(
    writer: ArticleWriter, attributor: FakeAttributor, marked: str
) -> None:
    article, created = writer.add(ARTICLE, again=True)
    assert (article.id, created, attributor.calls) == (marked, False, 1)
    assert (article.unread, len(article.quotations)) == (None, 2)
    writer.add(ARTICLE, again=True)
    assert attributor.calls == 1  # what was read is known


def test_the_next_engine_reads_it(writer: ArticleWriter, attributor: FakeAttributor, marked: str) -> None:
    attributor.engine = "1.0+two"
    article, created = writer.add(ARTICLE)
    assert (article.id, created, attributor.calls) == (marked, False, 1)
    assert (article.unread, len(article.quotations), article.revision) == (None, 2, 1)
    assert writer.unread_ids() == []


def test_the_next_engine_that_fails_as_well_is_not_asked_again(
    writer: ArticleWriter, attributor: FakeAttributor, marked: str
) -> None:
    attributor.engine, attributor.error = "1.0+two", EngineTimeout("too long")
    for _ in range(3):
        article, _ = writer.add(ARTICLE)
    assert attributor.calls == 1
    assert article.unread == Unread(UnreadReason.TIMED_OUT, "1.0+two")


def test_a_text_that_defeats_the_engine_makes_a_revision_all_the_same(
    writer: ArticleWriter, attributor: FakeAttributor
) -> None:
    url = "https://a.example/1"
    first, _ = writer.add(ArticleInput(ADA, url=url))
    attributor.error = EngineCrashed("died")
    second, created = writer.add(ArticleInput("“Corrected,” Ada Byron said.", url=url))
    assert (created, second.id, second.revision, second.quotations) == (False, first.id, 2, ())
    assert second.unread == CRASHED
    attributor.error = None
    third, _ = writer.add(ArticleInput("“Corrected again,” Ada Byron said.", url=url))
    assert (third.unread, third.revision, len(third.quotations)) == (None, 3, 1)


def test_who_reads_it_at_the_same_time_wins(
    writer: ArticleWriter, attributor: FakeAttributor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One reader fails while another has it: what was read stays, whoever comes first."""

    def slow(self: FakeAttributor, text: str, *rest: object) -> list[Quotation]:
        monkeypatch.undo()
        writer.add(ARTICLE)
        raise EngineCrashed("died")

    monkeypatch.setattr(FakeAttributor, "attribute", slow)
    article, created = writer.add(ARTICLE)
    assert (created, article.unread, len(article.quotations)) == (False, None, 2)

    def lucky(self: FakeAttributor, text: str, *rest: object) -> list[Quotation]:
        monkeypatch.undo()
        attributor.error = EngineCrashed("died")
        writer.add(ArticleInput(ADA, source="Wire"))
        return attribute(text)

    monkeypatch.setattr(FakeAttributor, "attribute", lucky)
    article, created = writer.add(ArticleInput(ADA, source="Wire"))
    assert (created, article.unread, len(article.quotations)) == (False, None, 2)


def test_an_answer_that_no_article_can_have_is_the_engines_fault(
    writer: ArticleWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeAttributor, "attribute", lambda self, text, *rest: attribute(ADA + ADA))
    article, created = writer.add(ArticleInput("“Short,” Ada Byron said."))
    assert (created, article.quotations) == (True, ())
    assert article.unread == Unread(UnreadReason.FAILED, "1.0+one")
    assert writer.reread(article.id) == article.unread


def test_reading_again_takes_the_mark_away(writer: ArticleWriter, marked: str) -> None:
    assert writer.reread(marked) is None
    assert present(writer, marked) == (2, None)


def test_reading_again_keeps_what_it_cannot_replace(
    writer: ArticleWriter, attributor: FakeAttributor, marked: str
) -> None:
    other, _ = writer.add(ArticleInput(ADA, source="Wire"))
    attributor.engine, attributor.error = "1.0+two", EngineTimeout("too long")
    failure = Unread(UnreadReason.TIMED_OUT, "1.0+two")
    assert writer.reread(marked) == failure
    assert writer.reread(other.id) == failure
    assert present(writer, marked) == (0, failure)
    assert present(writer, other.id) == (2, None)


def test_reading_again_does_not_overwrite_a_text_that_came_meanwhile(
    writer: ArticleWriter, attributor: FakeAttributor, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "https://a.example/1"
    article, _ = writer.add(ArticleInput(ADA, url=url))

    def slow(self: FakeAttributor, text: str, *rest: object) -> list[Quotation]:
        monkeypatch.undo()
        writer.add(ArticleInput("“Corrected,” Ada Byron said.", url=url))
        return attribute(text)

    monkeypatch.setattr(FakeAttributor, "attribute", slow)
    writer.reread(article.id)
    assert present(writer, article.id) == (1, None)


def test_what_is_not_there_is_not_read(writer: ArticleWriter) -> None:
    with pytest.raises(NotFound):
        writer.reread("none")


def test_the_marked_are_a_filter_of_lists(writer: ArticleWriter, marked: str) -> None:
    other, _ = writer.add(ArticleInput(ADA, source="Wire"))
    with writer.database.reading() as session:
        found = {
            wanted: [article.id for article in articles.find(session, ArticleFilter(unread=wanted)).items]
            for wanted in (True, False, None)
        }
    assert found[True] == [marked]
    assert found[False] == [other.id]
    assert sorted(found[None]) == sorted([marked, other.id])
