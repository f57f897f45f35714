"""Whether each part of the service works, now, and how much it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from api.services import Services
from api.serving.logs import described
from api.store.sizes import Sizes, measure

CHECKS: dict[str, Callable[[Services], None]] = {
    "database": Services.check_database,
    "engine": lambda services: services.attributor.check(),
}
READY = ("database", "engine")  # what it takes to answer requests


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the service; ``fault`` says in one line what is wrong with it, if anything is."""

    name: str
    fault: str | None


def look(services: Services, names: Iterable[str] = CHECKS) -> list[Part]:
    """Each of these parts as it is."""
    return [Part(name, _fault(CHECKS[name], services)) for name in names]


def sizes(services: Services) -> Sizes:
    """How much the store holds. Raises a ``StoreError`` if it cannot be read."""
    with services.database.snapshot() as reader:
        return measure(reader, services.database.path)


def _fault(check: Callable[[Services], None], services: Services) -> str | None:
    try:
        check(services)
    except Exception as error:  # whatever it is, it is what is wrong
        return described(error)
    return None
