"""A fair queue: callers are served round-robin, however many texts each of them has queued."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class FairQueue(Generic[T]):
    """Items of several callers: round-robin between callers, first in, first out for each of them."""

    def __init__(self, max_per_caller: int) -> None:
        """``max_per_caller``: how many items of one caller may be queued."""
        self.max_per_caller = max_per_caller
        self._waiting: dict[str, deque[T]] = {}  # the next caller first

    def add(self, caller: str, item: T) -> bool:
        """Queue an item; False if the caller has too many queued already."""
        waiting = self._waiting.setdefault(caller, deque())
        if len(waiting) >= self.max_per_caller:
            return False
        waiting.append(item)
        return True

    def remove(self, caller: str, item: T) -> None:
        """Remove a queued item. Raises ``ValueError`` if it is not queued."""
        waiting = self._waiting.get(caller, deque())
        waiting.remove(item)
        if not waiting:
            del self._waiting[caller]

    def pop(self, eligible: Callable[[str], bool]) -> T | None:
        """The next item of the first eligible caller, who then moves to the end; None if there is none."""
        for caller in self._waiting:
            if eligible(caller):
                waiting = self._waiting.pop(caller)
                item = waiting.popleft()
                if waiting:
                    self._waiting[caller] = waiting
                return item
        return None

    def __len__(self) -> int:
        """The number of queued items."""
        return sum(map(len, self._waiting.values()))
