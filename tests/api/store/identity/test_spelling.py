"""The spelling of names: sounds, forms of one given name, distances."""

from __future__ import annotations

import pytest

from api.store.identity.spelling import edits, given_name, likeness, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("blinken", "blinkin"),
        ("zelensky", "zelenskyy"),
        ("gaddafi", "qaddafi"),
        ("mohammed", "muhammad"),
        ("evgeny", "yevgeny"),
        ("schulz", "schultz"),
        ("khamenei", "khameini"),
        ("smith", "smyth"),
    ],
)
def test_names_that_sound_alike(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("qin", "chin"), ("marsh", "march"), ("jones", "hones"), ("wang", "huang")])
def test_names_that_do_not(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_forms_of_one_given_name() -> None:
    assert {given_name(name) for name in ("tony", "antony", "anthony", "anton")} == {"anthony"}
    assert given_name("chunying") == "chunying"


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("", "", 0), ("", "abc", 3), ("blinken", "bliken", 1), ("blinken", "blniken", 1), ("kitten", "sitting", 3)],
)
def test_edits(one: str, other: str, apart: int) -> None:
    assert edits(one, other) == edits(other, one) == apart


def test_likeness_is_that_of_jaro_and_winkler() -> None:
    assert likeness("martha", "marhta") == pytest.approx(0.9611, abs=1e-4)
    assert likeness("dixon", "dicksonx") == pytest.approx(0.8133, abs=1e-4)
    assert likeness("abc", "xyz") == likeness("a", "") == 0
    assert likeness("same", "same") == 1
