"""The cast of an article: names as keys, what stands beside a name, and whom one word means."""

from __future__ import annotations

import pytest

from api.store.identity.article_mentions import NamedSpeaker, described, identity_key, referent


@pytest.mark.parametrize(
    ("name", "printed", "description"),
    [
        ("Bonnie Glaser", "Bonnie Glaser, the director of a program", "the director of a program"),
        ("Xi Jinping", "Chinese President Xi Jinping", "Chinese President"),
        ("Xi Jinping", "President Xi", "President"),
        ("Antony Blinken", "Mr Blinken", ""),
        ("Antony Blinken", "he", ""),
        ("Hua Chunying", "Hua Chunying, who is attending the meeting", ""),
        ("US State Department", "the US State Department", ""),
        ("", "anything", ""),
    ],
)
def test_what_stands_beside_a_name(name: str, printed: str, description: str) -> None:
    assert described(name, ["she", printed]) == description


@pytest.mark.parametrize(
    ("family", "name", "key"),
    [
        ("organization", "U.S. State Department", "us state department"),
        ("organization", "The Guardian", "guardian"),
        ("organization", "The", "the"),
        ("person", "Antony J. Blinken", "antony j blinken"),
        ("person", "?!", "?!"),
    ],
)
def test_names_as_keys(family: str, name: str, key: str) -> None:
    assert identity_key(family, name) == key


def test_one_word_means_the_one_who_bears_it() -> None:
    def member(name: str) -> NamedSpeaker:
        return NamedSpeaker("person", name.lower(), name, "person")

    joe, jill, qin, ford = member("Joe Biden"), member("Jill Biden"), member("Qin Gang"), member("Ford")
    everyone = [joe, qin, ford, NamedSpeaker("organization", "biden foundation", "Biden Foundation", "organization")]
    assert referent(member("Biden"), everyone) is joe
    assert referent(member("Qin"), everyone) is qin
    assert referent(member("Biden"), [*everyone, jill]) is None
    assert referent(ford, everyone) is None
    assert referent(joe, everyone) is None
