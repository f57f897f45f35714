"""The engine's side: a process that reads one text at a time, from connections that the broker hands to it.

It is forked from the broker, which has loaded the pipeline. The kernel ends it when a text takes too long (SIGPROF,
SIGALRM) and when the broker is gone, even inside native code; the broker ends it when nobody wants the answer any more.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from api import request_ids
from api.engine_pool import parent
from api.telemetry.logs import described
from attribution import InvalidText, Quotation, text_digest, to_record

from .allowance import Allowance, allowance
from .endings import LATE
from .wire import receive_frame, send_frame

AttributeFunction = Callable[[str], Iterable[Quotation]]
log = logging.getLogger("saidby.engine")

REQUEST_TIMEOUT = 10.0  # seconds that a client may take to send its text, or to read its answer
TAKE = b"t"  # from the broker, with a connection
ANSWERING, DONE = b"a", b"d"  # to the broker: the work is done and the answer begins; the connection is closed


def run(channel: socket.socket, attribute: AttributeFunction, timeout: float, broker: int) -> None:
    """Read what the broker hands over until it is gone."""
    for ends in (*LATE, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ends, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the server stops in order
    parent.signal_at_death_of_parent(signal.SIGKILL, broker)
    parent.watch(broker, lambda: os._exit(0))
    while True:
        message, descriptors, _, _ = socket.recv_fds(channel, 1, 1)
        if not message:
            return
        with socket.socket(fileno=descriptors[0]) as connection:
            answer(connection, attribute, timeout, lambda: channel.sendall(ANSWERING))
        channel.sendall(DONE)


def answer(
    connection: socket.socket, attribute: AttributeFunction, timeout: float, answering: Callable[[], None]
) -> None:
    """Read the text of one client and send its quotations; a client that is gone is forgotten."""
    connection.settimeout(REQUEST_TIMEOUT)
    try:
        send_frame(connection, {"started": True})
        request = receive_frame(connection)
        with limited(allowance(len(str(request.get("text"))), timeout)):
            reply = _reply(request, attribute)
        answering()
        send_frame(connection, reply)
    except (EOFError, OSError, ValueError) as error:
        log.warning("dropped a request: %s", described(error))


@contextmanager
def limited(allowed: Allowance) -> Iterator[None]:
    """Let the kernel end this process when the block takes longer, even inside native code."""
    signal.setitimer(signal.ITIMER_PROF, allowed.processor)
    signal.setitimer(signal.ITIMER_REAL, allowed.clock)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)


def _reply(request: dict[str, Any], attribute: AttributeFunction) -> dict[str, Any]:
    try:
        return {"records": [to_record(quotation) for quotation in attribute(request["text"])]}
    except InvalidText as error:
        return {"error": {"name": InvalidText.__name__, "message": str(error)}}
    except Exception as error:
        with request_ids.bound(request.get("request_id")):
            fault = {"text_sha256": text_digest(str(request.get("text")))}
            log.error("the engine failed on a text", exc_info=error, extra={"event": fault})
        return {"error": {"name": type(error).__name__, "message": str(error)}}
