"""The service with an engine that finds nothing: what is measured here is reading.

python -m benchmarks.api.serve, with the settings of the environment
"""

from __future__ import annotations

from api.config import Config
from api.serving.server import serve
from attribution import Quotation


def nothing(text: str) -> list[Quotation]:
    """No quotations."""
    return []


if __name__ == "__main__":
    serve(Config.from_environment(), "benchmarks.api.serve:nothing")
