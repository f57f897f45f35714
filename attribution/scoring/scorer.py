"""Choose among the candidates of each cue by the probability that content and source are right."""

from __future__ import annotations

from dataclasses import replace

from ..cues.frames import MarkIndex
from ..cues.report import Report
from .board import Board
from .features import group_features
from .trees import forest

EXACT_SHARE = 1.0  # how much the choice among variants looks at exact edges besides the link


def choose(board: Board, marks: MarkIndex, groups: list[list[Report]]) -> list[Report]:
    """The best variant of each group, with its probability of being right in content and source."""
    flat = [report for group in groups for report in group]
    if not flat:
        return []
    table = forest("linked").table([row for group in groups for row in group_features(board, marks, group)])
    linked = forest("linked").probabilities(table)
    exact = forest("exact").probabilities(table)  # both know the same columns
    choice = linked + EXACT_SHARE * exact
    chosen, start = [], 0
    for group in groups:
        best = start + int(choice[start : start + len(group)].argmax())
        chosen.append(replace(flat[best], probability=float(linked[best])))
        start += len(group)
    return chosen
