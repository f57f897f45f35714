"""One log for all processes of the service: a line an event, as text or JSON, without texts and without keys.

What an exception says may quote the text that caused it, so that only the words of our own errors and of the system's
are written; of all others the class and the places in the code.
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

SQL_ERROR = 1  # of SQLite: something is wrong with a query, which the words quote


def configure(config: Config) -> None:
    """Write everything that is logged in this process, and in those that it forks, to standard error."""
    handler = Handler()
    handler.setFormatter(JsonFormatter() if config.log == "json" else TextFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(config.log_level.upper())
    # what no line says need not be found out: where in the code it was logged, by which thread and task
    logging._srcfile = None
    logging.logThreads = logging.logMultiprocessing = False
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it names each of its own parts


def described(error: BaseException) -> str:
    """The class of an error, and its words where they cannot quote what somebody sent."""
    name = type(error).__name__
    ours = type(error).__module__.startswith("api.") and not getattr(error, "quotes", False)
    said = ours or isinstance(error, OSError) or getattr(error, "sqlite_errorcode", SQL_ERROR) & 0xFF != SQL_ERROR
    return f"{name}: {' '.join(str(error).split())}" if said and str(error) else name


def trace(error: BaseException) -> str:
    """Where an error was raised, and each that led to it, the first one first."""
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
    """What happens with every request, at the level "info", made in a fifth of the time of any other record."""

    def __init__(self, name: str, message: str, event: dict[str, Any]) -> None:
        self.__dict__.update(_OF_EVENTS)
        self.name, self.msg, self.event = name, message, event
        self.created = time.time()
        self.msecs = self.created % 1 * 1000
        self.process = os.getpid()


_OF_EVENTS: dict[str, Any] = {
    **logging.LogRecord("", logging.INFO, "", 0, "", (), None).__dict__,
    "thread": None, "threadName": None, "processName": None,
}  # fmt: skip


class Handler(logging.Handler):
    """Each record in one write, so that the lines of several processes stand one after another."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record to standard error."""
        try:
            data = self.format(record).encode("utf8", "backslashreplace") + b"\n"
            os.write(sys.stderr.fileno(), data)
        except (OSError, ValueError):  # nobody reads it any more: the service goes on
            pass
        except Exception:
            self.handleError(record)


def event(record: logging.LogRecord) -> dict[str, Any]:
    """What a record says, in the order in which it is written; without members that have no value."""
    said = {
        "time": _moment(record.created),
        "level": record.levelname.lower(),
        "logger": record.name,
        "message": record.getMessage(),
        "pid": record.process,
        "request_id": request_ids.current(),
        **getattr(record, "event", {}),
    }
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        said |= {"error": type(error).__name__, "trace": trace(error)}
    return {name: value for name, value in said.items() if value is not None}


_second = (0, "")  # the last second that was written, and how


def _moment(created: float) -> str:
    """A moment in UTC, to the millisecond; most lines are of the same second as the one before."""
    global _second
    whole = int(created)
    last, text = _second
    if last != whole:
        text = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(whole))
        _second = (whole, text)
    return f"{text}.{int((created - whole) * 1000):03d}Z"


class JsonFormatter(logging.Formatter):
    """A JSON object a line; members of their own come in ``extra={"event": {...}}``."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        return orjson.dumps(event(record), default=str).decode("utf8")


class TextFormatter(logging.Formatter):
    """A line to read: moment, level, message, then the members as name=value; a traceback below it."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line, and its traceback."""
        said = event(record)
        trace = said.pop("trace", None)
        head = [said.pop("time"), said.pop("level").upper(), said.pop("logger"), _escaped(said.pop("message"))]
        line = " ".join(head + [f"{name}={_shown(value)}" for name, value in said.items()])
        return f"{line}\n{trace}" if trace else line


def _escaped(text: str) -> str:
    """The text on one line, with nothing in it that steers a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ",".join(map(_shown, value)) or "-"
    text = _escaped(str(value))
    return f'"{text}"' if " " in text or not text else text
