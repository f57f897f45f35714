"""The id of the request that is being answered, for whoever writes a log line or passes work on."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token

HEADER = "X-Request-Id"
ACCEPTED = re.compile(r"[A-Za-z0-9._:=+-]{1,128}")  # nothing that could end a log line or a header
_current: ContextVar[str | None] = ContextVar("request_id", default=None)


def current() -> str | None:
    """The id of the request that this thread is answering, or ``None`` outside of requests."""
    return _current.get()


def new() -> str:
    """An id that no other request has: 32 hexadecimal digits."""
    return secrets.token_hex(16)


def accepted(given: str | None) -> str:
    """The client's own id where it is well formed, otherwise a new one."""
    return given if given is not None and ACCEPTED.fullmatch(given) else new()


@contextmanager
def bound(request_id: str | None) -> Iterator[None]:
    """Let ``current`` be this id within the block."""
    before = enter(request_id)
    try:
        yield
    finally:
        leave(before)


def enter(request_id: str | None) -> Token[str | None]:
    """Let ``current`` be this id until ``leave``; ``bound`` in two halves, for what runs with every request."""
    return _current.set(request_id)


def leave(before: Token[str | None]) -> None:
    """Let ``current`` be what it was before ``enter``, in the same thread."""
    _current.reset(before)
