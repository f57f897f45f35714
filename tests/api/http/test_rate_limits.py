"""Rate limits: a burst, then a steady rate, counted across processes."""

from __future__ import annotations

import multiprocessing
import tempfile
from pathlib import Path

import pytest

from api.http.rate_limits import PROBES, SLOTS, Limiter

from ..store.mounting import fill, small_disk

START = 1_000_000.0


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now


def test_a_burst_then_the_steady_rate(tmp_path: Path) -> None:
    limiter = Limiter(tmp_path / "limits", clock := Clock())
    assert [limiter.wait("a", 40) > 0 for _ in range(12)] == [False] * 10 + [True] * 2
    assert limiter.wait("a", 40) == 1.5
    clock.now = START + 1.5
    assert limiter.wait("a", 40) == 0
    assert limiter.wait("a", 40) > 0
    assert limiter.wait("b", 40) == 0
    clock.now = START + 100
    assert [limiter.wait("a", 40) > 0 for _ in range(11)] == [False] * 10 + [True]


def test_a_rate_of_one_accepts_one(tmp_path: Path) -> None:
    limiter = Limiter(tmp_path / "limits", clock := Clock())
    assert limiter.wait("a", 1) == 0
    clock.now = START + 30
    assert limiter.wait("a", 1) == 30
    clock.now = START + 61
    assert limiter.wait("a", 1) == 0


def test_a_clock_that_was_set_back_locks_no_one_out(tmp_path: Path) -> None:
    limiter = Limiter(tmp_path / "limits", clock := Clock())
    assert limiter.wait("a", 60) == 0
    clock.now = START - 10_000
    assert limiter.wait("a", 60) <= 120


def test_too_many_names_loosen_the_limits(tmp_path: Path) -> None:
    limiter = Limiter(tmp_path / "limits", Clock())
    assert SLOTS % PROBES == 0
    assert all(limiter.wait(f"address {number}", 1) == 0 for number in range(2 * SLOTS))
    assert (tmp_path / "limits").stat().st_size == SLOTS * 16


def test_the_next_path_is_used_if_one_is_not_writable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    one, other = (Limiter(tmp_path / "none" / "limits", Clock()) for _ in range(2))
    assert [limiter.wait("a", 8) > 0 for limiter in (one, other, one)] == [False, False, True]
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    limiter = Limiter(tmp_path / "none" / "limits", Clock())
    assert [limiter.wait("a", 8) > 0 for _ in range(3)] == [False, False, True]


def test_a_temporary_file_of_another_user_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    Limiter(tmp_path / "none" / "limits", Clock()).wait("a", 8)
    (planted,) = tmp_path.iterdir()
    planted.unlink()
    planted.symlink_to(tmp_path / "precious")
    assert Limiter(tmp_path / "none" / "limits", Clock()).wait("a", 8) == 0
    assert not (tmp_path / "precious").exists()


def test_limits_work_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with small_disk(tmp_path / "disk") as disk:
        limiters = [Limiter(disk / "limits", Clock()) for _ in range(2)]
        fill(disk)
        assert [limiter.wait("a", 8) > 0 for limiter in (*limiters, limiters[0])] == [False, False, True]


def _take(path: Path, taken: object) -> None:
    limiter = Limiter(path, Clock())
    passed = sum(limiter.wait("a", 400) == 0 for _ in range(200))
    taken.put(passed)  # type: ignore[attr-defined]


def test_processes_share_the_counts(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    taken = context.Queue()
    processes = [context.Process(target=_take, args=(tmp_path / "limits", taken)) for _ in range(3)]
    for process in processes:
        process.start()
    assert sum(taken.get(timeout=30) for _ in processes) == 100
    for process in processes:
        process.join(30)
