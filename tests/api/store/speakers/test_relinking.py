"""Relinking the archive: the same result for any order of arrival, identifiers that redirect, and atomic writes."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from api.store import Database, NotFound, StoreBusy, upgrade
from api.store.speakers import curation, relinking, speaker_detail, speakers, suggestions
from api.store.speakers.corrections import Authorship
from attribution.language import name_key as name_key_module

from ..building import downgrade, keep

AUTHORSHIP = Authorship("Ana Brandt", "I asked.")
SMITHS = [
    ("a", "John Smith", None),
    ("b", "John Smith", "defence minister John Smith"),
    ("c", "John Smith", "Olympic sprinter John Smith"),
    ("d", "Jon Smith", None),
]


def state(database: Database) -> object:
    with database.reading() as session:
        found = speakers.find(session).items
        offered = suggestions.find(session).items
        return (
            [(s.id, s.name, s.aliases, s.quotes, s.identified) for s in found],
            sorted((s.speaker.id, s.known.id, s.difference, s.confidence) for s in offered),
        )


def relink(database: Database) -> tuple[int, int]:
    with database.writing() as session:
        return relinking.relink(session)


def test_one_result_whatever_the_order(tmp_path: Path) -> None:
    results = []
    for number, order in enumerate(itertools.permutations(SMITHS)):
        database = Database(tmp_path / f"{number}.db")
        upgrade(database)
        for content, name, mention in order:
            keep(database, content, name, mention=mention)
        relink(database)
        results.append(state(database))
        assert relink(database) == (4, 0)
        assert state(database) == results[-1]
    assert all(result == results[0] for result in results)


def test_a_run_that_is_cut_short_changes_nothing(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    for content, name, mention in SMITHS:
        keep(database, content, name, mention=mention)
    before = state(database)
    with monkeypatch.context() as patch:
        patch.setattr(curation, "replay", lambda session: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            relink(database)
    assert state(database) == before


def test_two_cannot_write_at_once(database: Database, archive_address: str) -> None:
    other = Database(archive_address, write_timeout=0.05)
    with database.writing(), pytest.raises(StoreBusy):
        relink(other)


def test_identifiers_that_are_gone_lead_on(database: Database) -> None:
    keep(database, "a", "John Smith", mention="Olympic sprinter John Smith")
    keep(database, "b", "John Smith", mention="defence minister John Smith")
    keep(database, "c", "Bob Stone")
    with database.reading() as session:
        smiths = [s.id for s in speakers.find(session, q="smith").items]
        (stone,) = (s.id for s in speakers.find(session, q="stone").items)
    assert len(smiths) == 2
    with database.writing() as session:
        curation.merge(session, smiths[0], smiths[1], AUTHORSHIP)
        curation.merge(session, smiths[1], stone, AUTHORSHIP)
    for _ in range(2):
        with database.reading() as session:
            assert {speaker_detail.get(session, identifier).id for identifier in (*smiths, stone)} == {stone}
            assert set(speaker_detail.get(session, stone).former_ids) == set(smiths)
            with pytest.raises(NotFound):
                speaker_detail.get(session, "nobody")
        relink(database)


@pytest.mark.sqlite
def test_an_archive_of_the_revision_before_is_linked_when_it_is_migrated(database: Database) -> None:
    for content, name, mention in SMITHS[:2]:
        keep(database, content, name, mention=mention)
    before = state(database)
    downgrade(database, "0002")
    upgrade(database)
    assert state(database) == before


@pytest.mark.sqlite
@pytest.mark.parametrize("outdated", [True, False])
def test_an_archive_with_names_under_other_keys_is_linked_when_it_is_migrated(
    database: Database, monkeypatch: pytest.MonkeyPatch, outdated: bool
) -> None:
    if outdated:
        monkeypatch.setattr(name_key_module, "_APOSTROPHES", str.maketrans("", "", "'"))
        name_key_module.name_key.cache_clear()
    keep(database, "We agreed", "Kaleo Hawaiʻi")
    monkeypatch.undo()
    name_key_module.name_key.cache_clear()
    downgrade(database, "0012")
    runs = []
    monkeypatch.setattr("api.store.schema.relink", lambda session: runs.append(relinking.relink(session)))
    upgrade(database)
    assert runs == ([(1, 1)] if outdated else [])  # the speaker's identifier is derived from the key
    with database.reading() as session:
        assert [s.name for s in speakers.find(session, q="hawaii").items] == ["Kaleo Hawaiʻi"]
        assert not relinking.has_outdated_keys(session)
