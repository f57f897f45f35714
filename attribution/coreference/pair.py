"""A mention and a candidate, from which the features are computed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .discourse_state import Candidate, DiscourseState
from .mentions import Mention


@dataclass(frozen=True, slots=True)
class Pair:
    """A mention and a candidate; ``gap`` is the number of narrative sentences between them."""

    state: DiscourseState
    mention: Mention
    candidate: Candidate
    gap: int


Feature = Callable[[Pair], str | None]
