"""Whether each part of the service works, now, and how much it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from api.operations.services import Services
from api.store.sizes import Sizes, measure
from api.telemetry.logs import described

OK = "ok"
Look = Callable[[Services], tuple[str, str | None]]  # a status and its reason; raises for a part that does not work


def _database(services: Services) -> tuple[str, str | None]:
    condition = services.check_database()
    return condition.access.value, condition.detail


def _engine(services: Services) -> tuple[str, str | None]:
    services.attributor.check()
    return OK, None


CHECKS: dict[str, Look] = {"database": _database, "engine": _engine}
READY = ("database", "engine")  # what it takes to answer requests


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the service; ``fault`` says in one line why it does not work, if it does not.

    One that works may do less than it could: its ``status`` is another than ``OK`` then, and ``detail`` says why.
    """

    name: str
    fault: str | None = None
    status: str = OK
    detail: str | None = None


def look(services: Services, names: Iterable[str] = CHECKS) -> list[Part]:
    """Each of these parts as it is."""
    return [_part(name, services) for name in names]


def sizes(services: Services) -> Sizes:
    """How much the store holds. Raises a ``StoreError`` if it cannot be read."""
    with services.database.snapshot() as reader:
        return measure(reader, services.database.path)


def _part(name: str, services: Services) -> Part:
    try:
        status, detail = CHECKS[name](services)
    except Exception as error:  # whatever it is, it is what is wrong
        return Part(name, described(error))
    return Part(name, None, status, detail)
