"""Nouns for a time, which nobody is: "an hour later", "on Monday"."""

from __future__ import annotations

from .names import MONTHS, WEEKDAYS

TIMES = WEEKDAYS | frozenset(
    """second seconds minute minutes hour hours day days week weeks month months year years moment moments midnight
    noon morning afternoon evening night today yesterday tomorrow tonight spring summer autumn winter""".split()
)
DATES = TIMES | MONTHS | {"april", "may", "june"}
