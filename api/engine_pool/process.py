"""The engine's side: a process that takes one article at a time from the pool's socket.

It is forked from the supervisor, which has loaded the pipeline. The kernel ends it when an article takes
too long (SIGALRM), and it ends itself when its supervisor is gone.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from typing import Any

from attribution import InvalidText, Quotation, to_record

from .wire import receive_frame, send_frame

AttributeFunction = Callable[[str], Iterable[Quotation]]

REQUEST_TIMEOUT = 10.0  # seconds that a client may take to send its text, or to read its answer


def run(listener: socket.socket, attribute: AttributeFunction, timeout: float, supervisor: int) -> None:
    """Answer requests until the supervisor is gone."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # ends the process even inside native code
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the server stops in order
    threading.Thread(target=_end_without, args=(supervisor,), daemon=True).start()
    while True:
        connection, _ = listener.accept()
        with connection:
            answer(connection, attribute, timeout)


def answer(connection: socket.socket, attribute: AttributeFunction, timeout: float) -> None:
    """Answer one request; a client that is gone is forgotten, before any work if it gave up in the queue."""
    connection.settimeout(REQUEST_TIMEOUT)
    try:
        request = receive_frame(connection)
        if _hung_up(connection):
            return
        send_frame(connection, {"started": True})
        signal.setitimer(signal.ITIMER_REAL, timeout)
        try:
            reply = _reply(request, attribute)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        send_frame(connection, reply)
    except (EOFError, OSError, ValueError) as error:
        print(f"saidby engine: dropped a request: {error}", file=sys.stderr, flush=True)


def _reply(request: dict[str, Any], attribute: AttributeFunction) -> dict[str, Any]:
    try:
        return {"records": [to_record(quotation) for quotation in attribute(request["text"])]}
    except InvalidText as error:
        return {"error": {"name": InvalidText.__name__, "message": str(error)}}
    except Exception as error:
        traceback.print_exc()
        return {"error": {"name": type(error).__name__, "message": str(error)}}


def _hung_up(connection: socket.socket) -> bool:
    poll = select.poll()
    poll.register(connection, 0)
    return any(event & select.POLLHUP for _, event in poll.poll(0))


def _end_without(supervisor: int) -> None:
    while os.getppid() == supervisor:
        time.sleep(0.5)
    os._exit(0)
