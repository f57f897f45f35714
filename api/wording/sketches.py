"""Sketches of wordings: wordings of one utterance share a value, and few others do.

A sketch is MinHash of word shingles within windows: of every WINDOW content words in a row, the least hashes of their
pairs of neighbours. Two wordings that share a run of so many content words share a value for certain, however long
either is, which one MinHash of the whole would not give an excerpt. A pair is unordered and may skip a word, so that
"open channels of communication" and "open communication channels" share one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache

from .utterances import NEAR, Wording

WINDOW = 5  # content words
LEAST = 2  # hashes kept of each window
WHOLE = 8  # content words up to which all hashes are kept: the fewer there are, the more each counts
REACH = 2  # words from a word to the other of its pair
SPEAKER_BITS, PAIR_BITS = 24, 39


def sketch(speaker: str, wording: Wording) -> frozenset[int]:
    """The values under which a wording of a speaker is stored: 63 bits each."""
    if wording.is_short:
        return frozenset(_short(speaker, wording, 0))
    return _windows(speaker, wording.stems)


def sought(speaker: str, wording: Wording) -> frozenset[int]:
    """The values under which wordings of the same utterance are stored."""
    if wording.is_short:
        return frozenset(value for shift in (-1, 0, 1) for value in _short(speaker, wording, shift))
    return _windows(speaker, wording.stems)


def _short(speaker: str, wording: Wording, shift: int) -> Iterator[int]:
    """A short wording has one value: all its content words in its week, or one ``shift`` weeks away."""
    if wording.content and wording.published_at is not None:
        week = int(wording.published_at.timestamp() // NEAR.total_seconds()) + shift
        yield _beginning(speaker) + _hash(str(week), *sorted(wording.content), bits=PAIR_BITS)


@lru_cache(maxsize=1024)  # a wording is sketched whenever it is stored, moved or compared
def _windows(speaker: str, stems: tuple[str, ...]) -> frozenset[int]:
    beginning = _beginning(speaker)
    pairs = [  # of each word with the words before it
        [beginning + _pair(stems[n - back], stem) for back in range(1, 1 + min(REACH, n))]
        for n, stem in enumerate(stems)
    ]
    if len(stems) <= WHOLE:
        return frozenset(value for values in pairs for value in values)
    found: set[int] = set()
    for first in range(len(stems) - WINDOW + 1):
        within = (pairs[n][: n - first] for n in range(first, first + WINDOW))
        found.update(sorted({value for values in within for value in values})[:LEAST])
    return frozenset(found)


def _pair(one: str, other: str) -> int:
    return _hash(one, other, bits=PAIR_BITS) if one < other else _hash(other, one, bits=PAIR_BITS)


def _beginning(speaker: str) -> int:
    """What a speaker's values begin with: they lie side by side in an index."""
    return _hash(speaker, bits=SPEAKER_BITS) << PAIR_BITS


def _hash(*parts: str, bits: int) -> int:
    digest = hashlib.blake2b("\0".join(parts).encode("utf8"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - bits)
