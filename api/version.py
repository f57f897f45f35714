"""The versions of the service and of its engine."""

VERSION = "0.1.0"


def engine_version() -> str:
    """The engine's: that of the package, and a digest of the engine's code and weights."""
    from attribution.identity import identity

    return f"{VERSION}+{identity()}"
