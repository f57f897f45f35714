"""Pairing the marks of one paragraph: pairs, unpaired marks, and characters that are not quotation marks."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.article.marks import MarkPair, normalize_typed_marks, pair_marks


def marks(text: str) -> list[MarkPair]:
    return pair_marks(normalize_typed_marks(text), 0, len(text))


def inside(text: str) -> list[str]:
    """The text inside each pair, with "... " on the side of an unpaired mark."""
    found = []
    for mark in marks(text):
        if mark.opening is None:
            found.append("... " + text[: mark.closing])
        elif mark.closing is None:
            found.append(text[mark.opening + 1 :] + " ...")
        else:
            found.append(text[mark.opening + 1 : mark.closing])
    return found


HOUSES = [
    ("“It rained,” she said.", ["It rained,"]),
    ('"It rained," she said.', ["It rained,"]),
    ("＂It rained,＂ she said.", ["It rained,"]),
    ("‘It rained,’ she said.", ["It rained,"]),
    ("'It rained,' she said.", ["It rained,"]),
    ("**'It rained,'** she said.", ["It rained,"]),
    ("*‘It rained’*", ["It rained"]),
    ('_"It rained"_', ["It rained"]),
    ("„Es regnet“, said Weber.", ["Es regnet"]),
    ("„Es regnet”, said Weber.", ["Es regnet"]),
    ("‚Es regnet‘, said Weber.", ["Es regnet"]),
    ("»Es regnet«, said Weber.", ["Es regnet"]),
    ("«Il pleut», said Blanc.", ["Il pleut"]),
    ("« Il pleut », said Blanc.", [" Il pleut "]),
    ("«\xa0Il pleut\xa0», said Blanc.", ["\xa0Il pleut\xa0"]),
    ("‹Il pleut›, said Blanc.", ["Il pleut"]),
    ('“It rained," she said.', ["It rained,"]),
    ('"It rained,” she said.', ["It rained,"]),
    ("「It rained,」 she said.", ["It rained,"]),
    ("『It rained,』 she said.", ["It rained,"]),
    ("”It rained,“ she said.", ["It rained,"]),
    ("“It rained,“ she said.", ["It rained,"]),
    ("““It rained,”” she said.", ["“It rained,”"]),
]

PLACES = [
    ("He said “it rained”.", ["it rained"]),
    ('She said:"It rained."', ["It rained."]),
    ('"It rained"said Ana Ruiz."It snowed."', ["It rained", "It snowed."]),
    ('("It rained")', ["It rained"]),
    ('—"It rained"—', ["It rained"]),
    ("“It rained,”she said.", ["It rained,"]),
    ('"It rained,"she said.', ["It rained,"]),
    ('She said,"It rained." He left.', ["It rained."]),
    ('She said,"It rained,"and left.', ["It rained,"]),
    ('"It rained"-- she said.', ["It rained"]),
    ("“A,” she said. “B.”", ["A,", "B."]),
    ('"A," she said. "B."', ["A,", "B."]),
    ("'A', 'B' and 'C'", ["A", "B", "C"]),
    ("“It rained,” said O’Brien; “then it stopped.”", ["It rained,", "then it stopped."]),
    ("It\tsaid\t'go'\tagain", ["go"]),
    ("It said\xa0'go'\xa0again", ["go"]),
    ('He said "it rained ".', ["it rained "]),
    ('He said " it rained".', [" it rained"]),
]

APOSTROPHES = [
    ("‘It’s the teachers’ day,’ she said.", ["It’s the teachers’ day,"]),
    ("'It's the teachers' day,' she said.", ["It's the teachers' day,"]),
    ("‘The ministers’ plan is dead,’ he said.", ["The ministers’ plan is dead,"]),
    ("‘I like the ministers’ he said.", ["I like the ministers"]),
    ("The teachers’ union and the boys’ school agreed.", []),
    ("The teachers' union and the boys' school agreed.", []),
    ("’Tis the season, and ’twas cold.", []),
    ("'Tis the season, and 'twas cold.", []),
    ("‘’Twas brillig,’ he said.", ["’Twas brillig,"]),
    ("The ’90s were loud, rock ’n’ roll was king.", []),
    ("The '90s were loud, rock 'n' roll was king.", []),
    ("‘The ’90s were loud,’ he said.", ["The ’90s were loud,"]),
    ("'The '90s were loud,' he said.", ["The '90s were loud,"]),
    ("‘Rock ’n’ roll was king,’ he said.", ["Rock ’n’ roll was king,"]),
    ("'Rock 'n' roll was king,' he said.", ["Rock 'n' roll was king,"]),
    ("He called it 'a mess' and left.", ["a mess"]),
    ("He called it ‘a mess’ and left.", ["a mess"]),
    ("He read Burns’ ‘A Red, Red Rose’ twice.", ["A Red, Red Rose"]),
    ("The '60s' best band, 'The Who', played.", ["The Who"]),
    ("The Qur'an of the 'Id said 'go'", ["go"]),
]

NESTED = [
    ("“He said ‘no’ to me,” she said.", ["He said ‘no’ to me,"]),
    ("\"He said 'no' to me,\" she said.", ["He said 'no' to me,"]),
    ("‘He said “no” to me,’ she said.", ["He said “no” to me,"]),
    ("'He said \"no\" to me,' she said.", ['He said "no" to me,']),
    ("“He said “no” to me,” she said.", ["He said “no” to me,"]),
    ('"He said "no" to me," she said.', ['He said "no" to me,']),
    ("“He said ‘no,’” she said.", ["He said ‘no,’"]),
    ("“‘No,’ he said,” she said.", ["‘No,’ he said,"]),
    ("“A “b “c” d” e,” she said.", ["A “b “c” d” e,"]),
    ("«Er „sagt“ es»", ["Er „sagt“ es"]),
]

MEASURES = [
    ("He is 6'4\" tall.", []),
    ("He is 6’4” tall.", ["... He is 6’4"]),
    ("He is 6' 4\" tall.", []),
    ('A 12" screen.', []),
    ('A 3½" disk.', []),
    ("The 6′4″ guard", []),
    ('"He is 6\'4" tall," she said.', ["He is 6'4\" tall,"]),
    ('"I want a 12" screen," she said.', ['I want a 12" screen,']),
    ('The 5\'10" guard said: "We won."', ["We won."]),
    ('"We won in 2012" was all he said.', ["We won in 2012"]),
    ('She said "we won in 2012," and left.', ["we won in 2012,"]),
    ('He wrote "1984" and "2001" there.', ["1984", "2001"]),
]

ALONE = [
    ("“It rained, he said.", ["It rained, he said. ..."]),
    ("It rained,” he said.", ["... It rained,"]),
    ("“A, he said. “B,” he said.", ["A, he said. “B,” he said. ...", "B,"]),
    ("It rained,” he said. “Then it stopped,” he said.", ["... It rained,", "Then it stopped,"]),
    ("'It rained, she said.", ["It rained, she said. ..."]),
    ("", []),
    ("It rained.", []),
    ("“”", [""]),
    ('""', [""]),
    ("‘’", [""]),
]


@pytest.mark.parametrize(("text", "expected"), HOUSES)
def test_all_styles_of_marks(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_positions_of_marks(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


@pytest.mark.parametrize(("text", "expected"), APOSTROPHES)
def test_apostrophes_are_not_marks(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


@pytest.mark.parametrize(("text", "expected"), NESTED)
def test_the_outer_pair_counts(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


@pytest.mark.parametrize(("text", "expected"), MEASURES)
def test_feet_and_inches_are_not_marks(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


@pytest.mark.parametrize(("text", "expected"), ALONE)
def test_unpaired_marks_are_returned(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


def test_a_pair_says_whether_it_is_single() -> None:
    assert marks("“A” ‘b’") == [MarkPair(0, 2), MarkPair(4, 6, single=True)]


def test_only_the_paragraph_is_read() -> None:
    text = "“A” “B” “C”"
    assert pair_marks(text, 4, 7) == [MarkPair(4, 6)]
    assert pair_marks(text, 5, 7) == [MarkPair(None, 6)]


@given(st.text(alphabet="ab s.,5\n \xa0😀“”\"„«»‘’'‚‹›＂`´′″(—", max_size=80))
def test_any_characters_give_marks_in_order(text: str) -> None:
    found = marks(text)
    places = [p for m in found for p in (m.opening, m.closing) if p is not None]
    assert all(0 <= place < len(text) for place in places)
    assert all(m.opening is not None or m.closing is not None for m in found)
    assert all(m.opening < m.closing for m in found if m.opening is not None and m.closing is not None)
    first = [m.opening if m.opening is not None else m.closing for m in found]
    assert first == sorted(set(first))  # type: ignore[type-var]
    assert len(places) == len(set(places))


def grows_linearly(run: Callable[[str], object], piece: str, number: int) -> bool:
    """Whether four times the input takes well under sixteen times as long; retried for busy machines."""

    def seconds(text: str) -> float:
        gc.collect()
        gc.disable()
        start = time.process_time()
        run(text)
        taken = time.process_time() - start
        gc.enable()
        return max(taken, 1e-3)

    return any(seconds(piece * (4 * number)) / seconds(piece * number) < 9 for _ in range(5))


@pytest.mark.parametrize("piece", ["“a ", '"a ', "'a ", "‘a ", '"', "'", "“", "”", "“‘", "“a ‘b’ ", "'as' as' ", "-'-"])
def test_pairing_is_linear(piece: str) -> None:
    assert grows_linearly(marks, piece, 3_000)
