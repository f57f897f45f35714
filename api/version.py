"""The versions of the service and of its engine."""

VERSION = "0.1.0"


def engine_version() -> str:
    """The version of the engine: the package's version plus a digest of the engine's code, data and weights."""
    from attribution.identity import identity

    return f"{VERSION}+{identity()}"
