"""How long the engine may take over one text: of the processor's time by its length, and by the clock."""

from __future__ import annotations

from typing import NamedTuple

BASE = 10.0  # seconds of the processor that any text may take
PER_CHARACTER = 100e-6  # seconds more for each: about three times what a processor of 2020 needs
SLOWER = 3.0  # by the clock it may take so many times as long, as others need the processor too


class Allowance(NamedTuple):
    """Seconds that a text may take."""

    processor: float
    clock: float


def allowance(characters: int, most: float) -> Allowance:
    """What a text of this length may take; neither is more than ``most``."""
    processor = BASE + PER_CHARACTER * characters
    return Allowance(min(processor, most), min(SLOWER * processor, most))
