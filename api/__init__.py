"""Saidby's service: quotations of news articles over HTTP.

Importing this package is cheap; Flask is loaded by ``create_app``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from .config import Config
    from .operations.attributors import Attributor

__all__ = ["create_app"]


def create_app(config: Config | None = None, attributor: Attributor | None = None) -> Flask:
    """Create the web application.

    Without a ``config``, settings are read from the environment. Without an ``attributor``, texts go to the engine
    pool named in the settings, or are processed in this process if none is named.
    """
    from .http.application import create

    return create(config, attributor)
