"""The time limits for one text: CPU time that grows with its length, and wall-clock time."""

from __future__ import annotations

from typing import NamedTuple

BASE = 10.0  # seconds of CPU time for every text ...
PER_CHARACTER = 100e-6  # ... plus these for each character: about three times what a CPU of 2020 needs
WALL_FACTOR = 3.0  # ratio of wall-clock time to CPU time, since other processes use the CPU too


class TimeLimits(NamedTuple):
    """Limits for one text, in seconds."""

    cpu: float
    wall: float


def time_limits(characters: int, maximum: float) -> TimeLimits:
    """The limits for a text of this length; neither exceeds ``maximum`` seconds."""
    cpu = BASE + PER_CHARACTER * characters
    return TimeLimits(min(cpu, maximum), min(WALL_FACTOR * cpu, maximum))
