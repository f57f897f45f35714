"""Keys of names, and which printed forms count as names."""

from __future__ import annotations

import pytest

from api.store.names import name_forms, query_tokens, source_key, without_titles
from attribution.language.name_key import name_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Antony  Blinken", "antony blinken"),
        ("ANTONY BLINKEN", "antony blinken"),
        ("J.K. Rowling", "j k rowling"),
        ("O’Brien", "obrien"),
        ("Jean-Claude Juncker", "jean claude juncker"),
        ("Erdoğan", "erdogan"),
        ("İstanbul", "istanbul"),
        ("Straße", "strasse"),
        ("Lech Wałęsa", "lech walesa"),
        ("ﬁrst", "first"),
        ("习近平", "习近平"),
        ("?!", ""),
    ],
)
def test_key(name: str, key: str) -> None:
    assert name_key(name) == key
    assert name_key(key) == key


def test_source_key() -> None:
    assert source_key(" The  GUARDIAN\n") == source_key("the guardian")
    assert source_key("A.P.") != source_key("AP")


@pytest.mark.parametrize(
    ("canonical", "printed", "forms"),
    [
        ("Xi Jinping", ["Xi", "Chinese President Xi Jinping"], ["Xi Jinping", "Xi"]),
        ("Antony Blinken", ["he", "He", "the minister", "The Secretary of State"], ["Antony Blinken"]),
        ("Antony Blinken", ["US Secretary of State Antony Blinken"], ["Antony Blinken"]),
        ("Antony Blinken", ["Secretary of State Blinken", "Mr. Blinken"], ["Antony Blinken", "Blinken"]),
        ("Antony Blinken", ["Tony Blinken"], ["Antony Blinken", "Tony Blinken"]),
        ("Antony Blinken", ["Blinken, the secretary of state", "Blinken’s"], ["Antony Blinken", "Blinken"]),
        ("Keir Starmer", ["Labour's Keir Starmer"], ["Keir Starmer"]),
        ("Ursula von der Leyen", ["President von der Leyen"], ["Ursula von der Leyen", "von der Leyen"]),
        ("Stephen King", ["King", "Mr King"], ["Stephen King", "King"]),
        ("Joe Biden", ["Democrats", "the White House"], ["Joe Biden"]),
        ("Tim Cook", ["Apple chief executive Tim Cook"], ["Tim Cook"]),
        ("习近平", ["习近平"], ["习近平"]),
        ("", ["He", ""], [""]),
    ],
)
def test_forms_of_a_person(canonical: str, printed: list[str], forms: list[str]) -> None:
    assert name_forms(canonical, printed, person=True) == forms


@pytest.mark.parametrize(
    ("canonical", "printed", "forms"),
    [
        ("World Health Organization", ["the WHO", "W.H.O.", "it", "the agency"], ["WHO", "W.H.O."]),
        ("Foreign Ministry", ["the Chinese Foreign Ministry"], ["Chinese Foreign Ministry"]),
        ("Reuters", ["Reuters (the agency)"], []),
    ],
)
def test_forms_of_an_organization(canonical: str, printed: list[str], forms: list[str]) -> None:
    assert name_forms(canonical, printed, person=False) == [canonical, *forms]


@pytest.mark.parametrize(
    ("query", "tokens", "untitled"),
    [
        ("Mr Blinken", ["mr", "blinken"], ["blinken"]),
        ("the Prime Minister Rishi Sunak", ["prime", "minister", "rishi", "sunak"], ["rishi", "sunak"]),
        ("Secretary of State Antony Blinken", None, ["antony", "blinken"]),
        ("Stephen King", ["stephen", "king"], ["stephen", "king"]),
        ("President", ["president"], []),
        ("the", ["the"], ["the"]),
    ],
)
def test_query(query: str, tokens: list[str] | None, untitled: list[str]) -> None:
    assert tokens is None or query_tokens(query) == tokens
    assert without_titles(query_tokens(query)) == untitled
