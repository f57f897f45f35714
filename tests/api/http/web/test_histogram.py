"""The bars of a histogram."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from api.http.web.histogram import MAX_BARS, MIN_BARS, histogram

FIRST = date(2023, 1, 15)


def test_without_dates_there_is_none() -> None:
    assert histogram([]) is None
    assert histogram([(date.min, 1), (date.max, 1)]) is None


@pytest.mark.parametrize(("days", "period"), [(0, "day"), (100, "day"), (400, "week"), (2000, "month"), (9000, "year")])
def test_the_periods_fit_the_time(days: int, period: str) -> None:
    found = histogram([(FIRST, 3), (FIRST + timedelta(days=days), 1)])
    assert found is not None
    assert found.period == period
    assert found.of_quotations == f"Quotations by {period}"
    assert len(found.bars) <= MAX_BARS
    assert sum(bar.count for bar in found.bars) == 4
    assert all(one.end == other.begin for one, other in zip(found.bars, found.bars[1:], strict=False))
    assert found.bars[0].begin <= FIRST < found.bars[-1].end


def test_the_highest_bar_is_whole() -> None:
    found = histogram([(FIRST, 4), (FIRST + timedelta(days=1), 1)])
    assert found is not None
    assert [bar.share for bar in found.bars if bar.count] == [1, 0.25]


def test_a_short_time_has_empty_periods_around_it() -> None:
    found = histogram([(FIRST, 4)], shortest="month")
    assert found is not None
    assert (found.period, len(found.bars) >= MIN_BARS) == ("month", True)
    assert sum(bar.count for bar in found.bars[4:-4]) == 4
