"""A text's time is limited according to its length, and the kernel enforces the limit."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable

import pytest

from api.engine_pool import EngineTimeout, PoolAttributor, process
from api.engine_pool.time_limits import TimeLimits, time_limits
from api.engine_pool.wire import receive_frame, send_frame
from attribution.article.text import MAX_CHARACTERS

from ..fakes import attribute
from .conftest import GOOD


@pytest.mark.parametrize("word", ["SLEEP 60", "NATIVE"])
def test_the_limit_holds_even_in_native_code(client: PoolAttributor, word: str) -> None:
    with pytest.raises(EngineTimeout):
        client.attribute(word)
    assert client.attribute(GOOD) == attribute(GOOD)


def test_the_limit_grows_with_the_text_up_to_the_setting() -> None:
    assert time_limits(0, 120.0) == (10.0, 30.0)
    assert time_limits(100_000, 120.0) == pytest.approx((20.0, 60.0))
    assert 100 < time_limits(MAX_CHARACTERS, 120.0).cpu < time_limits(MAX_CHARACTERS, 120.0).wall <= 120
    assert time_limits(MAX_CHARACTERS, 20.0) == (20.0, 20.0)


def test_the_timers_are_set_according_to_the_length(monkeypatch: pytest.MonkeyPatch) -> None:
    timers: dict[int, list[float]] = {signal.ITIMER_PROF: [], signal.ITIMER_REAL: []}
    monkeypatch.setattr(process.signal, "setitimer", lambda timer, seconds: timers[timer].append(seconds))
    ours, theirs = socket.socketpair()
    with ours, theirs:
        send_frame(ours, {"text": "x" * 1000})
        process.respond(theirs, attribute, 120.0, lambda: None)
        assert receive_frame(ours) == {"started": True}
        assert receive_frame(ours) == {"records": []}
    assert timers == {
        signal.ITIMER_PROF: [pytest.approx(10.1), 0],
        signal.ITIMER_REAL: [pytest.approx(30.3), 0],
    }


def work() -> None:
    end = time.process_time() + 30
    while time.process_time() < end:
        pass


@pytest.mark.parametrize(
    ("limits", "doing", "ended"),
    [
        (TimeLimits(0.2, 60.0), work, signal.SIGPROF),
        (TimeLimits(60.0, 0.2), lambda: time.sleep(30), signal.SIGALRM),
        (TimeLimits(0.2, 60.0), lambda: time.sleep(0.5), 0),  # waiting uses no CPU time
    ],
)
def test_either_limit_ends_the_process(limits: TimeLimits, doing: Callable[[], None], ended: int) -> None:
    pid = os.fork()
    if pid == 0:
        try:
            with process.limited(limits):
                doing()
            os._exit(0)
        finally:
            os._exit(1)
    assert -os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == ended
