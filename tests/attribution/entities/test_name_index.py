"""The entities that a name may refer to, also if very many share a word of it."""

from __future__ import annotations

import pytest

from attribution.entities import name_index
from attribution.entities.entity import MANY, Entity
from attribution.entities.name_index import NameIndex
from attribution.language.names import parse_name, parse_organization
from attribution.model import SpeakerKind

PERSON, BODY = SpeakerKind.PERSON, SpeakerKind.ORGANIZATION


def index_of(*names: str) -> NameIndex:
    found = NameIndex()
    for name in names:
        found.add(Entity(PERSON, full_name=parse_name(name)))
    return found


def options(index: NameIndex, name: str) -> list[str]:
    return [entity.full_name.text for entity in index.options(parse_name(name), PERSON)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lopez", ["Ana Lopez", "Eva Lopez"]),
        ("Ana", ["Ana Lopez"]),
        ("A. Lopez", ["Ana Lopez"]),
        ("Ruiz", ["Tom Marino Ruiz"]),
        ("Tom Ruiz", ["Tom Marino Ruiz"]),
        ("Marino", []),
        ("Bo Lopez", []),
    ],
)
def test_the_entities_of_a_name(name: str, expected: list[str]) -> None:
    assert options(index_of("Ana Lopez", "Eva Lopez", "Tom Marino Ruiz"), name) == expected


def test_the_first_of_several_organizations() -> None:
    index = NameIndex()
    for name in ("Great Harbour Council", "Small Harbour Council", "Harbour Bank"):
        index.add(Entity(BODY, full_name=parse_organization(name)))
    found = [entity.full_name.text for entity in index.options(parse_organization("Harbour Council"), BODY)]
    assert found == ["Great Harbour Council"]


def crowd(size: int) -> NameIndex:
    return index_of(*(f"Ana Lopez{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{n // 676}" for n in range(size)))


def test_one_of_many_is_found_by_the_rarer_word() -> None:
    index = crowd(10 * MANY)
    index.add(Entity(PERSON, full_name=parse_name("Ana Maria Ruiz")))
    assert options(index, "Ana Ruiz") == ["Ana Maria Ruiz"]
    assert len(options(index, "Ana")) == MANY


def test_many_entities_are_not_searched_for_each_name(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    same = name_index.same_person
    monkeypatch.setattr(name_index, "same_person", lambda *names: calls.append(1) or same(*names))
    counts = []
    for size in (500, 1000):
        index = crowd(size)
        calls.clear()
        for number in range(size):
            index.options(parse_name(f"Ana Ruiz{number}"), PERSON)
            index.options(parse_name("Ana"), PERSON)
        counts.append(len(calls))
    assert counts[1] <= 2.3 * counts[0]
