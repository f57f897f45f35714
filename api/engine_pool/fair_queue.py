"""Who is next: callers take turns, however many texts each of them has waiting."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class FairQueue(Generic[T]):
    """Items of several callers, given out in turn among the callers and in order within each."""

    def __init__(self, most: int) -> None:
        """``most`` is how many items of one caller may wait."""
        self.most = most
        self._waiting: dict[str, deque[T]] = {}  # in the order of the callers' turns

    def add(self, caller: str, item: T) -> bool:
        """Let an item wait, or return False where the caller has too many waiting already."""
        waiting = self._waiting.setdefault(caller, deque())
        if len(waiting) >= self.most:
            return False
        waiting.append(item)
        return True

    def remove(self, caller: str, item: T) -> None:
        """Forget an item that waits. Raises ``ValueError`` if it does not."""
        waiting = self._waiting.get(caller, deque())
        waiting.remove(item)
        if not waiting:
            del self._waiting[caller]

    def take(self, admitted: Callable[[str], bool]) -> T | None:
        """The next item of the first caller that is admitted, who then goes to the end of the line."""
        for caller in self._waiting:
            if admitted(caller):
                waiting = self._waiting.pop(caller)
                item = waiting.popleft()
                if waiting:
                    self._waiting[caller] = waiting
                return item
        return None

    def __len__(self) -> int:
        """How many items wait."""
        return sum(map(len, self._waiting.values()))
