"""Aligns a quotation as asked with a text that may hold it, word by word.

Each run of the asked words is sought in the text after the one before it: RapidFuzz's ``partial_ratio_alignment`` finds
the stretch, ``Levenshtein.opcodes`` on lists of words what differs in it. What lies in a gap that the asked text shows
(an ellipsis, a bracket) is no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from .asked import Asked
from .word import Word

MARGIN = 4  # words by which a stretch may be longer or shorter at either end than RapidFuzz's
Keys = Sequence[str]


class Change(StrEnum):
    """What a step of an alignment does to the words as printed."""

    KEPT = "kept"
    DELETED = "deleted"  # printed, and missing in what is asked
    INSERTED = "inserted"  # asked, and not printed
    REPLACED = "replaced"
    OMITTED = "omitted"  # printed, and left out where an ellipsis or a bracket says so


@dataclass(frozen=True, slots=True)
class Step:
    """Some words of what is asked and some of the text: ranges of indexes, end exclusive."""

    change: Change
    asked: tuple[int, int]
    printed: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """An asked quotation aligned with a text. ``score`` is the share of words that agree (0 to 1).

    ``start`` and ``end`` bound the words of the text that it covers; ``steps`` are in order and without holes.
    """

    score: float
    start: int
    end: int
    steps: tuple[Step, ...]

    @property
    def differences(self) -> tuple[Step, ...]:
        """The steps that change something."""
        return tuple(step for step in self.steps if step.change not in (Change.KEPT, Change.OMITTED))

    @property
    def omitted(self) -> tuple[tuple[int, int], ...]:
        """The ranges of the text's words that the asked text says it leaves out."""
        return tuple(step.printed for step in self.steps if step.change is Change.OMITTED)


def align(asked: Asked, printed: Sequence[Word]) -> Alignment:
    """The best place of the asked words in the text. A score of 0 if they have no word in common."""
    keys = [word.key for word in printed]
    steps: list[Step] = []
    first, at, end = 0, None, 0
    for n, run in enumerate(asked.runs):
        run_keys = [word.key for word in run]
        most = asked.gaps[n - 1].most if n else None
        limit = len(keys) if n == 0 or most is None else min(len(keys), end + most + len(run) + MARGIN)
        start, stop = _stretch(run_keys, keys[end:limit])
        start, stop = start + end, stop + end
        if at is not None and start > end:
            steps.append(Step(_skipped(most, start - end), (first, first), (end, start)))
        at = start if at is None else at
        steps += _steps(run_keys, keys[start:stop], first, start)
        first, end = first + len(run), stop
    changed = sum(_size(step) for step in steps if step.change not in (Change.KEPT, Change.OMITTED))
    compared = sum(_size(step) for step in steps if step.change is not Change.OMITTED)
    return Alignment(1 - changed / compared if compared else 0.0, at or 0, end, tuple(steps))


def _skipped(most: int | None, length: int) -> Change:
    return Change.OMITTED if most is None or length <= most else Change.DELETED


def _size(step: Step) -> int:
    return max(step.asked[1] - step.asked[0], step.printed[1] - step.printed[0])


def _stretch(run: Keys, keys: Keys) -> tuple[int, int]:
    """The stretch of the words that is the least different from the run; of equal ones the longest."""
    if not keys or not run:
        return 0, 0
    if len(run) >= len(keys):
        start, end = 0, len(keys)
    else:
        found = partial_ratio_alignment(run, keys)
        start, end = (found.dest_start, found.dest_end) if found is not None else (0, 0)
    start = min(_near(start, 0, end), key=lambda s: (Levenshtein.distance(run, keys[s:end]), s))
    end = min(_near(end, start, len(keys)), key=lambda e: (Levenshtein.distance(run, keys[start:e]), -e))
    return start, end


def _near(place: int, lowest: int, highest: int) -> range:
    return range(max(lowest, place - MARGIN), min(highest, place + MARGIN) + 1)


def _steps(run: Keys, stretch: Keys, first: int, start: int) -> Iterator[Step]:
    """The steps from the stretch to the run, as indexes of the whole."""
    named = {"equal": Change.KEPT, "insert": Change.INSERTED, "delete": Change.DELETED, "replace": Change.REPLACED}
    for op in Levenshtein.opcodes(stretch, run):
        asked = (first + op.dest_start, first + op.dest_end)
        yield Step(named[op.tag], asked, (start + op.src_start, start + op.src_end))
