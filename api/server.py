"""``saidby serve``: the database up to date, an engine pool, and gunicorn in front of both."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import struct
import sys
from collections.abc import Iterator
from typing import Any

import gunicorn.util  # type: ignore[import-untyped]
from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]

from api import request_ids
from api.http.observation import note_refusal
from api.serving import logs
from api.serving.gunicorn_log import GunicornLogger
from api.serving.metrics_folder import MetricsFolder
from api.store import Database, keys, upgrade

from .config import Config
from .engine_pool import AT_ONCE, EngineUnavailable, Pool, PoolAttributor
from .errors import MEDIA_TYPE, Problem, plain
from .worker import part_in_time

PATIENCE = 30  # seconds that a client may be silent within a request, or deaf to its answer
ENGINE = "attribution:attribute_text"


class ServerError(Exception):
    """The server cannot start; the message says why in one line."""


def serve(config: Config, engine: str = ENGINE) -> None:
    """Serve until told to stop (SIGTERM, SIGINT). Raises ``ServerError`` or a ``StoreError``; exits when done.

    ``engine`` is "module:function", text in and quotations out.
    """
    logs.configure(config)
    with _listening(config) as listener, contextlib.closing(MetricsFolder()) as metrics:
        database = Database(config.database)
        upgrade(database)
        _refuse_open_writing(config, database)
        database.close()
        pool = Pool(config.engines(), config.engine_timeout, engine)
        try:
            pool.start()
            Server(config, pool, metrics, listener.detach()).run()  # gunicorn closes it
        except EngineUnavailable as error:
            raise ServerError(f"{error}") from None
        finally:
            pool.stop()


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
        listener = socket.create_server(address[:2], family=family, backlog=512)
    except OSError as error:
        unresolved = isinstance(error, socket.gaierror) or error.errno is None
        reason = str(error.strerror) if unresolved else os.strerror(error.errno or 0)
        raise ServerError(f"cannot listen on {config.bind}: {reason[0].lower()}{reason[1:]}") from None
    for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):  # accepted connections inherit these
        listener.setsockopt(socket.SOL_SOCKET, option, struct.pack("ll", PATIENCE, 0))
    with listener:
        yield listener


def write_problem(connection: socket.socket, status: int, reason: str, detail: str) -> None:
    """Answer a request that gunicorn cannot read; it would do so in HTML."""
    described = Problem("malformed-request", detail).content() if status == 400 else plain(status, reason, detail)
    body = json.dumps(described).encode("ascii")
    request_id = request_ids.new()
    head = f"HTTP/1.1 {status} {reason}\r\nConnection: close\r\nContent-Type: {MEDIA_TYPE}\r\n"
    head += f"{request_ids.HEADER}: {request_id}\r\n"
    note_refusal(request_id, status, len(body))
    gunicorn.util.write_nonblock(connection, f"{head}Content-Length: {len(body)}\r\n\r\n".encode("latin1") + body)


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with this application, on a socket that is bound already."""

    def __init__(self, config: Config, pool: Pool, metrics: MetricsFolder, descriptor: int) -> None:
        """``descriptor`` is the listening socket's."""
        self.config = config
        self.pool = pool
        self.metrics = metrics
        self.descriptor = descriptor
        gunicorn.util.write_error = write_problem
        super().__init__()

    def load_config(self) -> None:
        """gunicorn's settings; nothing is read from its own files or variables."""
        config = self.config
        settings: dict[str, Any] = {
            "bind": f"fd://{self.descriptor}",
            "workers": config.workers,
            "worker_class": "api.worker.Worker",
            "threads": config.threads + AT_ONCE,  # those that wait for the engine leave the others free
            "timeout": 60,
            "graceful_timeout": 30,
            "keepalive": 5,
            "pre_request": part_in_time,
            "logger_class": GunicornLogger,
            "child_exit": self.bury,
            "limit_request_line": 8190,
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
        from . import create_app

        config = self.config
        return create_app(config, PoolAttributor(self.pool.socket_path, config.engine_timeout, config.engine_wait))

    def run(self) -> None:
        """Run gunicorn's master; it looks after the pool as it does after its workers."""
        try:
            PoolArbiter(self).run()
        except RuntimeError as error:
            raise ServerError(str(error)) from None


class PoolArbiter(Arbiter):  # type: ignore[misc]
    """gunicorn's master, which once a second also makes sure that the engine pool is there."""

    def manage_workers(self) -> None:
        """Replace missing workers, and the pool's supervisor if it died."""
        self.app.pool.keep()
        super().manage_workers()


def main() -> int:
    """Serve with the settings of the environment: ``python -m api.server``."""
    try:
        serve(Config.from_environment())
    except Exception as error:
        print(f"saidby: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
