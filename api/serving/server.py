"""``saidby serve``: the database up to date, an engine pool, and gunicorn in front of both."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import sys
from collections.abc import Callable, Iterator
from typing import Any

import gunicorn.util  # type: ignore[import-untyped]
from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]

from api.config import Config
from api.engine_pool import AT_ONCE, EngineUnavailable, Pool, PoolAttributor
from api.store import Access, Database, keys, prepare

from ..telemetry import logs
from ..telemetry.metrics_folder import MetricsFolder
from .gunicorn_log import GunicornLogger
from .refusal import write_problem
from .worker import part_in_time

ENGINE = "attribution:attribute_text"
BACKLOG = 2048  # connections that the kernel keeps until a worker takes them
UNSENT = 128 * 1024  # bytes that the kernel keeps of an answer before the client has room for them

Announce = Callable[[str], object]


class ServerError(Exception):
    """The server cannot start; the message says why in one line."""


def serve(config: Config, engine: str = ENGINE, announce: Announce | None = None) -> None:
    """Serve until told to stop (SIGTERM, SIGINT). Raises ``ServerError`` or a ``StoreError``; exits when done.

    ``engine`` is "module:function", text in and quotations out. ``announce`` gets the address, HOST:PORT, once the
    first worker serves; it is called in that worker.
    """
    logs.configure(config)
    with _listening(config) as listener, contextlib.closing(MetricsFolder()) as metrics, contextlib.ExitStack() as held:
        held.callback(_prepare(config).close)
        pool = Pool(config.engines(), config.engine_timeout, engine)
        try:
            pool.start()
            Server(config, pool, metrics, listener.detach(), announce).run()  # gunicorn closes it
        except EngineUnavailable as error:
            raise ServerError(f"{error}") from None
        finally:
            pool.stop()


def _prepare(config: Config) -> Database:
    """The database, up to date if it can be written, and held for the service as a whole: workers come and go."""
    database = Database(config.database)
    try:
        condition = prepare(database)
        if condition.access is Access.UNREADABLE:
            raise ServerError(f"{condition.detail}")
        if condition.access is not Access.OK:
            print(f"Serving read-only: {condition.detail}", file=sys.stderr, flush=True)
        if condition.access is not Access.READ_ONLY:
            _refuse_open_writing(config, database)
        database.close()
        database.hold()
        return database
    except OSError as error:
        about = error.filename or database.path
        reason = os.strerror(errno.ENOTDIR) if isinstance(error, FileExistsError) else error.strerror or str(error)
        raise ServerError(f"cannot use {about}: {_lowered(reason)}") from None


def _refuse_open_writing(config: Config, database: Database) -> None:
    """Other machines may reach the service only when writing takes a key."""
    if config.loopback():
        return
    with database.reading() as session:
        if keys.exist(session):
            return
    raise ServerError(
        f"will not listen on {config.bind} with writing open: there is no API key yet, so that whoever reaches it "
        "could change the archive. Make one with `saidby keys create NAME --scope ingest`, or listen on 127.0.0.1"
    )


@contextlib.contextmanager
def _listening(config: Config) -> Iterator[socket.socket]:
    """The bound socket, made first: a port in use is known before anything is started."""
    host, port = config.address()
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server(address[:2], family=family, backlog=BACKLOG)
    except OSError as error:
        unresolved = isinstance(error, socket.gaierror) or error.errno is None
        reason = str(error.strerror) if unresolved else os.strerror(error.errno or 0)
        raise ServerError(f"cannot listen on {config.bind}: {_lowered(reason)}") from None
    if hasattr(socket, "TCP_NOTSENT_LOWAT"):
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT)  # accepted connections inherit it
    with listener:
        yield listener


def _lowered(reason: str) -> str:
    return reason[:1].lower() + reason[1:]


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with this application, on a socket that is bound already."""

    def __init__(
        self, config: Config, pool: Pool, metrics: MetricsFolder, descriptor: int, announce: Announce | None = None
    ) -> None:
        """``descriptor`` is the listening socket's."""
        self.config = config
        self.pool = pool
        self.metrics = metrics
        self.descriptor = descriptor
        self._address = _reached(descriptor)
        self._announce = announce
        self._ticket, ticket = os.pipe()  # one byte in it, for the first worker that serves
        os.write(ticket, b"\0")
        os.set_blocking(self._ticket, False)
        self._rest = ticket  # kept open: an empty pipe then says "not now" rather than "at its end"
        gunicorn.util.write_error = write_problem
        super().__init__()

    def load_config(self) -> None:
        """gunicorn's settings; nothing is read from its own files or variables."""
        config = self.config
        settings: dict[str, Any] = {
            "bind": f"fd://{self.descriptor}",
            "workers": config.workers,
            "worker_class": "api.serving.worker.Worker",
            "threads": config.threads + AT_ONCE,  # of each worker, for what writes or waits for the engine
            "timeout": 60,
            "graceful_timeout": 30,
            "keepalive": 5,
            "pre_request": part_in_time,
            "logger_class": GunicornLogger,
            "child_exit": self.bury,
            "limit_request_line": 8190,
            "forwarded_allow_ips": "",  # SAIDBY_PROXIES says what to make of such headers
            "forwarder_headers": "",  # or whoever is on this machine could set SCRIPT_NAME
            "proc_name": "saidby",
            "control_socket_disable": True,
        }
        for name, value in settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def bury(self, arbiter: Arbiter, worker: Any) -> None:
        """Keep what a worker that has ended had counted."""
        self.metrics.bury(worker.pid)

    def load(self) -> Flask:
        """The application, made in each worker: its texts go to the pool."""
        from api import create_app

        config = self.config
        return create_app(config, PoolAttributor(self.pool.socket_path, config.engine_timeout, config.engine_wait))

    def announce(self) -> None:
        """A worker serves: say so if it is the first that does."""
        with contextlib.suppress(BlockingIOError):
            if os.read(self._ticket, 1) and self._announce is not None:
                self._announce(self._address)

    def run(self) -> None:
        """Run gunicorn's master; it looks after the pool as it does after its workers."""
        try:
            PoolArbiter(self).run()
        except RuntimeError as error:
            raise ServerError(str(error)) from None


def _reached(descriptor: int) -> str:
    """The address of a bound socket: with port 0, the kernel chose one."""
    with socket.socket(fileno=os.dup(descriptor)) as listener:
        host, port, *_ = listener.getsockname()
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


class PoolArbiter(Arbiter):  # type: ignore[misc]
    """gunicorn's master, which once a second also makes sure that the engine pool is there."""

    def manage_workers(self) -> None:
        """Replace missing workers, and the pool's supervisor if it died."""
        self.app.pool.keep()
        super().manage_workers()


def main() -> int:
    """Serve with the settings of the environment: ``python -m api.serving.server``."""
    try:
        serve(Config.from_environment())
    except Exception as error:
        print(f"saidby: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
