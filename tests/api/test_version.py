"""The versions of the service and of the engine."""

from __future__ import annotations

from api.version import VERSION, engine_version
from attribution.identity import identity


def test_the_engine_version_is_that_of_the_package_and_a_digest() -> None:
    assert engine_version() == f"{VERSION}+{identity()}"
