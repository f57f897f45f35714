"""Calibration of the confidence: reliability bins, expected calibration error and a plot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..errors import AttributionError

BINS = 10
HIGH_CONFIDENCE = 0.9


class PlotNotPossible(AttributionError):
    """The plot cannot be drawn because matplotlib (the extra "plot") is not installed."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The confidence of one attribution, and whether it was right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The attributions with a confidence between ``low`` and ``high``."""

    low: float
    high: float
    count: int = 0
    confidence: float = 0.0  # the mean
    right: float = 0.0  # the share


@dataclass(frozen=True, slots=True)
class Calibration:
    """Ten equal bins; ``error`` is the expected calibration error.

    That is the mean over the bins of the difference between confidence and accuracy, weighted by their counts.
    """

    bins: tuple[Bin, ...]
    count: int
    error: float
    sure: int  # number of attributions with a confidence of at least 0.9
    sure_right: float  # the share of those that are right

    @classmethod
    def of(cls, samples: Iterable[Sample]) -> Calibration:
        """Compute the calibration of attributions."""
        boxes: list[list[Sample]] = [[] for _ in range(BINS)]
        for sample in samples:
            boxes[min(int(sample.confidence * BINS), BINS - 1)].append(sample)
        bins = tuple(_bin(number, box) for number, box in enumerate(boxes))
        count = sum(b.count for b in bins)
        error = sum(b.count * abs(b.confidence - b.right) for b in bins) / count if count else 0.0
        sure = [sample.right for box in boxes for sample in box if sample.confidence >= HIGH_CONFIDENCE]
        return cls(bins, count, error, len(sure), sum(sure) / len(sure) if sure else 0.0)

    def flat(self) -> dict[str, float]:
        """The figures by name, higher is better: ``calibration`` (1 - error) and ``sure_right``; none without data."""
        if not self.count:
            return {}
        return {"calibration": 1 - self.error} | ({"sure_right": self.sure_right} if self.sure else {})


def _bin(number: int, box: list[Sample]) -> Bin:
    low, high, count = number / BINS, (number + 1) / BINS, len(box)
    if not count:
        return Bin(low, high)
    return Bin(low, high, count, sum(s.confidence for s in box) / count, sum(s.right for s in box) / count)


def require_plotting() -> None:
    """Raise ``PlotNotPossible`` if matplotlib is missing. Call this before the work that a plot needs."""
    try:
        import matplotlib  # noqa: F401
    except ImportError as error:
        raise PlotNotPossible("a plot needs matplotlib: pip install 'saidby[plot]'") from error


def plot(calibration: Calibration, path: Path) -> None:
    """Write the reliability diagram as a PNG. With perfect calibration the bars end on the diagonal.

    Raises ``PlotNotPossible`` without matplotlib, and ``OSError`` if the file cannot be written.
    """
    require_plotting()
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5, 6), layout="constrained")
    FigureCanvasAgg(figure)
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=[3, 1])
    filled = [b for b in calibration.bins if b.count]
    upper.plot([0, 1], [0, 1], color="grey", linestyle="--", label="confidence as it should be")
    upper.bar([b.low for b in filled], [b.right for b in filled], width=1 / BINS, align="edge", edgecolor="white")
    upper.plot([b.confidence for b in filled], [b.right for b in filled], "o", color="black", label="mean of a bin")
    upper.set(ylabel="share that is right", ylim=(0, 1), xlim=(0, 1))
    upper.set_title(f"{calibration.count:,} attributions, expected calibration error {calibration.error:.3f}")
    upper.legend(loc="upper left")
    lower.bar([b.low for b in filled], [b.count for b in filled], width=1 / BINS, align="edge", edgecolor="white")
    lower.set(xlabel="confidence", ylabel="attributions")
    figure.savefig(path, format="png", dpi=120)
