"""How frequent common words are, from the statistics of the planner."""

from __future__ import annotations

import time
from collections.abc import Iterable
from math import prod, sqrt

from .. import PlainConnection

VALID = 600  # seconds for which the statistics of words are used
# The share of quotations with the words, times the root of the number of all, from which on the list is faster. A match
# from the full-text index takes 0.5 µs; 50 matches in the list take 50 / share times 0.09 µs for what is passed over.
TURNING_POINT = 3.0
_FREQUENCIES = """SELECT c.reltuples, s.most_common_elems::text::text[], s.most_common_elem_freqs
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_stats s ON s.schemaname = n.nspname AND s.tablename = c.relname AND s.attname = 'words'
    WHERE c.oid = 'quotation'::regclass"""


class WordStatistics:
    """What the planner knows of words, for the threads of a process."""

    def __init__(self) -> None:
        self._quotations = 0.0
        self._frequencies: dict[str, float] = {}
        self._expires = 0.0

    def refresh(self, connection: PlainConnection) -> None:
        """Read the statistics, unless they are new."""
        if time.monotonic() < self._expires:
            return
        self._expires = time.monotonic() + VALID
        quotations, words, frequencies = connection.execute(_FREQUENCIES).fetchone()
        self._quotations = max(quotations, 0.0)
        # After the frequencies of the words come the least and the greatest one.
        self._frequencies = dict(zip(words or (), frequencies or (), strict=False))

    def are_common(self, words: Iterable[str]) -> bool:
        """Whether so many quotations have all these words that a page is found faster in list order."""
        share = prod(self._frequencies.get(word, 0.0) for word in words)
        return share * sqrt(self._quotations) > TURNING_POINT
