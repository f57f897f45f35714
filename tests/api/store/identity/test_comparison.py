"""How two names differ, of persons and of organizations."""

from __future__ import annotations

import pytest

from api.store.identity import blocking
from api.store.identity.comparison import Difference, organizations, persons


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ("antony blinken", "antony blinken", Difference.NONE),
        ("antony blinken", "anthony blinken", Difference.GIVEN_FORM),
        ("joe biden", "joseph r biden jr", Difference.GIVEN_FORM),
        ("george bush", "george w bush", Difference.MIDDLE),
        ("george h w bush", "george w bush", Difference.OTHER),
        ("john a smith", "john b smith", Difference.OTHER),
        ("volodymyr zelensky", "volodymyr zelenskyy", Difference.SPELLING),
        ("antony blinken", "antony blinkin", Difference.SPELLING),
        ("khaled mansour", "khalid mansour", Difference.SPELLING),
        ("qin gang", "gang qin", Difference.ORDER),
        ("gabriel garcia", "gabriel garcia marquez", Difference.SHORTENED),
        ("a blinken", "antony blinken", Difference.INITIAL),
        ("blinken", "antony blinken", Difference.OTHER),
        ("maria kowalczyk", "mario kowalczyk", Difference.OTHER),
        ("daniel berg", "daniela berg", Difference.OTHER),
        ("john smith", "jane smith", Difference.OTHER),
        ("wang yi", "wang yu", Difference.OTHER),
        ("elizabeth windsor", "elizabeth windsor ii", Difference.OTHER),
        ("bob number0x", "bob number1x", Difference.OTHER),
    ],
)
def test_persons(one: str, other: str, difference: Difference) -> None:
    assert persons(one, other) == persons(other, one)
    assert persons(one, other).difference == difference


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ("world health organization", "world health organisation", Difference.SPELLING),
        ("world health organization", "world trade organization", Difference.OTHER),
        ("who", "world health organization", Difference.ABBREVIATION),
        ("state department", "us state department", Difference.TAIL),
        ("chinese foreign ministry", "russian foreign ministry", Difference.OTHER),
    ],
)
def test_organizations(one: str, other: str, difference: Difference) -> None:
    assert organizations(one, other) == organizations(other, one)
    assert organizations(one, other).difference == difference


@pytest.mark.parametrize(
    ("family", "one", "other"),
    [
        ("person", "antony blinken", "anthony blinken"),
        ("person", "antony blinken", "antony blinkin"),
        ("person", "volodymyr zelensky", "volodymyr zelenskyi"),
        ("person", "gang qin", "qin gang"),
        ("person", "nikita petrenkov", "nikita petrentov"),
        ("organization", "who", "world health organization"),
        ("organization", "state department", "us state department"),
    ],
)
def test_names_alike_have_a_key_in_common(family: str, one: str, other: str) -> None:
    assert set(blocking.similar_keys(family, one)) & set(blocking.keys_of(family, other))


def test_one_word_alone_names_nobody_in_full() -> None:
    assert not blocking.is_full("person", "blinken")
    assert blocking.is_full("person", "qin gang")
    assert blocking.is_full("organization", "reuters")
    assert blocking.similar_keys("person", "blinken") == blocking.similar_keys("document", "a report") == []
