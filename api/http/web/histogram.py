"""Bars of a histogram: counts by day summed to days, weeks, months or years, without gaps in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MAX_BARS = 120  # a longer time has longer periods
MIN_BARS = 12  # a shorter time is shown with empty periods around it, so that bars do not look like walls


@dataclass(frozen=True, slots=True)
class Bar:
    """The number of quotations in a period: from ``begin`` to before ``end``. ``share`` is of the highest bar."""

    begin: date
    end: date
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars in chronological order, each a period of the same name: day, week, month or year."""

    period: str
    bars: tuple[Bar, ...]

    @property
    def of_quotations(self) -> str:
        """What the bars show, where they count quotations."""
        return _OF_QUOTATIONS[self.period]


_OF_QUOTATIONS = {
    "day": "Quotations by day",
    "week": "Quotations by week",
    "month": "Quotations by month",
    "year": "Quotations by year",
}


def _next_month(begin: date) -> date:
    return (begin + timedelta(days=31)).replace(day=1)


def _next_year(begin: date) -> date:
    return begin.replace(year=begin.year + 1)


# The name of a period, the first day of the one that a day is in, and the first day of the next one.
_Period = tuple[str, Callable[[date], date], Callable[[date], date]]
_PERIODS: tuple[_Period, ...] = (
    ("day", lambda day: day, lambda begin: begin + timedelta(days=1)),
    ("week", lambda day: day - timedelta(days=day.weekday()), lambda begin: begin + timedelta(days=7)),
    ("month", lambda day: day.replace(day=1), _next_month),
    ("year", lambda day: day.replace(month=1, day=1), _next_year),
)


def histogram(days: Iterable[tuple[date, int]], shortest: str = "day") -> Histogram | None:
    """The histogram of counts by day with the shortest periods that make at most ``MAX_BARS``; None without dates.

    ``shortest``: the name of the shortest period to use.
    Before year 20 and after year 9980 there are no bars, since a period would leave the calendar.
    """
    counts = [(day, count) for day, count in days if 20 <= day.year <= 9980]
    if not counts:
        return None
    first, last = min(counts)[0], max(counts)[0]
    periods = _PERIODS[[name for name, *_ in _PERIODS].index(shortest) :]
    name, begin_of, next_of = next(p for p in periods if p is periods[-1] or _fits(p, first, last))
    summed: Counter[date] = Counter()
    for day, count in counts:
        summed[begin_of(day)] += count
    highest = max(summed.values())
    begins = [begin_of(first)]
    while (following := next_of(begins[-1])) <= last:
        begins.append(following)
    while len(begins) < MIN_BARS:
        begins = [begin_of(begins[0] - timedelta(days=1)), *begins, next_of(begins[-1])]
    bars = (Bar(begin, next_of(begin), summed[begin], summed[begin] / highest) for begin in begins)
    return Histogram(name, tuple(bars))


def _fits(period: _Period, first: date, last: date) -> bool:
    length = {"day": 1, "week": 7, "month": 30}.get(period[0], 365)
    return (last - first).days / length < MAX_BARS - 2
