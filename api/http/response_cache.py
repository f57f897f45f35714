"""A response cache per worker: entries are valid until the next commit, and their total size is bounded."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

T = TypeVar("T")

MAX_ENTRY = 1024 * 1024  # bytes of one response


class ResponseCache:
    """A cache that evicts the least recently used response first. Safe to use from several threads."""

    def __init__(self, state: Callable[[], Hashable], max_bytes: int) -> None:
        """``state`` returns a different value after every change of the data that responses depend on.

        With ``max_bytes`` 0, nothing is cached, and ``state`` is not called.
        """
        self._state, self._max_bytes = state, max_bytes
        self._lock = threading.Lock()
        self._entries: OrderedDict[Hashable, tuple[Hashable, object, int]] = OrderedDict()
        self._bytes = 0

    def get(self, key: Hashable, make: Callable[[], tuple[T, int | None]]) -> T:
        """The cached response for ``key``, or a new one from ``make``.

        ``make`` returns a response with its size in bytes, or None if it is not to be cached.
        """
        if self._max_bytes == 0:
            return make()[0]
        state = self._state()
        with self._lock:
            found = self._entries.get(key)
            if found is not None and found[0] == state:
                self._entries.move_to_end(key)
                return found[1]  # type: ignore[return-value]
        response, size = make()
        if size is not None and size <= min(MAX_ENTRY, self._max_bytes):
            self._store(key, state, response, size)
        return response

    def _store(self, key: Hashable, state: Hashable, response: object, size: int) -> None:
        with self._lock:
            self._subtract(self._entries.pop(key, None))
            self._entries[key] = (state, response, size)
            self._bytes += size
            while self._bytes > self._max_bytes:
                self._subtract(self._entries.popitem(last=False)[1])

    def _subtract(self, entry: tuple[Hashable, object, int] | None) -> None:
        self._bytes -= entry[2] if entry is not None else 0
