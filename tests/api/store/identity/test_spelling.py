"""The spelling of names: sounds, forms of one given name."""

from __future__ import annotations

import pytest

from api.store.identity.spelling import given_name, skeleton


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
