"""How long the engine may take over one text."""

from __future__ import annotations

BASE = 10.0  # seconds that any text may take
PER_CHARACTER = 100e-6  # seconds more for each: about three times what a processor of 2020 needs


def allowance(characters: int, most: float) -> float:
    """Seconds for a text of this length, at most ``most``."""
    return min(BASE + PER_CHARACTER * characters, most)
