"""Precision, recall and F1 from counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """Counts for one criterion: ``found`` of the ``gold`` items, ``right`` of the ``predicted`` ones.

    The two numerators differ if gold and predictions are filtered differently, for example by type.
    """

    gold: int = 0
    found: int = 0
    predicted: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """The share of the predictions that are right; 0 if there are none."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold items that are found; 0 if there are none."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: Figure) -> Figure:
        """The sum of the counts."""
        return Figure(
            self.gold + other.gold,
            self.found + other.found,
            self.predicted + other.predicted,
            self.right + other.right,
        )


def share(part: int, whole: int) -> Figure:
    """A proportion such as an accuracy, as a figure whose precision, recall and F1 are equal."""
    return Figure(whole, part, whole, part)
