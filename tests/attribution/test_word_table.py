"""The table of words that networks keep what they computed in."""

from __future__ import annotations

from typing import Any

import numpy

from attribution.word_table import WordTable


class Sums:
    """Computes the sum of a word's features, and remembers for how many words it was asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, features: Any) -> Any:
        self.asked.append(len(features))
        return features.sum(axis=1, keepdims=True).astype("float32")


def words(*numbers: int) -> Any:
    return numpy.array([[number, 2 * number] for number in numbers], dtype="uint64")


def test_each_word_is_computed_once() -> None:
    table, make = WordTable(8, 1), Sums()
    assert table.look_up(words(1, 2, 1, 1), make).ravel().tolist() == [3, 6, 3, 3]
    assert table.look_up(words(2, 3, 1), make).ravel().tolist() == [6, 9, 3]
    assert make.asked == [2, 1]


def test_a_full_table_begins_again() -> None:
    table, make = WordTable(3, 1), Sums()
    for numbers in ((1, 2, 3), (3, 4), (1, 2, 3), (5,)):
        assert table.look_up(words(*numbers), make).ravel().tolist() == [3 * number for number in numbers]
    assert len(table.places) == 1


def test_more_words_than_the_table_holds_are_computed_without_it() -> None:
    table, make = WordTable(3, 1), Sums()
    assert table.look_up(words(1, 2, 3, 4, 4), make).ravel().tolist() == [3, 6, 9, 12, 12]
    assert table.look_up(words(1), make).tolist() == [[3]]
    assert make.asked == [4, 1]


def test_no_tokens() -> None:
    assert WordTable(3, 1).look_up(words().reshape(0, 2), Sums()).shape == (0, 1)
