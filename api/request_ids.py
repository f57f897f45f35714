"""The id of the request being processed, for log lines and for the engine processes."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token

HEADER = "X-Request-Id"
ACCEPTED = re.compile(r"[A-Za-z0-9._:=+-]{1,128}")  # no character that could end a log line or a header
_current: ContextVar[str | None] = ContextVar("request_id", default=None)


def current() -> str | None:
    """The id of the request that this thread is processing; None outside requests."""
    return _current.get()


def new() -> str:
    """A unique id: 32 hexadecimal digits."""
    return secrets.token_hex(16)


def accepted(sent: str | None) -> str:
    """The id that the client sent if it is well formed, otherwise a new one."""
    return sent if sent is not None and ACCEPTED.fullmatch(sent) else new()


@contextmanager
def bound(request_id: str | None) -> Iterator[None]:
    """Set the current id within the block."""
    before = enter(request_id)
    try:
        yield
    finally:
        leave(before)


def enter(request_id: str | None) -> Token[str | None]:
    """Set the current id until ``leave`` is called with the returned token; faster than ``bound``."""
    return _current.set(request_id)


def leave(before: Token[str | None]) -> None:
    """Restore the id from before ``enter``, in the same thread."""
    _current.reset(before)
