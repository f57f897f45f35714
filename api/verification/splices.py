"""Finds a quotation that joins pieces: of two or more statements, or of one without saying what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TypeVar

from api.wording.asked import Asked, Gap
from api.wording.content import content_stems
from api.wording.word import Word

from .matching import Finding, Match, match
from .statement import Statement

T = TypeVar("T")
Row = tuple[int, int]  # asked words in a row that a statement has in a row, end exclusive
LEAST_PIECE = 4  # words
LEAST_CONTENT = 4  # content words of all pieces together, in an archive, where short ones agree by chance
COVERED = 0.9  # of the asked words, by all pieces together
MOST_PIECES = 4  # statements


def splice(
    asked: Asked, statements: Iterable[Statement[T]], least_content: int = LEAST_CONTENT
) -> tuple[Match[T], ...]:
    """The fewest statements whose pieces make up what is asked, in its order; none if it is no splice.

    ``least_content``: how many content words the pieces have together, at least.
    """
    total = len(asked.words)
    near = _with_sequences(asked, statements)
    rows = [_rows(asked, statement) for statement in near]
    left, chosen = set(range(total)), dict[int, list[Row]]()
    while len(left) > (1 - COVERED) * total and len(chosen) < MOST_PIECES:
        best = max(range(len(rows)), key=lambda n: len(_words(rows[n]) & left), default=None)
        new = [row for row in rows[best] if len(_words([row]) & left) >= LEAST_PIECE] if best is not None else []
        if best is None or not new:
            return ()
        chosen[best] = new
        left -= _words(new)
    pieces = sorted(chosen.items(), key=lambda item: item[1])
    if (
        len(left) > (1 - COVERED) * total
        or sum(map(len, chosen.values())) < 2
        or _content(asked, pieces) < least_content
    ):
        return ()
    found = [match(_part(asked, taken), near[n]) for n, taken in pieces]
    return tuple(replace(piece, finding=Finding.SPLICED) for piece in found if piece is not None)


def _content(asked: Asked, pieces: Iterable[tuple[int, Sequence[Row]]]) -> int:
    """The number of content words in the pieces."""
    printed = [row for _, rows in pieces for row in rows]
    return sum(len(content_stems(asked.words[start:end])) for start, end in printed)


def unexplained(asked: Asked, statements: Iterable[Statement[T]]) -> tuple[tuple[Word, ...], ...]:
    """The words before and after the longest row that one statement explains; the halves, if none explains a piece.

    Each part has enough words for a piece, to be sought on its own.
    """
    words = asked.words
    rows = [row for statement in _with_sequences(asked, statements) for row in _rows(asked, statement)]
    start, end = max(rows, key=lambda row: row[1] - row[0], default=(len(words) // 2,) * 2)
    return tuple(part for part in (words[:start], words[end:]) if len(part) >= LEAST_PIECE)


def _with_sequences(asked: Asked, statements: Iterable[Statement[T]]) -> list[Statement[T]]:
    """The statements in marks that share a sequence of words as long as the shortest piece."""
    wanted = _sequences(asked.words)
    return [s for s in statements if s.is_verbatim and not wanted.isdisjoint(_sequences(s.words))]


def _sequences(words: Sequence[Word]) -> set[tuple[str, ...]]:
    keys = [word.key for word in words]
    return {tuple(keys[n : n + LEAST_PIECE]) for n in range(len(keys) - LEAST_PIECE + 1)}


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
