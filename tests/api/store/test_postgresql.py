"""A database server: settings of its connections, forks, restarts, and what goes wrong with one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import InternalError

from api import create_app
from api.config import Config
from api.store import Access, Database, NotAnArchive, NotInitialised, StoreBusy, StoreError, StoreReadOnly, prepare
from api.store.schema import upgrade

from ..conftest import ADA, problem, send
from ..fakes import FakeAttributor
from .building import downgrade, keep
from .test_database import contents

pytest.importorskip("psycopg", reason="the extra `postgres` is not installed")

from tests.cluster import Cluster

INDEXES = (
    "cue_lemma_listed",
    "factuality_listed",
    "linked_kind_listed",
    "listed",
    "reported_by_id",
    "source_id_listed",
    "speaker_id_listed",
    "speaker_id_source_id_listed",
    "type",
    "updated_at",
)  # of quotations, which ended without the list number up to migration 0020


@pytest.fixture
def server(cluster: Cluster) -> Cluster:
    return cluster


@pytest.fixture
def address(server: Cluster) -> Iterator[str]:
    """The address of an empty archive."""
    name = server.take()
    yield server.address(name)
    server.give_back(name)


def setting(database: Database, name: str) -> str:
    with database.reading() as session:
        return str(session.scalar(text(f"SHOW {name}")))


def message(address: str) -> str:
    """What is said of a database that cannot be read, on one line."""
    with pytest.raises(StoreError) as raised:
        contents(Database(address))
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_the_settings_of_the_address(address: str) -> None:
    assert setting(Database(address), "statement_timeout") == "30s"
    assert setting(Database(f"{address}&statement_timeout=0.25"), "statement_timeout") == "250ms"
    pooled = Database(f"{address}&prepare_threshold=none", max_idle=1)
    for number in range(8):
        keep(pooled, f"n{number}")
        assert len(contents(pooled)) == number + 1
    with pooled.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM pg_prepared_statements")) == 0
    pooled.close()
    for wrong in ("statement_timeout=soon", "prepare_threshold=few", "statement_timeout=1&statement_timeout=2"):
        with pytest.raises(StoreError):
            Database(f"{address}&{wrong}")


def test_a_slow_statement_is_ended(address: str) -> None:
    database = Database(f"{address}&statement_timeout=0.05")
    with pytest.raises(StoreBusy, match="too long"), database.reading() as session:
        session.execute(text("SELECT pg_sleep(5)"))
    keep(database, "after")
    assert contents(database) == {"after"}


def test_a_writer_that_does_nothing_loses_the_lock(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.store.dialects.postgresql.database.IDLE_TIMEOUT", 100)
    hanging, other = Database(address), Database(address)

    def hang() -> None:
        with hanging.writing() as session:
            session.execute(text("SELECT 1"))
            keep(other)
            session.execute(text("SELECT 1"))

    with pytest.raises(StoreBusy, match="did nothing"):
        hang()
    assert contents(hanging) == contents(other) != set()


def test_readers_cannot_write(address: str) -> None:
    database = Database(address)
    keep(database)
    with database.reading() as session, pytest.raises(InternalError, match="read-only"):
        session.execute(text("DELETE FROM article"))
    assert contents(database) == {"We agreed"}


def test_connections_are_not_shared_after_a_fork(address: str) -> None:
    database = Database(address, max_idle=2)
    keep(database, "parent")
    with database.reading() as session:
        ours = session.scalar(text("SELECT pg_backend_pid()"))
    pid = os.fork()
    if pid == 0:
        with database.reading() as session:
            theirs = session.scalar(text("SELECT pg_backend_pid()"))
        os._exit(0 if theirs != ours and contents(database) == {"parent"} else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    with database.reading() as session:
        assert session.scalar(text("SELECT pg_backend_pid()")) == ours
    database.close()


def test_connections_that_were_lost_are_replaced(server: Cluster, address: str) -> None:
    database = Database(address, max_idle=3)
    keep(database, "before")
    state = database.state()
    for use in (contents, lambda lost: lost.state(), keep):
        contents(database)
        server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test%'")
        use(database)
    assert contents(database) == {"before", "We agreed"}
    assert database.state() != state
    database.close()


def test_a_connection_that_is_lost_inside_a_block_undoes_it(server: Cluster, address: str) -> None:
    database = Database(address, max_idle=1)

    def lose() -> None:
        with database.writing() as session:
            session.execute(text("INSERT INTO source (id, name, key) VALUES ('s', 'S', 's')"))
            server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test%'")
            session.execute(text("SELECT 1"))

    with pytest.raises(StoreError, match="cannot be used"):
        lose()
    keep(database, "after")
    assert contents(database) == {"after"}
    database.close()


def test_a_read_only_server_is_read(server: Cluster, address: str) -> None:
    database = Database(address)
    keep(database)
    read_only = Database(f"{address}&options=-c%20default_transaction_read_only%3Don")
    assert contents(read_only) == {"We agreed"}
    assert prepare(read_only).access is Access.READ_ONLY
    with pytest.raises(StoreReadOnly):
        keep(read_only, "lost")


def test_what_a_newcomer_meets(server: Cluster, address: str, tmp_path: Path) -> None:
    assert "No such file" in message(f"postgresql+psycopg://saidby@/x?host={tmp_path}")
    assert "refused" in message("postgresql+psycopg://saidby:secret@127.0.0.1:9/x")
    assert "secret" not in message("postgresql+psycopg://saidby:secret@127.0.0.1:9/x")
    assert 'database "nowhere" does not exist' in message(server.address("nowhere"))
    assert 'role "stranger" does not exist' in message(address.replace("saidby@", "stranger@"))
    with pytest.raises(StoreError, match="malformed"):
        Database("postgresql+psycopg://saidby@host:port/x")
    with pytest.raises(StoreError, match=r"postgresql\+psycopg"):
        Database("postgresql+asyncpg://saidby@host/x")


def test_a_user_without_rights(server: Cluster, address: str) -> None:
    server.run("CREATE ROLE reader LOGIN")
    name = Database(address).name
    assert "permission denied" in message(address.replace("saidby@", "reader@"))
    server.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader", name)
    reader = Database(address.replace("saidby@", "reader@"))
    assert contents(reader) == set()
    with pytest.raises(StoreReadOnly):
        keep(reader, "lost")
    reader.close()
    server.run("DROP OWNED BY reader", name)
    server.run("DROP ROLE reader")


def test_an_empty_database_and_one_of_another_program(server: Cluster) -> None:
    name = server.create("template0")
    database = Database(server.address(name))
    with pytest.raises(NotInitialised):
        contents(database)
    server.run("CREATE TABLE orders (id integer)", name)
    for use in (contents, upgrade):
        with pytest.raises(NotAnArchive):
            use(database)
    server.run("DROP TABLE orders", name)
    assert upgrade(database) is None
    keep(database)
    assert contents(database) == {"We agreed"}
    database.close()
    server.drop(name)


def test_an_older_archive_is_migrated_to_what_a_new_one_has(server: Cluster) -> None:
    name = server.create("empty")
    database = Database(server.address(name))
    new = made(database)
    assert downgrade(database, "0024") == "0024"
    with database.write_connection() as connection:
        for index in INDEXES:
            connection.exec_driver_sql(f"DROP INDEX ix_quotation_{index}")
            columns = index.replace("_listed", ", listed").replace("speaker_id_source", "speaker_id, source")
            connection.exec_driver_sql(f"CREATE INDEX ix_quotation_{index} ON quotation ({columns})")
        connection.exec_driver_sql(
            "CREATE OR REPLACE FUNCTION count_quotation(q quotation, amount integer) RETURNS void LANGUAGE plpgsql "
            "AS $$ BEGIN PERFORM add_to_tally('type', q.type, amount); END $$"
        )
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0020'")
    assert made(database) != new
    keep(database, "of before")
    with database.write_connection() as connection:
        connection.exec_driver_sql("ALTER TABLE article DROP COLUMN byline")
        connection.exec_driver_sql("ALTER TABLE quotation DROP COLUMN signature")
        connection.exec_driver_sql("DROP FUNCTION word_signature(text)")
    upgrade(Database(server.address(name)))
    assert made(database) == new
    with database.reading() as session:
        counted = session.execute(text("SELECT facet, count FROM tally WHERE facet LIKE '%/%' ORDER BY 1")).all()
    assert [tuple(row) for row in counted] == [(f"{facet}/direct", 1) for facet in ("factuality", "source", "speaker")]
    database.close()
    server.drop(name)


def made(database: Database) -> set[str]:
    """The definitions of indexes and functions."""
    with database.reading() as session:
        return set(
            session.scalars(
                text(
                    "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace "
                    "UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"
                )
            )
        )


def test_the_service_answers_again_once_the_server_is_back(server: Cluster) -> None:
    name = server.create("empty")
    config = Config(database=server.address(name), read_rate=0, write_rate=0)
    client = create_app(config, FakeAttributor()).test_client()
    assert send(client, ADA).status_code == 201
    server.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    server.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    for answer in (client.get("/v1/quotes"), send(client, "“No,” Bob Stone said.")):
        problem(answer, 503, "unavailable")
    assert client.get("/v1/health").status_code == 503
    server.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    assert len(client.get("/v1/quotes").get_json()["data"]) == 2
    assert send(client, "“No,” Bob Stone said.").status_code == 201
    client.application.extensions["saidby"].database.close()
    server.drop(name)
