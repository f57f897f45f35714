"""Sends gunicorn's own messages to the log of the service."""

from __future__ import annotations

import sys
from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from ..telemetry.logs import described

INVALID = "Invalid request from ip="
FAILED = "Error handling request"


class GunicornLogger(Logger):  # type: ignore[misc]
    """gunicorn's messages in our log, without anything that a client sent. Its access log is off: we write our own."""

    def setup(self, cfg: Any) -> None:
        """Leave handlers and levels to the root logger."""
        self.cfg = cfg
        self._access_log_enabled = False
        for logger in (self.error_log, self.access_log):
            logger.handlers.clear()
            logger.propagate = True

    def reopen_files(self) -> None:
        """Nothing to do: there are no files."""

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Log a warning; of a request that is not HTTP only the type of error, as its message quotes the request."""
        if str(msg).startswith(INVALID):
            error = sys.exc_info()[0]
            msg, args = "refused a request that is not HTTP: %s", (error.__name__ if error else "unknown",)
        super().warning(msg, *args, **kwargs)

    def exception(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log an exception; of a failed request without its URL, which may contain a search."""
        if isinstance(msg, BaseException):
            msg = described(msg)
        elif str(msg).startswith(FAILED):
            msg, args = "a request failed", ()
        super().exception(msg, *args, **kwargs)
