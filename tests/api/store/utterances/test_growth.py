"""What it takes to cluster the quotations of one speaker grows as their number does, however alike they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest

from api.store import ArticleInput, Database
from api.store.articles import articles
from api.store.articles.validation import validate
from api.store.utterances import clustering, members

from ....counting import count_calls
from ..building import keep, quotation
from .test_clustering import clusters, rebuilt, state

FEW, MANY = 40, 200
MOST = 8  # members read and pairs compared for each quotation


@contextmanager
def counted() -> Iterator[list[int]]:
    """The members that are read and the pairs that are compared meanwhile."""
    seen: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        count_calls(patch, seen, members, "_member")
        count_calls(patch, seen, clustering, "same_utterance")
        count_calls(patch, seen, clustering, "is_excerpt")
        yield seen


def add(database: Database, numbers: Sequence[int]) -> str:
    """Store an article in which one speaker says nearly the same again and again; returns its identifier."""
    said = [f"We will mend the harbour wall before the winter, in {n} days, if the council agrees" for n in numbers]
    text = "\n\n".join(f"“{each},” said Ana Ruiz." for each in said)
    given = validate(ArticleInput(text, source="Post", url="https://post.example/wall"))
    with database.writing() as session:
        return articles.add(session, given, [quotation(text, each, speaker="Ana Ruiz") for each in said])[0].id


@pytest.mark.parametrize("number", [FEW, MANY])
def test_nearly_equal_quotations_are_compared_with_few_others(database: Database, number: int) -> None:
    with counted() as stored:
        add(database, range(number))
    with counted() as revised:
        article = add(database, range(1, 2 * number, 2))
    assert state(database) == rebuilt(database)
    assert [len(cluster) for cluster in clusters(database)] == [number]
    with counted() as deleted, database.writing() as session:
        articles.delete(session, article)
    assert number <= len(stored) <= MOST * number
    assert number <= len(revised) <= MOST * number
    assert number <= len(deleted) <= MOST * number


def test_a_quotation_that_is_nearly_equal_to_many_is_compared_with_few(database: Database) -> None:
    add(database, range(10, 10 + MANY))
    with counted() as seen:
        keep(database, "We will mend the harbour wall before winter, in 9 days, if the council agrees", "Ana Ruiz")
    assert max(map(len, clusters(database))) == MANY + 1
    assert 0 < len(seen) <= 3 * MOST
