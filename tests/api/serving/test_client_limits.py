"""A client must transfer a minimum of bytes in each window of the time spent waiting for it."""

from __future__ import annotations

from api.serving.client_limits import ClientLimits, TransferMonitor

LIMITS = ClientLimits(rate_window=10.0, min_rate=100)


def test_single_bytes_do_not_restart_the_window() -> None:
    monitor = TransferMonitor(LIMITS)
    monitor.start_waiting(0.0)
    for second in range(10):
        monitor.transferred(1)
        assert not monitor.too_slow(float(second))
    assert monitor.too_slow(10.0)


def test_a_client_that_is_fast_enough_gets_any_number_of_windows() -> None:
    monitor = TransferMonitor(LIMITS)
    monitor.start_waiting(0.0)
    for window in range(1, 6):
        monitor.transferred(1100)
        assert not monitor.too_slow(10.5 * window)
    assert monitor.too_slow(10.5 * 6)


def test_only_time_spent_waiting_counts() -> None:
    monitor = TransferMonitor(LIMITS)
    monitor.start_waiting(0.0)
    monitor.stop_waiting(6.0)
    assert not monitor.too_slow(1000.0)
    monitor.start_waiting(1000.0)
    monitor.start_waiting(1003.0)
    assert not monitor.too_slow(1003.9)
    assert monitor.too_slow(1004.0)
