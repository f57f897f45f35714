"""Linking across articles: which names become one speaker and which do not, in any order of arrival."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from api.store import ArticleInput, Database, upgrade
from api.store.articles import articles
from api.store.articles.validation import validate
from api.store.speakers import speakers, suggestions
from attribution.model import SpeakerKind

from ..building import keep, quotation


def people(database: Database) -> dict[str, int]:
    """The numbers of quotations by speaker."""
    with database.reading() as session:
        return {speaker.name: speaker.quotes for speaker in speakers.find(session).items}


def offered(database: Database) -> list[tuple[str, str, str]]:
    with database.reading() as session:
        return [(s.speaker.name, s.known.name, s.difference) for s in suggestions.find(session).items]


def test_two_spellings_are_one_in_any_order(tmp_path: Path) -> None:
    seen = set()
    spellings = ["Antony Blinken", "Anthony Blinken", "Anthony Blinken", "Tony Blinken"]
    for number, order in enumerate(sorted(set(itertools.permutations(spellings)))):
        database = Database(tmp_path / f"{number}.db")
        upgrade(database)
        for name in order:
            keep(database, f"q{name}{number}", name, source=f"s{order.index(name)}")
        with database.reading() as session:
            seen.add(tuple((s.id, s.name, s.aliases) for s in speakers.find(session).items))
    ((only,),) = seen
    assert only[1] == "Anthony Blinken"


def test_two_people_of_one_family_name_stay_two(database: Database) -> None:
    for content, name in enumerate(("Jill Biden", "Joe Biden", "Biden", "Biden")):
        keep(database, f"q{content}", name)
    assert people(database) == {"Jill Biden": 1, "Joe Biden": 1, "Biden": 2}
    assert sorted(offered(database)) == [("Biden", "Jill Biden", "family_name"), ("Biden", "Joe Biden", "family_name")]


def test_a_family_name_alone_is_offered_and_not_guessed(database: Database) -> None:
    keep(database, "a", "Biden")
    keep(database, "b", "Joe Biden")
    assert people(database) == {"Biden": 1, "Joe Biden": 1}
    assert offered(database) == [("Biden", "Joe Biden", "family_name")]


def test_a_family_name_alone_means_the_one_named_in_the_article(database: Database) -> None:
    keep(database, "first", "Jill Biden")
    text = "“One,” Joe Biden said. “Two,” Biden said. “Three,” Ann Lee said."
    found = [quotation(text, c, speaker=s) for c, s in (("One", "Joe Biden"), ("Two", "Biden"), ("Three", "Ann Lee"))]
    with database.writing() as session:
        articles.add(session, validate(ArticleInput(text)), found)
    assert people(database) == {"Jill Biden": 1, "Joe Biden": 2, "Ann Lee": 1}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Maria Kowalczyk", "Mario Kowalczyk"),
        ("John A. Smith", "John B. Smith"),
        ("Wang Yi", "Wang Yu"),
        ("George H. W. Bush", "George W. Bush"),
        ("Laura Marsh", "Laura March"),
    ],
)
def test_names_that_are_near_and_not_one(database: Database, one: str, other: str) -> None:
    keep(database, "a", one)
    keep(database, "b", other)
    assert people(database) == {one: 1, other: 1}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Park Ji-woo", "Park Jiwoo"),
        ("Esteban Luarca", "Esteban Luarca Prado"),
        ("Joseph R. Biden", "Joe Biden"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Jean-Claude Juncker", "Jean Claude Juncker"),
    ],
)
def test_names_that_are_one(database: Database, one: str, other: str) -> None:
    keep(database, "a", one)
    keep(database, "b", other)
    assert list(people(database).values()) == [2]


@pytest.mark.parametrize("names", list(itertools.permutations(["George Bush", "George W. Bush", "George H. W. Bush"])))
def test_what_may_be_either_does_not_join_them(database: Database, names: tuple[str, ...]) -> None:
    for number, name in enumerate(names):
        keep(database, f"q{number}", name)
    with database.reading() as session:
        together = [set(s.aliases) for s in speakers.find(session).items]
    assert not any({"George W. Bush", "George H. W. Bush"} <= aliases for aliases in together)


def test_a_family_name_of_two_parts_alone_is_nobodys(database: Database) -> None:
    keep(database, "a", "Obiaku-Lind")
    keep(database, "b", "Amara Obiaku-Lind")
    keep(database, "c", "Perpetua Lund")
    assert offered(database) == [("Obiaku-Lind", "Amara Obiaku-Lind", "family_name")]
    with database.reading() as session:
        assert {s.name: s.identified for s in speakers.find(session).items}["Obiaku-Lind"] is False


def test_words_that_name_no_body_are_nobodys_identity(database: Database) -> None:
    for number, name in enumerate(
        ("the company", "company", "both sides", "Union", "union", "energy ministry of Salme")
    ):
        keep(database, f"q{number}", name, kind=SpeakerKind.ORGANIZATION)
    keep(database, "g", "Northfold supporters", kind=SpeakerKind.GROUP)
    with database.reading() as session:
        identified = {s.name for s in speakers.find(session).items if s.identified}
    assert identified == {"Union", "energy ministry of Salme"}


def test_what_they_are_called_tells_namesakes_apart(database: Database) -> None:
    keep(database, "a", "John Smith", mention="defence minister John Smith")
    keep(database, "b", "John Smith", mention="Olympic sprinter John Smith")
    keep(database, "c", "John Smith", mention="defence minister John Smith")
    keep(database, "d", "John Smith")
    with database.reading() as session:
        found = speakers.find(session).items
        assert sorted(s.quotes for s in found) == [1, 1, 2]
        assert [s.identified for s in found if s.quotes == 2] == [True]
    assert ("John Smith", "John Smith", "same_name") in offered(database)


def test_bodies_are_one_by_name_and_offered_by_initials_and_tails(database: Database) -> None:
    for number, name in enumerate(("U.S. State Department", "US State Department", "State Department")):
        keep(database, f"q{number}", name, kind=SpeakerKind.ORGANIZATION)
    assert sorted(people(database).values()) == [1, 2]
    assert [difference for _, _, difference in offered(database)] == ["tail"]


def test_a_description_is_nobodys_identity(database: Database) -> None:
    keep(database, "a", "a senior US official", kind=SpeakerKind.ANONYMOUS)
    with database.reading() as session:
        assert [s.identified for s in speakers.find(session).items] == [False]


def test_what_nothing_names_any_more_goes_with_its_names(database: Database) -> None:
    kept = keep(database, "a", "Antony Blinken")
    keep(database, "b", "Anthony Blinken")
    with database.writing() as session:
        articles.delete(session, kept.id)
    with database.reading() as session:
        (left,) = speakers.find(session).items
    assert (left.name, left.aliases, left.quotes) == ("Anthony Blinken", ("Anthony Blinken",), 1)


def test_a_family_name_alone_means_whom_the_text_has_in_full(database: Database) -> None:
    text = "Blinken met top diplomat Wang Yi. “One,” Wang said."
    with database.writing() as session:
        articles.add(session, validate(ArticleInput(text)), [quotation(text, "One", speaker="Wang", mention="Wang")])
    keep(database, "a", "Wang Yi")
    with database.reading() as session:
        (wang,) = speakers.find(session).items
    assert (wang.name, wang.quotes, wang.identified) == ("Wang Yi", 2, True)
    assert wang.aliases == ("Wang Yi", "Wang")


def test_a_family_name_that_two_of_the_article_bear_means_nobody(database: Database) -> None:
    text = "“One,” minister Joe Biden said. “Two,” Jill Biden said. “Three,” Biden said."
    found = [
        quotation(text, c, speaker=s) for c, s in (("One", "Joe Biden"), ("Two", "Jill Biden"), ("Three", "Biden"))
    ]
    with database.writing() as session:
        articles.add(session, validate(ArticleInput(text)), found)
    assert people(database) == {"Biden": 1, "Jill Biden": 1, "Joe Biden": 1}
