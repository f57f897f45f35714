"""The engine of a command, in a separate process, so that no text can crash or block the command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attribution import Quotation

    from ..engine_pool import Pool, PoolAttributor, Requester
    from ..operations.attributors import Attributor

FUNCTION = "attribution:attribute_text"


@contextmanager
def started() -> Iterator[Attributor]:
    """The engine, loaded when the first text is read. Raises ``ConfigError`` for an invalid time limit."""
    import logging

    from ..config import Config

    engine = CommandEngine(Config.from_environment().engine_timeout)
    logging.getLogger("saidby.engine").addHandler(logging.NullHandler())  # the command reports it itself
    try:
        yield engine
    finally:
        engine.stop()


class CommandEngine:
    """An engine pool of one process, started when needed; an ``operations.attributors.Attributor``."""

    def __init__(self, timeout: float) -> None:
        """``timeout`` is the maximum time for one text, in seconds."""
        self.timeout = timeout
        self._pool: Pool | None = None
        self._client: PoolAttributor | None = None

    def attribute(self, text: str, requester: Requester | None = None) -> list[Quotation]:
        """The quotations of a text. Raises ``InvalidText`` or an ``EngineError``."""
        from attribution.article.text import check

        from ..engine_pool import EngineUnavailable

        check(text)
        pool, client = self._started()
        pool.ensure_running()
        try:
            return client.attribute(text)
        except EngineUnavailable:
            if pool.runs():
                raise
            pool.ensure_running()
            return client.attribute(text)

    def version(self) -> str:
        """The version of the engine."""
        from ..version import engine_version

        return engine_version()

    def check(self) -> None:
        """Raise an ``EngineError`` if texts cannot be attributed at the moment."""
        self._started()[1].check()

    def stop(self) -> None:
        """End the process."""
        if self._pool is not None:
            self._pool.stop()

    def _started(self) -> tuple[Pool, PoolAttributor]:
        from ..engine_pool import Pool, PoolAttributor

        if self._pool is None or self._client is None:
            self._pool = Pool(1, self.timeout, FUNCTION, log=False)
            self._pool.start()
            self._client = PoolAttributor(self._pool.socket_path, self.timeout)
        return self._pool, self._client
