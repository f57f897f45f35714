"""Answers that are kept as long as nothing is committed to the archive, by worker and up to a number of bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

Kept = TypeVar("Kept")

LARGEST = 1024 * 1024  # bytes of one answer


class Answers:
    """The answers to the questions of late, the least recent given up first."""

    def __init__(self, state: Callable[[], Hashable], most: int) -> None:
        """``state`` is another one after every change of what the answers are made of; ``most`` is in bytes."""
        self._state, self._most = state, most
        self._lock = threading.Lock()
        self._held: OrderedDict[Hashable, tuple[Hashable, object, int]] = OrderedDict()
        self._bytes = 0

    def get(self, question: Hashable, make: Callable[[], tuple[Kept, int | None]]) -> Kept:
        """The answer to a question, made where there is none that is still right.

        ``make`` returns it with its size in bytes, ``None`` where it is not to be kept.
        """
        state = self._state()
        with self._lock:
            found = self._held.get(question)
            if found is not None and found[0] == state:
                self._held.move_to_end(question)
                return found[1]  # type: ignore[return-value]
        answer, size = make()
        if size is not None and size <= min(LARGEST, self._most):
            self._keep(question, state, answer, size)
        return answer

    def _keep(self, question: Hashable, state: Hashable, answer: object, size: int) -> None:
        with self._lock:
            self._forget(self._held.pop(question, None))
            self._held[question] = (state, answer, size)
            self._bytes += size
            while self._bytes > self._most:
                self._forget(self._held.popitem(last=False)[1])

    def _forget(self, held: tuple[Hashable, object, int] | None) -> None:
        self._bytes -= held[2] if held is not None else 0
