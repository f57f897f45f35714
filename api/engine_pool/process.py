"""An engine process: processes one text at a time, from the connections that the broker passes to it.

It is forked from the broker, which has loaded the pipeline. The kernel kills it, even inside native code, when a text
takes too long (SIGPROF, SIGALRM) and when the broker dies; the broker kills it when the client disconnects.
"""

from __future__ import annotations

import importlib
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

from .exits import TIMEOUT_SIGNALS
from .time_limits import TimeLimits, time_limits
from .wire import receive_frame, send_frame

AttributeFunction = Callable[[str], Iterable[Quotation]]
log = logging.getLogger("saidby.engine")

REQUEST_TIMEOUT = 10.0  # seconds for a client to send its text, or to read the response
TAKE = b"t"  # from the broker, with a connection
RESPONDING, DONE = b"a", b"d"  # to the broker: the response begins; the connection is closed


def load(name: str) -> AttributeFunction:
    """Import the function named by "module:function"."""
    module, _, function = name.partition(":")
    loaded: Any = getattr(importlib.import_module(module), function)
    return loaded  # type: ignore[no-any-return]


def run(channel: socket.socket, attribute: AttributeFunction, timeout: float, broker: int) -> None:
    """Serve the connections that the broker passes over ``channel``, until it closes the channel.

    ``timeout``: the maximum time for a text, in seconds. ``broker``: the process id of the broker.
    """
    for number in (*TIMEOUT_SIGNALS, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole process group; the server stops in order
    parent.signal_at_death_of_parent(signal.SIGKILL, broker)
    parent.watch(broker, lambda: os._exit(0))
    while True:
        message, descriptors, _, _ = socket.recv_fds(channel, 1, 1)
        if not message:
            return
        with socket.socket(fileno=descriptors[0]) as connection:
            respond(connection, attribute, timeout, lambda: channel.sendall(RESPONDING))
        channel.sendall(DONE)


def respond(
    connection: socket.socket, attribute: AttributeFunction, timeout: float, responding: Callable[[], None]
) -> None:
    """Receive the text of one client and send its quotations; a broken connection is logged and ignored.

    ``timeout`` in seconds; ``responding`` is called just before the response is sent.
    """
    connection.settimeout(REQUEST_TIMEOUT)
    try:
        send_frame(connection, {"started": True})
        request = receive_frame(connection)
        with limited(time_limits(len(str(request.get("text"))), timeout)):
            reply = _reply(request, attribute)
        responding()
        send_frame(connection, reply)
    except (EOFError, OSError, ValueError) as error:
        log.warning("closed the connection of an invalid request: %s", described(error))


@contextmanager
def limited(limits: TimeLimits) -> Iterator[None]:
    """Have the kernel kill this process if the block exceeds the limits, even inside native code."""
    signal.setitimer(signal.ITIMER_PROF, limits.cpu)
    signal.setitimer(signal.ITIMER_REAL, limits.wall)
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
