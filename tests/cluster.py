"""A PostgreSQL server of the tests' own, in a temporary folder, without durability."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from api.store import Database, upgrade

SETTINGS = "-c listen_addresses= -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=50"

EMPTY = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
    SET session_replication_role = replica;
    DO $$ DECLARE name text; BEGIN
        FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
            EXECUTE 'DELETE FROM ' || name;
        END LOOP;
    END $$;
    SELECT setval(schemaname || '.' || sequencename, 1, false) FROM pg_sequences
"""


@dataclass
class Cluster:
    """A running server. Its databases are copies of a migrated template, emptied and used again."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=itertools.count)
    unused: list[str] = field(default_factory=list)

    def address(self, name: str) -> str:
        """The address of a database."""
        return f"postgresql+psycopg://saidby@/{name}?host={self.folder}"

    def take(self) -> str:
        """The name of a migrated, empty database."""
        return self.unused.pop() if self.unused else self.create("empty")

    def create(self, template: str) -> str:
        """A new copy of a database; returns its name. ``template0`` has no tables."""
        name = f"test{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def give_back(self, name: str) -> None:
        """Empty a database, whoever is connected: much faster than to create one."""
        self.run(EMPTY, name)
        self.unused.append(name)

    def drop(self, name: str) -> None:
        """Drop a database, whoever is connected."""
        self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def run(self, statement: str, name: str = "postgres") -> None:
        """Run a statement of the superuser outside of a transaction."""
        with psycopg.connect(f"host={self.folder} user=saidby dbname={name}", autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]


def programs() -> Path | None:
    """The folder of PostgreSQL's programs; None where it is not installed."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((folder for folder in reversed(folders) if (folder / "initdb").exists()), None)


@contextmanager
def running(bin: Path) -> Iterator[Cluster]:
    """Start a server with an empty, migrated template. Root cannot run one, so another user does."""
    user = None
    folder = Path(tempfile.mkdtemp(prefix="saidby-pg-"))
    if os.geteuid() == 0:
        user = next(name for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()})
        shutil.chown(folder, user)
    data = folder / "data"

    def run(*command: object) -> None:
        subprocess.run(list(map(str, command)), user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL)

    try:
        run(bin / "initdb", "-D", data, "-U", "saidby", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        run(bin / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", f"{SETTINGS} -k {folder}", "start")
        try:
            cluster = Cluster(folder)
            cluster.run("CREATE DATABASE empty")
            database = Database(cluster.address("empty"))
            upgrade(database)
            database.close()
            yield cluster
        finally:
            run(bin / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
