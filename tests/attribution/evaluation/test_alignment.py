"""Alignment of contents, and matching of mentions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.evaluation.alignment import THRESHOLD, Letters, align, same_source
from attribution.model import Span

TEXT = "ab, cd ef! gh"
Spans = tuple[Span, ...]


def spans(*edges: tuple[int, int]) -> Spans:
    return tuple(Span(start, end) for start, end in edges)


@pytest.mark.parametrize(
    ("edges", "size"),
    [
        ([(0, 13)], 8),
        ([(2, 4)], 0),
        ([(0, 5), (3, 6)], 4),  # overlapping spans count once
        ([(0, 2), (11, 13)], 4),
        ([(-5, 99)], 8),
        ([(5, 5)], 0),
        ([], 0),
    ],
)
def test_letters_and_digits_are_counted_once(edges: list[tuple[int, int]], size: int) -> None:
    assert Letters(TEXT).size(spans(*edges)) == size


def test_marks_and_spaces_at_the_edges_do_not_count() -> None:
    assert align(Letters(TEXT), [spans((0, 3))], [spans((0, 2))]) == {0: 0}


def test_the_best_pair_comes_first_and_pairs_are_one_to_one() -> None:
    gold = [spans((0, 9)), spans((0, 6))]  # abcdef, abcd
    assert align(Letters(TEXT), gold, [spans((0, 6))]) == {1: 0}
    assert align(Letters(TEXT), gold, [spans((0, 6)), spans((0, 6))]) == {1: 0, 0: 1}


def test_half_of_the_letters_is_enough_and_less_is_not() -> None:
    letters = Letters("abcdefghij")
    assert align(letters, [spans((0, 10))], [spans((0, 5))]) == {0: 0}
    assert align(letters, [spans((0, 10))], [spans((0, 4))]) == {}


def test_a_discontinuous_content_is_one_content() -> None:
    letters = Letters("abcdefghij")
    assert align(letters, [spans((0, 3), (7, 10))], [spans((0, 2)), spans((0, 3), (7, 9))]) == {0: 1}


def test_nothing_pairs_with_nothing() -> None:
    assert align(Letters(TEXT), [], []) == {}
    assert align(Letters(TEXT), [spans((2, 4))], [spans((2, 4))]) == {}  # no letter in it


EDGES = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: Span(min(pair), max(pair)))
CONTENTS = st.lists(st.lists(EDGES, min_size=1, max_size=3).map(tuple), max_size=6)


def characters(text: str, content: Spans) -> set[int]:
    return {i for s in content for i in range(s.start, s.end) if text[i].isalnum()}


@given(st.text("ab1 ,.", min_size=30, max_size=30), CONTENTS, CONTENTS)
def test_it_agrees_with_sets_of_characters(text: str, gold: list[Spans], predicted: list[Spans]) -> None:
    scored = []
    for i, one in enumerate(gold):
        for j, other in enumerate(predicted):
            a, b = characters(text, one), characters(text, other)
            if a and b and len(a & b) / len(a | b) >= THRESHOLD:
                scored.append((-len(a & b) / len(a | b), i, j))
    wanted: dict[int, int] = {}
    for _, i, j in sorted(scored):
        if i not in wanted and j not in wanted.values():
            wanted[i] = j
    assert align(Letters(text), gold, predicted) == wanted


class CountedLetters(Letters):
    """Counts how often it counts."""

    counted = 0

    def count(self, start: int, end: int) -> int:
        self.counted += 1
        return super().count(start, end)


def test_the_work_grows_with_the_text_and_not_with_the_pairs() -> None:
    number = 20_000
    letters = CountedLetters("word " * number)
    words = [spans((5 * n, 5 * n + 4)) for n in range(number)]
    assert len(align(letters, words, words)) == number
    assert letters.counted == 3 * number  # each side's sizes, and what each pair shares


@pytest.mark.parametrize(
    ("gold", "predicted", "right"),
    [
        ([(0, 8)], [(0, 8)], True),
        ([(0, 8)], [(0, 4)], True),  # inside the gold's
        ([(0, 4)], [(0, 8)], True),  # around it
        ([(0, 4)], [(3, 8)], False),
        ([(0, 4)], [], False),
        ([], [], True),
        ([], [(0, 4)], False),
    ],
)
def test_a_mention_covers_half_or_lies_half_inside(
    gold: list[tuple[int, int]], predicted: list[tuple[int, int]], right: bool
) -> None:
    assert same_source(Letters("abcdefgh"), spans(*gold), spans(*predicted)) is right
