"""Whether two printed names can refer to the same person or organization."""

from __future__ import annotations

import pytest

from attribution.language.name_matching import same_organization, same_person
from attribution.language.names import parse_name, parse_organization

SAME = [
    ("Antony Blinken", "Antony Blinken"),
    ("Blinken", "Antony Blinken"),
    ("Antony", "Antony Blinken"),
    ("Mr. Blinken", "Secretary of State Antony Blinken"),
    ("Antony Blinken", "Antony J. Blinken"),
    ("A. Blinken", "Antony Blinken"),
    ("A. J. Blinken", "Antony John Blinken"),
    ("Qin", "Qin Gang"),
    ("Foreign Minister Qin", "Qin Gang"),
    ("Kim", "Kim Jong Un"),
    ("Xi’s", "Xi Jinping"),
    ("van Gogh", "Vincent van Gogh"),
    ("Gogh", "Vincent van Gogh"),
    ("von der Leyen", "Ursula von der Leyen"),
    ("O'Brien", "Conan O’Brien"),
    ("Jose Alvarez", "José Álvarez"),
    ("Jean-Luc Picard", "Jean‐Luc Picard"),
    ("Ocasio-Cortez", "Alexandria Ocasio-Cortez"),
    ("Martin Luther King", "Martin Luther King Jr."),
    ("King", "Martin Luther King, Jr."),
    ("Jim Brown", "James “Jim” Brown"),
    ("J.K. Rowling", "JK Rowling"),
    ("BLINKEN", "Antony Blinken"),
    ("Charles", "King Charles III"),
    ("Keir Starmer MP", "Keir Starmer KC"),
]

OTHERS = [
    ("Blinken", "Xi Jinping"),
    ("Antony Blinken", "Blinken"),
    ("Robert Blinken", "Antony Blinken"),
    ("Lee", "Robert Lee Smith"),
    ("B. Blinken", "Antony Blinken"),
    ("Blinken Antony", "Antony Blinken"),
    ("Blink", "Antony Blinken"),
    ("Brien", "Conan O’Brien"),
    ("John Smith Jr.", "John Smith Sr."),
    ("Charles II", "Charles III"),
    ("", "Antony Blinken"),
    ("Blinken", ""),
]

SAME_BODY = [
    ("State Department", "US State Department"),
    ("the State Department", "State Department"),
    ("UN", "the United Nations"),
    ("U.N.", "United Nations"),
    ("FBI", "Federal Bureau of Investigation"),
    ("Foreign Ministry", "Chinese Foreign Ministry"),
    ("bank of england", "Bank of England"),
    ("Teachers' Union", "Teachers' Union of Malvia"),
    ("Volta Foods", "Volta Foods Group"),
    ("Volta Foods", "Volta Foods Holdings plc"),
]

OTHER_BODIES = [
    ("Department", "State Department"),
    ("Bank", "Bank of Malvia"),
    ("State", "State Department"),
    ("Defense Department", "State Department"),
    ("US State Department", "State Department"),
    ("UK", "United Nations"),
    ("Bank of England", "Bank of Scotland"),
    ("Ardle United", "Ardle United Supporters Trust"),
    ("Volta", "Volta Foods Group"),
]


@pytest.mark.parametrize(("short", "full"), SAME)
def test_a_shorter_form_of_a_person(short: str, full: str) -> None:
    assert same_person(parse_name(short), parse_name(full))


@pytest.mark.parametrize(("short", "full"), OTHERS)
def test_another_person(short: str, full: str) -> None:
    assert not same_person(parse_name(short), parse_name(full))


@pytest.mark.parametrize(("short", "full"), SAME_BODY)
def test_a_shorter_form_of_an_organization(short: str, full: str) -> None:
    assert same_organization(parse_organization(short), parse_organization(full))


@pytest.mark.parametrize(("short", "full"), OTHER_BODIES)
def test_another_organization(short: str, full: str) -> None:
    assert not same_organization(parse_organization(short), parse_organization(full))
