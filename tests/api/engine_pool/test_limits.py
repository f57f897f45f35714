"""A text may take as long as its length allows, and the kernel ends it."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable

import pytest

from api.engine_pool import EngineTimeout, PoolAttributor, process
from api.engine_pool.allowance import Allowance, allowance
from api.engine_pool.wire import receive_frame, send_frame
from attribution.article.text import MAX_CHARACTERS

from ..fakes import attribute
from .conftest import GOOD


@pytest.mark.parametrize("word", ["SLEEP 60", "NATIVE"])
def test_a_text_ends_at_its_limit_even_in_native_code(client: PoolAttributor, word: str) -> None:
    with pytest.raises(EngineTimeout):
        client.attribute(word)
    assert client.attribute(GOOD) == attribute(GOOD)


def test_the_limit_grows_with_the_text_and_the_setting_is_its_bound() -> None:
    assert allowance(0, 120.0) == (10.0, 30.0)
    assert allowance(100_000, 120.0) == pytest.approx((20.0, 60.0))
    assert 100 < allowance(MAX_CHARACTERS, 120.0).processor < allowance(MAX_CHARACTERS, 120.0).clock <= 120
    assert allowance(MAX_CHARACTERS, 20.0) == (20.0, 20.0)


def test_the_process_is_given_what_the_length_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    timers: dict[int, list[float]] = {signal.ITIMER_PROF: [], signal.ITIMER_REAL: []}
    monkeypatch.setattr(process.signal, "setitimer", lambda timer, seconds: timers[timer].append(seconds))
    ours, theirs = socket.socketpair()
    with ours, theirs:
        send_frame(ours, {"text": "x" * 1000})
        process.answer(theirs, attribute, 120.0, lambda: None)
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
    ("allowed", "doing", "ended"),
    [
        (Allowance(0.2, 60.0), work, signal.SIGPROF),
        (Allowance(60.0, 0.2), lambda: time.sleep(30), signal.SIGALRM),
        (Allowance(0.2, 60.0), lambda: time.sleep(0.5), 0),  # whoever waits for the processor takes none of its time
    ],
)
def test_either_limit_ends_the_process(allowed: Allowance, doing: Callable[[], None], ended: int) -> None:
    pid = os.fork()
    if pid == 0:
        try:
            with process.limited(allowed):
                doing()
            os._exit(0)
        finally:
            os._exit(1)
    assert -os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == ended
