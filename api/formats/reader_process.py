"""The process in which foreign parsers read: a crash or a hang ends it and not the program that wants to read.

Started as ``python -m api.formats.reader_process FD``, where FD is a Unix socket. It receives a message that names a
reader, with the file's descriptor, and sends what it finds, a message each, then ``{"end": true}``.
"""

from __future__ import annotations

import importlib
import os
import resource
import signal
import socket
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, BinaryIO

from ..engine_pool.wire import receive_frame, send_frame
from .documents import Fault, Found, UnreadableDocument, tidy

MAX_MEMORY = 3 * 1024**3  # bytes of address space
CPU_LIMIT = 20.0  # seconds for one record


def main(descriptor: int, cpu_limit: float, max_memory: int) -> None:
    """Serve requests until the other side closes the socket."""
    resource.setrlimit(resource.RLIMIT_AS, (max_memory, max_memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole process group; the parent decides
    with socket.socket(fileno=descriptor) as connection:
        while True:
            try:
                request = receive_frame(connection)
            except (EOFError, OSError):
                return
            _, descriptors, _, _ = socket.recv_fds(connection, 1, 1)
            with os.fdopen(descriptors[0], "rb") as file:
                _serve(connection, request["reader"], file, cpu_limit)


def _serve(connection: socket.socket, reader: str, file: BinaryIO, cpu_limit: float) -> None:
    signal.setitimer(signal.ITIMER_PROF, cpu_limit)  # SIGPROF ends the process, even inside native code
    for found in read(reader, file):
        send_frame(connection, _message(found))
        signal.setitimer(signal.ITIMER_PROF, cpu_limit)
    signal.setitimer(signal.ITIMER_PROF, 0)
    send_frame(connection, {"end": True})


def read(reader: str, file: BinaryIO) -> Iterator[Found]:
    """What a reader ("module:function") finds in a file; any exception becomes a fault, which ends the file."""
    module, _, function = reader.partition(":")
    try:
        for found in getattr(importlib.import_module(module), function)(file):
            yield found if isinstance(found, Fault) else tidy(found)
    except UnreadableDocument as error:
        yield Fault(str(error))
    except MemoryError:
        yield Fault("it takes more memory than a reader may use")
    except RecursionError:
        yield Fault("it is nested too deeply")
    except Exception as error:  # whatever a parser raises for a damaged file
        yield Fault(f"the reader failed on it: {type(error).__name__}: {error}")


def _message(found: Found) -> dict[str, Any]:
    kind = "fault" if isinstance(found, Fault) else "document"
    members = asdict(found)
    return {kind: {name: _encodable(value) for name, value in members.items()}}


def _encodable(value: Any) -> Any:
    """A value without lone surrogates, which no message can hold."""
    return value.encode("utf8", "replace").decode("utf8") if isinstance(value, str) else value


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
