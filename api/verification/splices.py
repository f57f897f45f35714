"""Finds a quotation that joins pieces: of two or more statements, or of one without saying what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TypeVar

from api.wording.asked import Asked, Gap

from .matching import Finding, Match, match
from .statement import Statement

T = TypeVar("T")
Row = tuple[int, int]  # asked words in a row that a statement has in a row, end exclusive
LEAST_PIECE = 4  # words
COVERED = 0.9  # of the asked words, by all pieces together
MOST_PIECES = 4  # statements


def splice(asked: Asked, statements: Sequence[Statement[T]]) -> tuple[Match[T], ...]:
    """The fewest statements whose pieces make up what is asked, in its order; none if it is no splice."""
    total = len(asked.words)
    rows = [_rows(asked, statement) for statement in statements]
    left, chosen = set(range(total)), dict[int, list[Row]]()
    while len(left) > (1 - COVERED) * total and len(chosen) < MOST_PIECES:
        best = max(range(len(rows)), key=lambda n: len(_words(rows[n]) & left), default=None)
        new = [row for row in rows[best] if len(_words([row]) & left) >= LEAST_PIECE] if best is not None else []
        if best is None or not new:
            return ()
        chosen[best] = new
        left -= _words(new)
    if len(left) > (1 - COVERED) * total or sum(map(len, chosen.values())) < 2:
        return ()
    pieces = sorted(chosen.items(), key=lambda item: item[1])
    found = [match(_part(asked, taken), statements[n]) for n, taken in pieces]
    return tuple(replace(piece, finding=Finding.SPLICED) for piece in found if piece is not None)


def _rows(asked: Asked, statement: Statement[T]) -> list[Row]:
    """The rows of some length that a statement shares with what is asked."""
    mine, theirs = [word.key for word in asked.words], [word.key for word in statement.words]
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()  # the longest first, unlike LCS
    return [(block.a, block.a + block.size) for block in blocks if block.size >= LEAST_PIECE]


def _words(rows: Sequence[Row]) -> set[int]:
    return {n for start, end in rows for n in range(start, end)}


def _part(asked: Asked, rows: Sequence[Row]) -> Asked:
    """The rows alone, with anything between them."""
    runs = tuple(asked.words[start:end] for start, end in rows)
    return Asked(asked.text, runs, (Gap(None),) * (len(runs) - 1), Gap(None), Gap(None))
