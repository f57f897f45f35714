"""A client must move so many bytes in each window of the time that it is waited for."""

from __future__ import annotations

from api.serving.patience import Pace, Patience

PATIENCE = Patience(window=10.0, rate=100)


def test_a_byte_now_and_then_does_not_begin_the_time_anew() -> None:
    pace = Pace(PATIENCE)
    pace.wait(0.0)
    for second in range(10):
        pace.moved(1)
        assert not pace.late(float(second))
    assert pace.late(10.0)


def test_who_is_fast_enough_has_as_many_windows_as_it_takes() -> None:
    pace = Pace(PATIENCE)
    pace.wait(0.0)
    for window in range(1, 6):
        pace.moved(1100)
        assert not pace.late(10.5 * window)
    assert pace.late(10.5 * 6)


def test_only_the_time_spent_waiting_counts() -> None:
    pace = Pace(PATIENCE)
    pace.wait(0.0)
    pace.rest(6.0)
    assert not pace.late(1000.0)
    pace.wait(1000.0)
    pace.wait(1003.0)
    assert not pace.late(1003.9)
    assert pace.late(1004.0)
