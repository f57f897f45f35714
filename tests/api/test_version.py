"""The versions."""

from __future__ import annotations

from api.version import VERSION, engine_version
from attribution.identity import identity


def test_the_engine_is_known_by_the_package_and_its_own_digest() -> None:
    assert engine_version() == f"{VERSION}+{identity()}"
