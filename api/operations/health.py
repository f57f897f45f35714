"""Health checks of the parts of the service, and the size of the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from api.operations.services import Services
from api.store import StoreUnreachable
from api.store import sizes as measurements
from api.store.sizes import Sizes, measure
from api.telemetry.logs import described

OK = "ok"
Check = Callable[[Services], tuple[str, str | None]]  # returns a status and its reason; raises if the part fails


def _database(services: Services) -> tuple[str, str | None]:
    condition = services.check_database()
    return condition.access.value, condition.detail


def _engine(services: Services) -> tuple[str, str | None]:
    services.attributor.check()
    return OK, None


CHECKS: dict[str, Check] = {"database": _database, "engine": _engine}
READY = ("database", "engine")  # the parts needed to respond to requests


@dataclass(frozen=True, slots=True)
class Part:
    """The status of a part of the service. ``fault``: why it does not work, in one line; None if it works.

    A part that works with restrictions has a ``status`` other than ``OK``, and ``detail`` says why.
    """

    name: str
    fault: str | None = None
    status: str = OK
    detail: str | None = None


def check_parts(services: Services, names: Iterable[str] = CHECKS) -> list[Part]:
    """Check the named parts; a failing check is reported in its part, not raised."""
    return [_part(name, services) for name in names]


def sizes(services: Services) -> Sizes:
    """The size of the archive. Raises a ``StoreError`` if it cannot be read."""
    with services.database.snapshot() as reader:
        return measure(reader, services.database)


def articles_by_day(services: Services, since: datetime) -> list[tuple[date, int]]:
    """The numbers of articles stored on each day in UTC since a time, in order. Raises a ``StoreError``."""
    with services.database.snapshot() as reader:
        return measurements.articles_by_day(reader, since)


def _part(name: str, services: Services) -> Part:
    try:
        status, detail = CHECKS[name](services)
    except StoreUnreachable as error:
        return Part(name, error.public)
    except Exception as error:  # any error is the fault of the part
        return Part(name, described(error))
    return Part(name, None, status, detail)
