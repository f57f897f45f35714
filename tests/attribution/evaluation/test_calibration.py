"""Bins, expected calibration error, and the plot."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from attribution.evaluation.calibration import Calibration, PlotNotPossible, Sample, plot

SAMPLES = [Sample(0.95, True), Sample(0.95, False), Sample(0.25, False), Sample(0.25, False), Sample(1.0, True)]


def test_bins_and_error_by_hand() -> None:
    calibration = Calibration.of(SAMPLES)
    low, high = calibration.bins[2], calibration.bins[9]
    assert [b.count for b in calibration.bins] == [0, 0, 2, 0, 0, 0, 0, 0, 0, 3]
    assert (low.confidence, low.right) == pytest.approx((0.25, 0))
    assert (high.confidence, high.right) == pytest.approx((2.9 / 3, 2 / 3))
    assert calibration.error == pytest.approx((2 * 0.25 + 3 * (2.9 / 3 - 2 / 3)) / 5)
    assert calibration.sure == 3
    assert calibration.sure_right == pytest.approx(2 / 3)
    assert calibration.flat() == pytest.approx({"calibration": 1 - calibration.error, "sure_right": 2 / 3})


def test_a_confidence_that_means_what_it_says() -> None:
    samples = [Sample(0.75, n < 75) for n in range(100)]
    assert Calibration.of(samples).error == pytest.approx(0)


def test_nine_tenths_is_sure() -> None:
    assert Calibration.of([Sample(0.9, True), Sample(0.89, False)]).sure == 1


def test_nothing_to_calibrate() -> None:
    assert Calibration.of([]).flat() == {}
    assert Calibration.of([Sample(0.5, True)]).flat() == {"calibration": 0.5}


def test_the_plot_is_a_png(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    plot(Calibration.of(SAMPLES), tmp_path / "plot.png")
    assert (tmp_path / "plot.png").read_bytes().startswith(b"\x89PNG")
    plot(Calibration.of([]), tmp_path / "empty.png")


def test_without_matplotlib_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(PlotNotPossible, match=r"saidby\[plot\]"):
        plot(Calibration.of(SAMPLES), tmp_path / "plot.png")
    assert not (tmp_path / "plot.png").exists()
