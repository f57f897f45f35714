"""Finds a quotation that joins pieces of two or more statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from rapidfuzz.distance import Indel

from api.wording.asked import Asked

from .matching import Finding, Match

T = TypeVar("T")
LEAST_PIECE = 4  # words in a row of one statement
COVERED = 0.9  # of the asked words, by all pieces together
MOST_PIECES = 4


def splice(asked: Asked, matches: Sequence[Match[T]]) -> tuple[Match[T], ...]:
    """The fewest matches whose pieces make up what is asked, in its order; none if no two or more do."""
    total = len(asked.words)
    pieces = {n: _pieces(asked, found) for n, found in enumerate(matches)}
    left, chosen = set(range(total)), list[int]()
    candidates = set(pieces)
    while candidates and len(left) > (1 - COVERED) * total and len(chosen) < MOST_PIECES:
        best = max(candidates, key=lambda n: (len(pieces[n] & left), matches[n].score))
        if len(pieces[best] & left) < LEAST_PIECE:
            return ()
        chosen.append(best)
        left -= pieces[best]
        candidates.remove(best)
    if len(chosen) < 2 or len(left) > (1 - COVERED) * total:
        return ()
    return tuple(replace(matches[n], finding=Finding.SPLICED) for n in sorted(chosen, key=lambda n: min(pieces[n])))


def _pieces(asked: Asked, found: Match[T]) -> set[int]:
    """The asked words that a statement has in rows of some length."""
    mine, theirs = [word.key for word in asked.words], [word.key for word in found.statement.words]
    rows = [(op.dest_start, op.dest_end) for op in Indel.opcodes(theirs, mine) if op.tag == "equal"]
    return {n for start, end in rows if end - start >= LEAST_PIECE for n in range(start, end)}
