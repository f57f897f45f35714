"""Utterances follow from the quotations: in whatever order they came, and whatever was done to them since."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.operations.curation import Curation
from api.operations.services import Services
from api.store import Database, upgrade
from api.store.articles import articles
from api.store.database import plain
from api.store.speakers.amendments import Amendment, SpeakerChoice
from api.store.utterances import clustering
from attribution.model import Factuality, QuotationType, SpeakerKind, text_digest

from ...fakes import FakeAttributor
from ..building import day, downgrade, keep
from ..changes.motion import AUTHORSHIP, Motion

WALL = "The harbour wall will hold for a hundred years, if the council mends it before winter"
WALL_AGAIN = "The harbour wall would hold a hundred years if the council repaired it before the winter"
WALL_EXCERPT = "will hold for a hundred years, if the council mends it"
FERRY = "Nobody looked after the rotten hull of the ferry, and I blame the owners in the capital"
# Each is like the next one, and the first unlike the last.
CHAIN = (
    "alder birch cedar dogwood elm fir",
    "cedar dogwood elm fir gorse hazel",
    "elm fir gorse hazel ivy juniper",
    "gorse hazel ivy juniper kapok larch",
)
POOL = (WALL, WALL_AGAIN, WALL_EXCERPT, FERRY, f"{FERRY} for it", "useful, frank talks", *CHAIN)
Clusters = set[frozenset[str]]


def clusters(database: Database, *, least: int = 2) -> Clusters:
    """The members of each utterance with at least so many, as their texts with their speakers."""
    with database.snapshot() as reader:
        rows = reader.execute(
            "SELECT m.utterance, s.name, q.record FROM utterance_member m "
            "JOIN quotation q ON q.id = m.quote_id JOIN speaker s ON s.id = m.speaker_id ORDER BY q.id"
        ).fetchall()
    found: dict[int, list[str]] = {}
    for utterance, name, record in rows:
        found.setdefault(utterance, []).append(f"{name}: {json.loads(record)['text']}")
    return {frozenset(texts) for texts in found.values() if len(texts) >= least}


def state(database: Database) -> tuple[list[object], ...]:
    """Everything that is stored of utterances, but for the numbers."""
    with database.snapshot() as reader:
        members = reader.execute(
            "SELECT m.quote_id, m.speaker_id, m.source_id, m.order_key, m.stems, m.length, m.wording, m.losses, "
            "v.quote_id, u.id, u.speaker_id, u.order_key, u.quotations, u.wordings, u.losses FROM utterance_member m "
            "JOIN utterance u ON u.number = m.utterance JOIN utterance_member v ON v.number = m.via ORDER BY m.quote_id"
        ).fetchall()
        sketches = reader.execute(
            "SELECT s.value, s.depth, m.quote_id FROM utterance_sketch s LEFT JOIN utterance_member m "
            "ON m.number = s.member ORDER BY 3, 1"
        ).fetchall()
        counts = reader.execute(
            "SELECT (SELECT count(*) FROM utterance), (SELECT count(DISTINCT utterance) FROM utterance_member), "
            "(SELECT count(*) FROM utterance_member)"
        ).fetchone()
    assert counts[0] == counts[1]
    assert counts[2] == len(members)
    return members, sketches


def rebuilt(database: Database) -> tuple[list[object], ...]:
    """The same after all utterances were formed again."""
    with database.writing() as session:
        clustering.rebuild(plain(session))
    return state(database)


def said(*texts: str, by: str = "Ana Ruiz") -> frozenset[str]:
    return frozenset(f"{by}: {text}" for text in texts)


def add(
    database: Database, *texts: str, by: str = "Ana Ruiz", source: str = "Post", date: datetime | None = None
) -> None:
    for text in texts:
        keep(
            database, text, by, source=source, url=f"https://{source}.example/{hash(text)}", published_at=date or day(1)
        )


def test_wordings_of_one_utterance_come_together(database: Database) -> None:
    add(database, WALL, FERRY)
    add(database, WALL_AGAIN, source="Herald", date=day(2))
    add(database, WALL_EXCERPT, source="Times", date=day(3))
    add(database, WALL, by="Bo Ek", source="Other")
    assert clusters(database) == {said(WALL, WALL_AGAIN, WALL_EXCERPT)}
    assert len(clusters(database, least=1)) == 3


@pytest.mark.parametrize(
    ("kind", "factuality"),
    [
        (QuotationType.INDIRECT, Factuality.ASSERTED),
        (QuotationType.DIRECT, Factuality.DENIED),
        (QuotationType.DIRECT, Factuality.UNSAID),
    ],
)
def test_only_what_was_said_in_these_words_is_clustered(
    database: Database, kind: QuotationType, factuality: Factuality
) -> None:
    add(database, WALL)
    keep(database, WALL, "Ana Ruiz", source="Herald", type=kind, factuality=factuality)
    assert len(clusters(database, least=1)) == 1
    assert clusters(database) == set()


@pytest.mark.parametrize("kind", [SpeakerKind.ANONYMOUS, SpeakerKind.GROUP])
def test_speakers_who_are_nobody_in_particular_have_no_utterances(database: Database, kind: SpeakerKind) -> None:
    for source in ("Post", "Herald"):
        keep(database, WALL, "a senior official", kind=kind, source=source)
    assert clusters(database, least=1) == set()


def test_an_excerpt_of_a_wording_belongs_to_the_utterance(database: Database) -> None:
    other = "it would hold a hundred years if the council repaired it well before the cold winter"
    add(database, f"The harbour wall is fine: {other}", "would hold a hundred years if the council repaired it well")
    add(database, f"We know that the harbour wall is fine: {WALL}", source="Herald", date=day(2))
    assert len(clusters(database)) == 1
    assert max(map(len, clusters(database))) == 3
    assert state(database) == rebuilt(database)


def test_wordings_are_not_chained(database: Database) -> None:
    add(database, *CHAIN)
    assert all(len(cluster) <= 3 for cluster in clusters(database))
    assert state(database) == rebuilt(database)


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_arrival_makes_no_difference(tmp_path: Path, seed: int) -> None:
    pool = [(text, source, date) for n, text in enumerate(POOL) for source, date in _places(n)]
    states = []
    for order in (pool, random.Random(seed).sample(pool, len(pool))):
        database = Database(tmp_path / f"{len(states)}.db")
        upgrade(database)
        for text, source, date in order:
            url = f"https://{source}.example/{text_digest(text + str(date))}"
            keep(database, text, "Ana Ruiz", source=source, url=url, published_at=date)
        states.append(state(database))
    assert states[0] == states[1]


def _places(n: int) -> Sequence[tuple[str, datetime]]:
    return [("Post", day(1 + n)), ("Herald", day(3)), ("Post", day(1) + timedelta(days=60))]


class Reworded(Motion):
    """An archive in motion in which speakers repeat themselves."""

    def words(self) -> str:
        return self.random.choice(POOL)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_to_quotations_their_utterances_follow(
    database: Database, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    motion = Reworded(database, seed, monkeypatch)
    for step in range(60):
        motion.step()
        if step % 5 == 4:
            assert state(database) == rebuilt(database)
    assert any(len(cluster) > 1 for cluster in clusters(database))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.sampled_from(POOL), st.integers(0, 3), st.integers(1, 20)), max_size=12))
def test_adding_and_deleting_leaves_what_a_rebuild_makes(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[str, int, int]]
) -> None:
    database = Database(tmp_path_factory.mktemp("moves") / "a.db")
    upgrade(database)
    kept: dict[tuple[str, int], str] = {}
    for text, source, number in moves:
        if (text, source) in kept:
            with database.writing() as session:
                articles.delete(session, kept.pop((text, source)))
        else:
            found = keep(database, text, "Ana Ruiz", source=f"S{source}", published_at=day(number))
            kept[text, source] = found.id
    assert state(database) == rebuilt(database)


def test_a_fuller_wording_takes_over_and_gives_back(database: Database) -> None:
    add(database, WALL_EXCERPT)
    article = keep(database, WALL, "Ana Ruiz", source="Herald", published_at=day(2))
    before = state(database)
    with database.writing() as session:
        articles.delete(session, article.id)
    assert clusters(database, least=1) == {said(WALL_EXCERPT)}
    keep(database, WALL, "Ana Ruiz", source="Herald", published_at=day(2))
    assert state(database) == before


def test_an_utterance_keeps_its_identifier_when_later_reports_come(database: Database) -> None:
    add(database, WALL_EXCERPT)
    (first,) = identifiers(database)
    add(database, WALL, WALL_AGAIN, source="Herald", date=day(4))
    assert identifiers(database) == [first]


def identifiers(database: Database) -> list[str]:
    with database.snapshot() as reader:
        return [row[0] for row in reader.execute("SELECT id FROM utterance ORDER BY id")]


def quote_of(database: Database, text: str) -> str:
    with database.snapshot() as reader:
        rows = reader.execute("SELECT id, record FROM quotation ORDER BY number")
        return next(str(identifier) for identifier, record in rows if json.loads(record)["text"] == text)


def test_a_correction_moves_a_quotation(database: Database) -> None:
    add(database, WALL, WALL_AGAIN)
    add(database, FERRY, by="Bo Ek")
    curation = Curation(database)
    curation.amend(quote_of(database, WALL_AGAIN), Amendment(speaker=SpeakerChoice(name="Bo Ek")), AUTHORSHIP)
    assert clusters(database) == set()
    curation.amend(quote_of(database, WALL), Amendment(speaker=SpeakerChoice(name="Bo Ek")), AUTHORSHIP)
    assert clusters(database) == {said(WALL, WALL_AGAIN, by="Bo Ek")}
    curation.amend(quote_of(database, WALL), Amendment(is_quotation=False), AUTHORSHIP)
    assert clusters(database) == set()
    assert state(database) == rebuilt(database)


def test_merging_and_splitting_speakers(database: Database) -> None:
    add(database, WALL)
    add(database, WALL_AGAIN, by="Anna Ruis", source="Herald")
    curation = Curation(database)
    (ana,), (anna,) = curation.ids_by_name("Ana Ruiz"), curation.ids_by_name("Anna Ruis")
    assert clusters(database) == set()
    curation.merge(anna, ana, AUTHORSHIP)
    assert clusters(database) == {said(WALL, WALL_AGAIN, by="Anna Ruis")}
    with database.snapshot() as reader:
        sql = "SELECT article_id FROM quotation WHERE id = ?"
        (article,) = reader.execute(sql, (quote_of(database, WALL_AGAIN),)).fetchone()
    curation.split(ana, [article], [], "Anna Ruis", AUTHORSHIP)
    assert clusters(database) == set()
    assert state(database) == rebuilt(database)


def test_a_speaker_who_becomes_identified_gets_utterances(database: Database) -> None:
    add(database, WALL, WALL_AGAIN)
    with database.write_connection() as connection:
        connection.exec_driver_sql("UPDATE speaker SET identified = false")
    assert clusters(database, least=1) == set()
    with database.write_connection() as connection:
        connection.exec_driver_sql("UPDATE speaker SET identified = true")
    assert clusters(database) == {said(WALL, WALL_AGAIN)}


@pytest.mark.sqlite
def test_an_older_archive_gets_its_utterances(database: Database) -> None:
    add(database, *POOL)
    add(database, *POOL[:4], source="Herald", date=day(2))
    before = state(database)
    downgrade(database, "0013")
    has_no_utterances(database)
    upgrade(database)
    assert state(database) == before


def has_no_utterances(database: Database) -> None:
    """Require that the file has no tables of utterances."""
    with database.snapshot(current=False) as reader:
        names = {name for (name,) in reader.execute("SELECT name FROM sqlite_master")}
    assert not {name for name in names if name.startswith("utterance")}


def test_two_writers_at_once(database: Database) -> None:
    services = Services(database, FakeAttributor())

    def write(source: str, texts: Sequence[str]) -> None:
        for text in texts:
            add(services.database, text, source=source)

    threads = [threading.Thread(target=write, args=(f"S{n}", POOL if n % 2 else POOL[::-1])) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(clusters(database)) > 1
    assert state(database) == rebuilt(database)
