"""What the log contains, and what it never contains."""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from api import request_ids
from api.config import Config
from api.engine_pool import EngineFailed, EngineTimeout
from api.store import StoreBusy
from api.telemetry import logs

SECRET = "Ivers said no to Drake"


Configure = Callable[[Config], Path]


@pytest.fixture
def configure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Configure]:
    """A function that configures the log of this process and returns its file; undone after the test."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    for name in ("_srcfile", "logThreads", "logMultiprocessing", "logAsyncioTasks"):
        monkeypatch.setattr(logging, name, getattr(logging, name, None), raising=False)
    with (tmp_path / "log").open("w") as stream:

        def apply(config: Config) -> Path:
            monkeypatch.setattr(sys, "stderr", stream)
            logs.configure(config)
            return tmp_path / "log"

        yield apply
    root.handlers[:] = handlers
    root.setLevel(level)


def lines(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text().splitlines()]


def test_json_is_one_object_per_line_with_the_request_id(configure: Configure) -> None:
    log = configure(Config(log="json"))
    with request_ids.bound("abc"):
        logging.getLogger("api").info("two\nlines", extra={"event": {"status": 200, "key": None}})
    logging.getLogger("api").debug("not at this level")
    (line,) = lines(log)
    assert line.pop("time").endswith("Z")
    assert line == {
        "level": "info", "logger": "api", "message": "two\nlines", "pid": os.getpid(), "request_id": "abc",
        "status": 200,
    }  # fmt: skip


def test_text_is_one_line_per_event_whatever_it_contains(configure: Configure) -> None:
    log = configure(Config(log="text"))
    logging.getLogger("api").warning("a\x1b[31m\nb", extra={"event": {"path": "/x\ny z", "parameters": ["q", "limit"]}})
    (line,) = log.read_text().splitlines()
    assert "WARNING api a\\x1b[31m\\nb" in line
    assert 'path="/x\\ny z" parameters=q,limit' in line


@pytest.mark.parametrize(
    ("value", "expected"),
    [("p", "p"), ("", '""'), ("a b", '"a b"'), ("a\n", "a\\n"), ("é", "é"), (7, "7"), ([], "-"), (["a", 1], "a,1")],
)
def test_values_in_text(configure: Configure, value: object, expected: str) -> None:
    log = configure(Config(log="text"))
    logging.getLogger("api").info("a", extra={"event": {"value": value}})
    assert log.read_text().endswith(f" value={expected}\n")


def test_the_level_is_the_lowest_that_is_logged(configure: Configure) -> None:
    log = configure(Config(log="json", log_level="error"))
    logging.getLogger("saidby.access").info("request")
    logging.getLogger("api").error("a fault")
    assert [line["message"] for line in lines(log)] == ["a fault"]


def fail() -> None:
    try:
        {}[SECRET]
    except KeyError as error:
        raise ValueError(SECRET) from error


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_traceback_shows_the_code_but_no_values(configure: Configure, form: str) -> None:
    log = configure(Config(log=form))
    try:
        fail()
    except ValueError:
        logging.getLogger("api").exception("failed")
    written = log.read_text()
    assert SECRET not in written
    assert "KeyError" in written
    assert "ValueError" in written
    assert "in fail" in written


def test_query_parameters_are_not_logged() -> None:
    with pytest.raises(Exception, match="no such column") as caught:
        create_engine("sqlite://").connect().execute(text("SELECT :words, nothing_such"), {"words": SECRET})
    assert SECRET in str(caught.value)
    assert SECRET not in logs.trace(caught.value)


def test_messages_of_our_errors_and_of_the_system_are_logged() -> None:
    assert logs.described(StoreBusy("another writer holds it")) == "StoreBusy: another writer holds it"
    assert logs.described(EngineTimeout("longer than 1 s")) == "EngineTimeout: longer than 1 s"
    assert logs.described(OSError(28, "No space left on device")).endswith("No space left on device")
    with pytest.raises(sqlite3.OperationalError) as caught:
        sqlite3.connect("file:/nowhere/at-all?mode=ro", uri=True)
    assert logs.described(caught.value) == "OperationalError: unable to open database file"


@pytest.mark.parametrize("error", [EngineFailed(SECRET), KeyError(SECRET), ValueError(SECRET), RuntimeError(SECRET)])
def test_messages_of_other_errors_are_not_logged(error: Exception) -> None:
    assert logs.described(error) == type(error).__name__


def test_a_closed_log_does_not_stop_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        handler = logs.Handler()
        handler.emit(logging.makeLogRecord({"msg": "unheard"}))
