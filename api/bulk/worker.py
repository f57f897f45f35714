"""A local worker process: ``python -m api.bulk.worker DESCRIPTOR FUNCTION TIMEOUT PARENT``.

Receives batches of texts over the connection and sends their quotations, in the order in which they come. The kernel
kills it when the process PARENT dies.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection

import pyarrow as pa

from attribution import AttributionError

from ..engine_pool import parent
from .batches import attribute_batches, from_bytes, to_bytes

RESULT, ERROR = b"r", b"e"  # what a reply begins with


def main(descriptor: int, function: str, timeout: float, parent_id: int) -> None:
    """Serve batches until the other side closes the connection."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole process group; the parent decides
    parent.signal_at_death_of_parent(signal.SIGKILL, parent_id)
    parent.watch(parent_id, lambda: os._exit(0))
    with Connection(descriptor) as connection:
        try:
            for result in attribute_batches(_received(connection), function, timeout):
                connection.send_bytes(RESULT + to_bytes(result))
        except AttributionError as error:
            connection.send_bytes(ERROR + str(error).encode("utf8", "replace"))
        except (BrokenPipeError, ConnectionResetError):
            return


def _received(connection: Connection) -> Iterator[pa.RecordBatch]:
    while True:
        try:
            data = connection.recv_bytes()
        except (EOFError, ConnectionResetError):
            return
        yield from_bytes(data)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], float(sys.argv[3]), int(sys.argv[4]))
