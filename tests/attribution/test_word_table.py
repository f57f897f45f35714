"""The table of words that networks keep what they computed in."""

from __future__ import annotations

from typing import Any

import numpy

from attribution.word_table import WordTable


class Sums:
    """Looks words up in a table of the sums of their features; remembers for how many words each one is asked."""

    def __init__(self, size: int) -> None:
        self.table, self.asked = WordTable(size, 1), list[int]()

    def of(self, *numbers: int) -> Any:
        features = numpy.array([[number, 2 * number] for number in numbers], dtype="uint64").reshape(-1, 2)

        def make(tokens: Any) -> Any:
            self.asked.append(len(tokens))
            return features[tokens].sum(axis=1, keepdims=True).astype("float32")

        return self.table.look_up(features, make).ravel().tolist()


def test_each_word_is_computed_once() -> None:
    sums = Sums(8)
    assert sums.of(1, 2, 1, 1) == [3, 6, 3, 3]
    assert sums.of(2, 3, 1) == [6, 9, 3]
    assert sums.asked == [2, 1]


def test_a_full_table_keeps_the_words_that_most_articles_had() -> None:
    sums = Sums(6)
    for number in range(4):
        assert sums.of(1, 2) == [3, 6]
        assert sums.of(10 + number) == [30 + 3 * number]
    assert sums.asked == [2, 1, 1, 1, 1]
    assert sums.of(20, 1, 21) == [60, 3, 63]  # two more than there is room for
    assert len(sums.table.places) == 5
    del sums.asked[:]
    assert sums.of(2, 13, 1) == [6, 39, 3]
    assert sums.asked == []
    assert sums.of(10) == [30]
    assert sums.asked == [1]


def test_the_table_stays_as_large_as_it_is_however_many_words_come() -> None:
    sums = Sums(10)
    for number in range(0, 600, 3):
        assert sums.of(number, number + 1, number + 2) == [3 * number, 3 * number + 3, 3 * number + 6]
        assert len(sums.table.places) <= 10


def test_more_words_than_there_is_room_for_are_computed_without_the_table() -> None:
    sums = Sums(6)
    assert sums.of(1, 2) == [3, 6]
    assert sums.of(3, 4, 5, 6, 7, 7) == [9, 12, 15, 18, 21, 21]
    assert sums.of(1, 3) == [3, 9]
    assert sums.asked == [2, 5, 1]


def test_no_tokens() -> None:
    assert Sums(3).of() == []
