"""One log for all processes of the service: one line per event, as text or JSON, without article texts or keys.

The message of an exception may quote the text that caused it, so only messages of our own errors and of the operating
system are logged; of other exceptions only the class and the stack.
"""

from __future__ import annotations

import logging
import os
import sys
import time
import traceback
from typing import Any

import orjson

from api import request_ids
from api.config import Config

SQL_ERROR = 1  # SQLite's code for an invalid query, which the message quotes


def configure(config: Config) -> None:
    """Send the log of this process, and of those that it forks, to standard error."""
    handler = Handler()
    handler.setFormatter(JsonFormatter() if config.log == "json" else TextFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(config.log_level.upper())
    # do not collect what is not shown: the code location, thread and process name of each record
    logging._srcfile = None
    logging.logThreads = logging.logMultiprocessing = False
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it lists its components


def described(error: BaseException) -> str:
    """The class of an error, and its message if that cannot quote what a client sent."""
    name = type(error).__name__
    ours = type(error).__module__.startswith("api.") and not getattr(error, "quotes", False)
    safe = ours or isinstance(error, OSError) or getattr(error, "sqlite_errorcode", SQL_ERROR) & 0xFF != SQL_ERROR
    return f"{name}: {' '.join(str(error).split())}" if safe and str(error) else name


def trace(error: BaseException) -> str:
    """The traceback of an error and of the errors that caused it, the earliest first; without unsafe messages."""
    lines: list[str] = []
    chain: list[BaseException] = []
    following: BaseException | None = error
    while following is not None and following not in chain:
        chain.append(following)
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)
    for one in reversed(chain):
        lines += [
            "Traceback (most recent call last):\n",
            *traceback.format_tb(one.__traceback__),
            f"{described(one)}\n",
        ]
    return "".join(lines).rstrip("\n")


class Event(logging.LogRecord):
    """A record at the level "info", for what is logged with every request; created five times faster than others."""

    def __init__(self, name: str, message: str, event: dict[str, Any]) -> None:
        self.__dict__.update(_EVENT_DEFAULTS)
        self.name, self.msg, self.event = name, message, event
        self.created = time.time()
        self.msecs = self.created % 1 * 1000
        self.process = os.getpid()


_EVENT_DEFAULTS: dict[str, Any] = {
    **logging.LogRecord("", logging.INFO, "", 0, "", (), None).__dict__,
    "thread": None, "threadName": None, "processName": None,
}  # fmt: skip


class Handler(logging.Handler):
    """Writes each record with one system call, so that lines of several processes do not mix."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record to standard error."""
        try:
            data = self.format(record).encode("utf8", "backslashreplace") + b"\n"
            os.write(sys.stderr.fileno(), data)
        except (OSError, ValueError):  # standard error is closed: the service continues
            pass
        except Exception:
            self.handleError(record)


def event(record: logging.LogRecord) -> dict[str, Any]:
    """The members of a record, in the order in which they are written, without empty ones."""
    members = {
        "time": _timestamp(record.created),
        "level": record.levelname.lower(),
        "logger": record.name,
        "message": record.getMessage(),
        "pid": record.process,
        "request_id": request_ids.current(),
        **getattr(record, "event", {}),
    }
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        members |= {"error": type(error).__name__, "trace": trace(error)}
    return {name: value for name, value in members.items() if value is not None}


_second = (0, "")  # the last second that was formatted, and its text


def _timestamp(created: float) -> str:
    """The time in UTC, to the millisecond; cached, as most records are of the same second as the one before."""
    global _second
    whole = int(created)
    last, text = _second
    if last != whole:
        text = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(whole))
        _second = (whole, text)
    return f"{text}.{int((created - whole) * 1000):03d}Z"


class JsonFormatter(logging.Formatter):
    """One JSON object per line; callers add members with ``extra={"event": {...}}``."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        return orjson.dumps(event(record), default=str).decode("utf8")


class TextFormatter(logging.Formatter):
    """A human-readable line: time, level, logger, message, then name=value members; a traceback below it."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line, and its traceback."""
        members = event(record)
        trace = members.pop("trace", None)
        names = ("time", "level", "logger", "message")
        time, level, logger, message = (members.pop(name) for name in names)
        head = [time, level.upper(), logger, _escaped(message)]
        line = " ".join(head + [f"{name}={_shown(value)}" for name, value in members.items()])
        return f"{line}\n{trace}" if trace else line


def _escaped(text: str) -> str:
    """The text on one line, with control characters escaped."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ",".join(map(_shown, value)) or "-"
    text = _escaped(value if type(value) is str else str(value))
    return f'"{text}"' if " " in text or not text else text
