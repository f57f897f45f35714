"""The service's side of the engine pool: one article over one connection."""

from __future__ import annotations

import socket
import time
from pathlib import Path
from typing import Any

from attribution import InvalidText, Quotation

from .errors import EngineBusy, EngineCrashed, EngineFailed, EngineTimeout, EngineUnavailable
from .wire import from_record, receive_frame, send_frame

GRACE = 2.0  # seconds that the engine process is given to enforce the limit itself


class PoolAttributor:
    """Attributes texts in the engine processes that listen on a Unix socket."""

    def __init__(self, socket_path: Path | str, timeout: float = 120.0, wait: float = 30.0) -> None:
        """``timeout`` is what one article may take, ``wait`` how long to queue for a free process."""
        self.socket_path = str(socket_path)
        self.timeout = timeout
        self.wait = wait

    def attribute(self, text: str) -> list[Quotation]:
        """The quotations of a text. Raises ``InvalidText`` or an ``EngineError``; never waits for ever."""
        with self._connected() as connection:
            self._queue(connection, text)
            started = time.monotonic()
            connection.settimeout(self.timeout + GRACE)
            try:
                answer = receive_frame(connection)
            except TimeoutError:
                raise EngineTimeout(f"the article took longer than {self.timeout:g} s") from None
            except (EOFError, OSError):
                if time.monotonic() - started >= self.timeout * 0.95:
                    raise EngineTimeout(f"the article took longer than {self.timeout:g} s") from None
                raise EngineCrashed("the engine process died while it read the article") from None
        return _quotations(answer)

    def _connected(self) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(self.wait)
        try:
            connection.connect(self.socket_path)
        except (TimeoutError, BlockingIOError):  # the queue of the listening socket is full
            connection.close()
            raise EngineBusy("every engine process is at work") from None
        except OSError as error:
            connection.close()
            raise EngineUnavailable(f"no engine process answers: {error.strerror or error}") from None
        return connection

    def _queue(self, connection: socket.socket, text: str) -> None:
        """Send the text and wait until a process takes it."""
        try:
            send_frame(connection, {"text": text})
            receive_frame(connection)
        except TimeoutError:
            raise EngineBusy(f"no engine process became free in {self.wait:g} s") from None
        except (EOFError, OSError):
            raise EngineUnavailable("the engine pool is stopping or starting again") from None


def _quotations(answer: dict[str, Any]) -> list[Quotation]:
    if "error" not in answer:
        return [from_record(record) for record in answer["records"]]
    error = answer["error"]
    if error["name"] == InvalidText.__name__:
        raise InvalidText(error["message"])
    raise EngineFailed(f"{error['name']}: {error['message']}")
