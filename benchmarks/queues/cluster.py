"""A durable PostgreSQL server in a temporary folder, which can be killed and started again."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psycopg

PORT = 5432  # of the socket's name; the server listens on no network
PATIENCE = 60.0  # seconds that a start may take


def programs() -> Path:
    """The folder of the newest PostgreSQL that is installed. Raises ``FileNotFoundError``."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    if not folders:
        raise FileNotFoundError("PostgreSQL is not installed (Debian: postgresql-15)")
    return folders[-1]


class Cluster:
    """A server with its default durability. Root may not run one, so root starts it as another user."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="saidby-postgres-"))
        self.user = None
        if os.geteuid() == 0:
            users = {entry.pw_name for entry in pwd.getpwall()}
            self.user = next(name for name in ("postgres", "nobody") if name in users)
            shutil.chown(self.folder, self.user)
        self._program("initdb", "-U", "saidby", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8")
        self.start()

    @property
    def dsn(self) -> str:
        """Of the superuser."""
        return f"host={self.folder} port={PORT} user=saidby dbname=postgres"

    def address(self, name: str) -> str:
        """The address of a database, for Saidby."""
        return f"postgresql+psycopg://saidby@/{name}?host={self.folder}"

    def start(self) -> None:
        """Start it, and wait until it has recovered and answers."""
        for left in ("data/postmaster.pid", f".s.PGSQL.{PORT}.lock"):  # a killed server may still be a zombie
            (self.folder / left).unlink(missing_ok=True)
        settings = f"-c listen_addresses= -c max_connections=100 -k {self.folder} -p {PORT}"
        self._program("pg_ctl", "-W", "-l", self.folder / "log", "-o", settings, "start")
        self.wait()

    def wait(self) -> None:
        """Wait until it answers. Raises ``TimeoutError``."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(psycopg.OperationalError), psycopg.connect(self.dsn):
                return
            time.sleep(0.05)
        raise TimeoutError(f"PostgreSQL does not answer; see {self.folder / 'log'}")

    def kill(self) -> None:
        """``kill -9`` the server with all its processes, and start it again."""
        master = self._master()
        below = [int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text().split()]
        for pid in (master, *below):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        while any(Path(f"/proc/{pid}").exists() and not _zombie(pid) for pid in (master, *below)):
            time.sleep(0.01)
        self.start()

    def backends(self) -> list[int]:
        """The processes that serve clients."""
        with psycopg.connect(self.dsn) as connection:
            rows = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
            return [row[0] for row in rows]

    def run(self, statement: str, database: str = "postgres") -> None:
        """Run a statement of the superuser outside of a transaction."""
        with psycopg.connect(f"{self.dsn} dbname={database}", autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]

    def stop(self) -> None:
        """Stop it and delete its folder."""
        with suppress(subprocess.CalledProcessError):
            self._program("pg_ctl", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _master(self) -> int:
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def _program(self, program: str, *arguments: object) -> None:
        command = [str(programs() / program), "-D", str(self.folder / "data"), *map(str, arguments)]
        subprocess.run(command, user=self.user, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)


def _zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
