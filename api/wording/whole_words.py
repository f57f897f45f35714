"""Steps of an alignment that end where a printed word ends: contractions are compared in parts, and shown whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .alignment import Change, Step
from .word import Word


def in_whole_words(steps: Sequence[Step], asked: Sequence[Word], printed: Sequence[Word]) -> list[Step]:
    """The steps, those that part a printed word joined: "do" for "did" before "n't" is "don't" for "didn't"."""
    found: list[Step] = []
    for step in steps:
        if found and (_is_within(asked, step.asked[0]) or _is_within(printed, step.printed[0])):
            *kept, last = _parted(found.pop(), -1)
            first, *rest = _parted(step, 1)
            found += [*kept, _joined(last, first), *rest]
        else:
            found.append(step)
    return found


def _is_within(words: Sequence[Word], at: int) -> bool:
    """Whether the words before and from an index on are of one printed word."""
    if not 0 < at < len(words):
        return False
    before, after = words[at - 1], words[at]
    return before.end == after.start and before.text[-1:].isalnum()


def _parted(step: Step, at: int) -> list[Step]:
    """A step that keeps several words in two, after its first word (1) or before its last (-1); others whole."""
    length = step.asked[1] - step.asked[0]
    if step.change is not Change.KEPT or length < 2:
        return [step]
    middle = (step.asked[0] + at % length, step.printed[0] + at % length)
    return [
        replace(step, asked=(step.asked[0], middle[0]), printed=(step.printed[0], middle[1])),
        replace(step, asked=(middle[0], step.asked[1]), printed=(middle[1], step.printed[1])),
    ]


def _joined(one: Step, other: Step) -> Step:
    return Step(Change.REPLACED, (one.asked[0], other.asked[1]), (one.printed[0], other.printed[1]))
