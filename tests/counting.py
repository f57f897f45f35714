"""Count the work that is done, where time would tell it less reliably."""

from __future__ import annotations

from collections.abc import Callable

import pytest


def count_calls(
    patch: pytest.MonkeyPatch,
    seen: list[int],
    owner: object,
    name: str,
    weigh: Callable[[object], int] = lambda _argument: 1,
) -> None:
    """Have each call of a function of a module or class add its weight to ``seen``, by its first argument."""
    function: Callable[..., object] = getattr(owner, name)

    def counting(*given: object) -> object:
        seen.append(weigh(given[0]))
        return function(*given)

    patch.setattr(owner, name, counting)
