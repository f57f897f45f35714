"""Find the rules that the modules of a package define."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TypeVar

RuleType = TypeVar("RuleType")


def defined_in(package: str, kind: type[RuleType]) -> list[RuleType]:
    """The instances of ``kind`` in the namespaces of a package's modules, ordered by module name, each once."""
    found: dict[int, RuleType] = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(import_module(package).__path__)):
        for value in vars(import_module(f"{package}.{module}")).values():
            if isinstance(value, kind):
                found.setdefault(id(value), value)
    return list(found.values())
