"""The state that the pool reports, and what observers are told."""

from __future__ import annotations

import json
import os
import signal
from typing import Any

import pytest

from api import request_ids
from api.engine_pool import EngineCrashed, EngineFailed, EngineTimeout, EngineUnavailable, Pool, PoolAttributor
from api.engine_pool.observer import ERRORS
from api.telemetry.engine_outcomes import OUTCOMES
from attribution import InvalidText, text_digest

from ...waiting import eventually
from .conftest import FUNCTION, GOOD


class RecordingObserver:
    """Records what it is told."""

    def __init__(self) -> None:
        self.outcomes: list[str] = []
        self.waits: list[float] = []
        self.reads: list[float] = []

    def waited(self, seconds: float) -> None:
        self.waits.append(seconds)

    def read(self, seconds: float) -> None:
        self.reads.append(seconds)

    def ended(self, outcome: str) -> None:
        self.outcomes.append(outcome)


def test_an_observer_is_told_of_every_attempt(client: PoolAttributor) -> None:
    client.observer = observer = RecordingObserver()
    client.attribute(GOOD)
    for text, error in (
        ("INVALID", InvalidText), ("RAISE", EngineFailed), ("SLEEP 60", EngineTimeout), ("KILL", EngineCrashed),
    ):  # fmt: skip
        with pytest.raises(error):
            client.attribute(text)
    assert observer.outcomes == ["read", "invalid", "failure", "timeout", "crash", "crash"]  # a crash is retried
    assert set(observer.outcomes) <= set(OUTCOMES) == {"read", *ERRORS, "failure"}
    assert len(observer.waits) == len(observer.reads) == 6
    assert observer.reads[3] >= 0.9


def test_observers_are_told_of_texts_that_no_process_accepted(pool: Pool) -> None:
    pool.stop()
    client = PoolAttributor(pool.socket_path, timeout=1.0, wait=0.5)
    client.observer = observer = RecordingObserver()
    with pytest.raises(EngineUnavailable):
        client.attribute(GOOD)
    assert (observer.outcomes, observer.waits) == (["unavailable"], [])


def test_the_pool_reports_its_state_and_why_processes_ended(client: PoolAttributor) -> None:
    client.check()
    state = client.state()
    assert (state["processes"], state["reading"], state["waiting"]) == (2, 0, 0)
    for text in ("KILL", "SLEEP 60"):
        with pytest.raises((EngineCrashed, EngineTimeout)):
            client.attribute(text)
    assert eventually(lambda: client.state()["ended"] == {"crash": 2, "timeout": 1, "abandoned": 0})
    assert eventually(lambda: client.state()["processes"] == 2)


def test_the_check_fails_without_the_supervisor(pool: Pool, client: PoolAttributor) -> None:
    assert pool.supervisor is not None
    os.kill(pool.supervisor.pid, signal.SIGSTOP)  # the socket still accepts connections
    with pytest.raises(EngineUnavailable, match="does not respond"):
        client.check()
    os.kill(pool.supervisor.pid, signal.SIGCONT)
    client.check()
    pool.supervisor.kill()
    pool.supervisor.wait()
    with pytest.raises(EngineUnavailable):
        client.check()


def test_a_failing_text_is_logged_by_digest_and_request_id_but_not_quoted(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAIDBY_LOG", "json")
    pool = Pool(processes=1, timeout=1.0, function=FUNCTION)
    pool.start()
    client = PoolAttributor(pool.socket_path, timeout=1.0)
    texts = ("QUOTE zeppelin", "SLEEP 60", "KILL zeppelin")
    for number, text in enumerate(texts):
        with request_ids.bound(f"r{number}"), pytest.raises((EngineFailed, EngineTimeout, EngineCrashed)):
            client.attribute(text)
    pool.stop()
    here: list[dict[str, Any]] = [record.event for record in caplog.records]  # type: ignore[attr-defined]
    digests = [text_digest(text) for text in texts]
    assert [event["text_sha256"] for event in here] == [digests[0], digests[1], digests[2], digests[2]]
    written = capfd.readouterr().err
    of_pool = (line for line in written.splitlines() if line.startswith("{"))  # an earlier test may log text from here
    there = [line for line in map(json.loads, of_pool) if "text_sha256" in line]
    assert [(line["request_id"], line["text_sha256"], line["error"]) for line in there] == [
        ("r0", digests[0], "RuntimeError")
    ]
    assert "in unruly" in there[0]["trace"]
    assert "zeppelin" not in written + "".join(map(str, here))
