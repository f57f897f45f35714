"""``saidby serve``: upgrades the database, starts the engine pool, and runs gunicorn in front of both."""

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
from api.engine_pool import ENGINE_THREADS, EngineUnavailable, Pool, PoolAttributor
from api.semantic.availability import require
from api.store import Access, Database, keys, prepare

from ..telemetry import logs
from ..telemetry.metrics_folder import MetricsFolder
from .gunicorn_log import GunicornLogger
from .queue_process import QueueProcess
from .refusal import write_problem
from .worker import limit_requests

ENGINE = "attribution:attribute_text"
BACKLOG = 2048  # connections that the kernel queues until a worker accepts them
UNSENT = 128 * 1024  # bytes of a response that the kernel buffers beyond what is in flight

Announce = Callable[[str], object]


class ServerError(Exception):
    """The server cannot start; the message says why in one line."""


def serve(config: Config, engine: str = ENGINE, announce: Announce | None = None) -> None:
    """Serve until SIGTERM or SIGINT, then exit.

    Raises ``ServerError``, ``ModelUnavailable`` or a ``StoreError`` if it cannot start.
    ``engine`` is "module:function", a function from text to quotations. ``announce`` is called with the address,
    "HOST:PORT", in the first worker to serve.
    """
    logs.configure(config)
    if config.model is not None:
        require(config.model)
    with _listening(config) as listener, contextlib.closing(MetricsFolder()) as metrics, contextlib.ExitStack() as held:
        held.callback(_prepare(config).close)
        pool = Pool(config.engines(), config.engine_timeout, engine)
        queue = QueueProcess(pool.socket_path, config.queue_threads())
        try:
            pool.start()
            Server(config, pool, queue, metrics, listener.detach(), announce).run()  # gunicorn closes it
        except EngineUnavailable as error:
            raise ServerError(f"{error}") from None
        finally:
            queue.stop()
            pool.stop()


def _prepare(config: Config) -> Database:
    """Upgrade the database if it is writable, and hold it open while the service runs, as workers may be replaced."""
    database = Database(config.database)
    try:
        condition = prepare(database)
        if condition.access is Access.UNREADABLE:
            raise ServerError(f"{condition.detail}")
        if condition.access is not Access.OK:
            print(f"Serving read-only: {condition.detail}", file=sys.stderr, flush=True)
        if condition.access is not Access.READ_ONLY:
            _require_key_for_remote_writes(config, database)
        database.close()
        database.hold()
        return database
    except OSError as error:
        path = error.filename or "the archive"
        reason = os.strerror(errno.ENOTDIR) if isinstance(error, FileExistsError) else error.strerror or str(error)
        raise ServerError(f"cannot use {path}: {_lower_first(reason)}") from None


def _require_key_for_remote_writes(config: Config, database: Database) -> None:
    """Raise ``ServerError`` if other machines could reach the service and write without a key."""
    if config.loopback():
        return
    with database.reading() as session:
        if keys.any_exist(session):
            return
    raise ServerError(
        f"refusing to listen on {config.bind} without an API key: anyone who can reach the service could change the "
        "archive. Create a key with `saidby keys create NAME --scope ingest`, or listen on 127.0.0.1"
    )


@contextlib.contextmanager
def _listening(config: Config) -> Iterator[socket.socket]:
    """Bind the listening socket first, so that a port in use is reported before anything starts."""
    host, port = config.address()
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server(address[:2], family=family, backlog=BACKLOG)
    except OSError as error:
        unresolved = isinstance(error, socket.gaierror) or error.errno is None
        reason = str(error.strerror) if unresolved else os.strerror(error.errno or 0)
        raise ServerError(f"cannot listen on {config.bind}: {_lower_first(reason)}") from None
    if hasattr(socket, "TCP_NOTSENT_LOWAT"):
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT)  # accepted connections inherit it
    with listener:
        yield listener


def _lower_first(reason: str) -> str:
    return reason[:1].lower() + reason[1:]


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with this application, on a socket that is already bound."""

    def __init__(
        self,
        config: Config,
        pool: Pool,
        queue: QueueProcess,
        metrics: MetricsFolder,
        descriptor: int,
        announce: Announce | None = None,
    ) -> None:
        """``descriptor`` is the file descriptor of the listening socket."""
        self.config = config
        self.pool = pool
        self.queue = queue
        self.metrics = metrics
        self.descriptor = descriptor
        self._address = _bound_address(descriptor)
        self._announce = announce
        self._token, sender = os.pipe()  # holds one byte, for the first worker that serves
        os.write(sender, b"\0")
        os.set_blocking(self._token, False)
        self._token_sender = sender  # kept open, so that reading the empty pipe raises instead of reaching its end
        gunicorn.util.write_error = write_problem
        super().__init__()

    def load_config(self) -> None:
        """Set gunicorn's settings; its own files and environment variables are not read."""
        config = self.config
        settings: dict[str, Any] = {
            "bind": f"fd://{self.descriptor}",
            "workers": config.workers,
            "worker_class": "api.serving.worker.Worker",
            "threads": config.threads + ENGINE_THREADS,  # per worker, for requests that write or wait for the engine
            "timeout": 60,
            "graceful_timeout": 30,
            "keepalive": 5,
            "pre_request": limit_requests,
            "logger_class": GunicornLogger,
            "child_exit": self.worker_exited,
            "limit_request_line": 8190,
            "forwarded_allow_ips": "",  # SAIDBY_PROXIES decides about such headers
            "forwarder_headers": "",  # otherwise any local client could set SCRIPT_NAME
            "proc_name": "saidby",
            "control_socket_disable": True,
        }
        for name, value in settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def worker_exited(self, arbiter: Arbiter, worker: Any) -> None:
        """Keep the metrics of a worker that has ended."""
        self.metrics.merge_exited(worker.pid)

    def load(self) -> Flask:
        """Create the application; called in each worker. Its texts go to the engine pool."""
        from api import create_app

        config = self.config
        return create_app(config, PoolAttributor(self.pool.socket_path, config.engine_timeout, config.engine_wait))

    def announce(self) -> None:
        """Announce the address; called by each worker when it serves, and effective once."""
        with contextlib.suppress(BlockingIOError):
            if os.read(self._token, 1) and self._announce is not None:
                self._announce(self._address)

    def run(self) -> None:
        """Run gunicorn's master, which supervises the pool and the queue like its workers. Raises ``ServerError``."""
        try:
            PoolArbiter(self).run()
        except RuntimeError as error:
            raise ServerError(str(error)) from None


def _bound_address(descriptor: int) -> str:
    """The address of a bound socket, "HOST:PORT"; with port 0, the kernel chose one."""
    with socket.socket(fileno=os.dup(descriptor)) as listener:
        host, port, *_ = listener.getsockname()
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


class PoolArbiter(Arbiter):  # type: ignore[misc]
    """gunicorn's master, which once a second also makes sure that the engine pool and the queue's process are alive."""

    def manage_workers(self) -> None:
        """Replace missing workers, and the pool's supervisor and the queue's process if they have died."""
        self.app.pool.ensure_running()
        self.app.queue.ensure_running()
        super().manage_workers()


def main() -> int:
    """Serve with the settings from the environment: ``python -m api.serving.server``."""
    try:
        serve(Config.from_environment())
    except Exception as error:
        print(f"saidby: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
