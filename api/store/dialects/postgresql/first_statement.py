"""Runs the first statement of a transaction on a pooled connection, which shows whether the connection has broken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from sqlalchemy import PoolProxiedConnection


class Pooled(Protocol):
    """A connection that is given back to its pool when it is closed."""

    def close(self) -> None:
        """Give it back."""


Taken = TypeVar("Taken", bound=Pooled)


def run_first(
    run: Callable[[PoolProxiedConnection], object],
    take: Callable[[], Taken],
    proxied: Callable[[Taken], PoolProxiedConnection],
    dispose: Callable[[], None],
) -> Taken:
    """Take a connection on which ``run`` runs the first statement; returns it.

    A connection that broke while it was idle, as when the server was restarted, is replaced, and so are all others that
    are idle, by ``dispose``. ``proxied`` is the pool's view of what was taken. Raises the error of the statement.
    """
    while True:
        taken = take()
        pooled = proxied(taken)
        connection: Any = pooled.dbapi_connection
        was_idle = pooled.info.setdefault("used", False)
        pooled.info["used"] = True
        try:
            run(pooled)
            return taken
        except BaseException:
            broken = connection.broken
            if broken:
                pooled.invalidate()
            taken.close()
            if not (was_idle and broken):
                raise
            dispose()
