"""Whom a name means: roles, co-quoted speakers, sources and how common the name is."""

from __future__ import annotations

import pytest

from api.store.identity.comparison import Comparison, Difference
from api.store.identity.match_scoring import Candidate, Context, Verdict, decide, expected_namesakes
from api.store.identity.roles import Agreement, agreement, words

SAME = Comparison(Difference.NONE, 1.0)
FORM = Comparison(Difference.GIVEN_FORM, 0.2)


def said(*descriptions: str, co_quoted: str = "", source: str = "") -> Context:
    return Context(tuple(map(words, descriptions)), frozenset(co_quoted.split()), frozenset(source.split()))


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("US Secretary of State", "the top US diplomat", Agreement.PARTLY),
        ("US Secretary of State", "Secretary of State", Agreement.AGREES),
        ("the Olympic sprinter", "the defence minister", Agreement.CONTRADICTS),
        ("of Hull", "from Leeds", Agreement.DIFFERS),
        ("", "the defence minister", Agreement.UNKNOWN),
    ],
)
def test_what_somebody_is_called(one: str, other: str, how: Agreement) -> None:
    assert agreement([words(one)], [words(other)]) == agreement([words(other)], [words(one)]) == how


def test_a_rare_name_is_one_person_whatever_they_are_called() -> None:
    found = decide([Candidate("a", SAME, said("a senator"))], said("top diplomat"), 0.0)
    assert found.verdict == Verdict.KNOWN
    assert found.confidence > 0.9


def test_a_line_of_work_apart_is_another_person() -> None:
    assert decide([Candidate("a", SAME, said("a sprinter"))], said("the defence minister"), 0.0).verdict == Verdict.NEW


def test_a_common_name_alone_says_nothing_until_something_else_does() -> None:
    smiths = [Candidate("a", SAME, said("a teacher")), Candidate("b", SAME, said("the shadow defence minister"))]
    assert decide(smiths, said(), 5.0).verdict == Verdict.UNDECIDED
    called = decide(smiths, said("shadow defence minister"), 0.1)
    assert (called.verdict, called.best and called.best.speaker_id) == (Verdict.KNOWN, "b")
    candidates = [Candidate("a", SAME), Candidate("b", SAME, said(co_quoted="jones evans"))]
    assert decide(candidates, said(co_quoted="jones evans"), 0.5).best == candidates[1]
    assert decide(candidates, said(co_quoted="jones evans"), 0.5).verdict == Verdict.KNOWN


def test_context_never_makes_one_of_two_names() -> None:
    weak = Candidate("a", Comparison(Difference.TAIL, 0.01), said("x y z", co_quoted="jones evans", source="s"))
    found = decide([weak], said("x y z", co_quoted="jones evans", source="s"), 0.0)
    assert found.verdict == Verdict.NEW
    assert 0.05 < found.confidence < 0.9
    assert decide([Candidate("a", FORM)], said(), 0.0).verdict == Verdict.KNOWN
    assert decide([Candidate("a", FORM)], said(), 1.0).verdict == Verdict.NEW


def test_whoever_is_quoted_often_is_meant_rather_than_somebody_new() -> None:
    rare, often = (decide([Candidate("a", SAME, said(), articles)], said(), 0.5) for articles in (1, 30))
    assert rare.verdict == Verdict.UNDECIDED
    assert often.verdict == Verdict.KNOWN


def test_how_many_others_are_to_be_expected() -> None:
    young, old = (expected_namesakes(100, 100, 0, 20_000, appearances) for appearances in (20_100, 200_000))
    assert young > 50 * old
    assert expected_namesakes(givens=1, families=1, both=1, speakers=10) == 0
    assert expected_namesakes(3000, 1000, 2, 100_000, 10**9) == pytest.approx(29.92, abs=0.01)
    assert decide([], said(), 0.0).confidence == 0
