"""The broker: keeps the engine processes alive, and assigns clients to them, round-robin between callers.

It has one thread, so that forking is safe, and never reads a text: a client names its caller and waits until its
connection is passed to a free process. The broker keeps a copy of the connection, to notice when the client disconnects
and to report why a process died.
"""

from __future__ import annotations

import contextlib
import logging
import os
import select
import signal
import socket
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from api.telemetry.logs import described

from . import exits
from .errors import EngineCrowded
from .fair_queue import FairQueue
from .process import DONE, REQUEST_TIMEOUT, RESPONDING, TAKE, AttributeFunction, run
from .wire import Frame, send_frame

POLL_INTERVAL = 0.1  # seconds
MAX_WAITING = 32  # queued texts per caller
MAX_GREETING = 4096  # bytes of a client's first message
log = logging.getLogger("saidby.engine")


@dataclass(eq=False, slots=True)
class Client:
    """A connection: it first sends its ``caller``, then waits in the queue, then is assigned to a process."""

    connection: socket.socket
    connected_at: float = field(default_factory=time.monotonic)
    frame: Frame = field(default_factory=lambda: Frame(MAX_GREETING))
    caller: str | None = None


@dataclass(eq=False, slots=True)
class Engine:
    """An engine process, and the client whose text it is processing."""

    pid: int
    channel: socket.socket
    client: Client | None = None
    responding: bool = False
    used: bool = False
    abandoned: bool = False


class Broker:
    """Shares the engine processes between the clients of a socket, as long as its parent process is alive."""

    def __init__(self, listener: socket.socket, attribute: AttributeFunction, processes: int, timeout: float) -> None:
        """``listener`` must be bound and listening; ``timeout`` in seconds per text."""
        self.listener = listener
        self.attribute = attribute
        self.processes = processes
        self.timeout = timeout
        self.per_caller = max(1, processes - 1)  # processes that one caller may use at once
        self.engines: list[Engine] = []
        self.clients: set[Client] = set()
        self.queue: FairQueue[Client] = FairQueue(MAX_WAITING)
        self.ended: Counter[str] = Counter(dict.fromkeys(exits.REASONS, 0))
        self.stopping = False
        self._poll = select.poll()
        self._watched: dict[int, Client | Engine] = {}

    def run(self, parent: int, on_ready: Callable[[], None]) -> None:
        """Run until a stop signal or the death of the process ``parent``, then kill every engine process."""
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self.listener.setblocking(False)
        self._poll.register(self.listener, select.POLLIN)
        try:
            self._fork_missing()
            on_ready()
            while not self.stopping and os.getppid() == parent:
                self._run_once()
        finally:
            self._kill_engines()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _run_once(self) -> None:
        """Handle events; new connections last, as they may reuse the descriptors of closed ones."""
        incoming = False
        for descriptor, _ in self._poll.poll(POLL_INTERVAL * 1000):
            found = self._watched.get(descriptor)
            if isinstance(found, Engine):
                self._handle_engine(found)
            elif found is not None:
                self._handle_client(found)
            else:
                incoming = incoming or descriptor == self.listener.fileno()
        if incoming:
            self._accept()
        self._drop_silent()
        self._fork_missing()
        self._assign()

    def _accept(self) -> None:
        try:
            while True:
                connection, _ = self.listener.accept()
                connection.setblocking(False)
                client = Client(connection)
                self.clients.add(client)
                self._watch(connection, client, select.POLLIN)
        except BlockingIOError:
            return
        except OSError as error:  # out of descriptors: some will become free
            log.error("cannot accept a connection: %s", error)
            time.sleep(POLL_INTERVAL)

    def _handle_client(self, client: Client) -> None:
        """A client sent its first message, or has disconnected."""
        if client.caller is None:
            self._read_greeting(client)
            return
        engine = next((engine for engine in self.engines if engine.client is client), None)
        if engine is None:
            self.queue.remove(client.caller, client)
            self._close(client)
            return
        self._unwatch(client.connection)
        self._handle_engine(engine)
        if engine.client is client and not engine.responding:
            log.info("the client has disconnected; killing process %d", engine.pid)
            engine.abandoned = True
            os.kill(engine.pid, signal.SIGKILL)

    def _read_greeting(self, client: Client) -> None:
        try:
            greeting = client.frame.receive(client.connection)
            if greeting is not None and "state" in greeting:
                send_frame(client.connection, self._state())
                self._close(client)
                return
            caller = str(greeting.get("caller", "")) if greeting is not None else None
        except (EOFError, OSError, ValueError) as error:
            log.warning("closed the connection of an invalid request: %s", described(error))
            self._close(client)
            return
        if caller is None:
            return
        if self.queue.add(caller, client):
            client.caller = caller
            self._watch(client.connection, client, 0)  # only for disconnection: the engine process reads the text
        else:
            self._refuse(client, EngineCrowded(f"{MAX_WAITING} of your texts are already waiting"))
            self._close(client)

    def _state(self) -> dict[str, Any]:
        reading = sum(1 for engine in self.engines if engine.client is not None)
        return {
            "processes": len(self.engines), "reading": reading, "waiting": len(self.queue), "ended": dict(self.ended),
        }  # fmt: skip

    def _assign(self) -> None:
        """Assign to each free process the next client whose caller has not used up its share of processes."""
        for engine in [engine for engine in self.engines if engine.client is None]:
            client = self.queue.pop(lambda caller: self._in_use(caller) < self.per_caller)
            if client is None:
                return
            engine.client, engine.responding, engine.used = client, False, True
            with contextlib.suppress(OSError):  # a process that has just died is handled with the next events
                socket.send_fds(engine.channel, [TAKE], [client.connection.fileno()])

    def _in_use(self, caller: str) -> int:
        return sum(1 for engine in self.engines if engine.client is not None and engine.client.caller == caller)

    def _handle_engine(self, engine: Engine) -> None:
        """A process reports on its work, or has exited."""
        try:
            message = engine.channel.recv(16)
        except BlockingIOError:
            return
        except OSError:
            message = b""
        if not message:
            self._process_exited(engine)
        engine.responding = engine.responding or RESPONDING in message
        if DONE in message and engine.client is not None:
            self._close(engine.client)
            engine.client = None

    def _process_exited(self, engine: Engine) -> None:
        """Report to the client, unless the process had begun to respond."""
        status = exits.wait(engine.pid)
        self.engines.remove(engine)
        self._unwatch(engine.channel)
        engine.channel.close()
        self.ended[exits.reason(status, wanted=not engine.abandoned)] += 1
        log.warning("process %d ended (%s); starting another", engine.pid, exits.describe(status))
        if engine.client is not None:
            if not engine.responding:
                self._refuse(engine.client, exits.error(status))
            self._close(engine.client)
            engine.client = None
        if not engine.used:
            time.sleep(POLL_INTERVAL)  # do not restart processes that die at once in a tight loop

    def _refuse(self, client: Client, error: Exception) -> None:
        with contextlib.suppress(OSError):
            send_frame(client.connection, {"error": {"name": type(error).__name__, "message": str(error)}})

    def _drop_silent(self) -> None:
        before = time.monotonic() - REQUEST_TIMEOUT
        for client in [client for client in self.clients if client.caller is None and client.connected_at < before]:
            self._close(client)

    def _fork_missing(self) -> None:
        while len(self.engines) < self.processes and not self.stopping:
            broker = os.getpid()
            ours, theirs = socket.socketpair()
            try:
                pid = os.fork()
            except OSError as error:  # too many processes, too little memory: tried again later
                log.error("cannot start a process: %s", error)
                ours.close()
                theirs.close()
                time.sleep(POLL_INTERVAL)
                return
            if pid == 0:
                try:
                    self._close_all(ours)
                    run(theirs, self.attribute, self.timeout, broker)
                finally:
                    os._exit(1)
            theirs.close()
            ours.setblocking(False)
            engine = Engine(pid, ours)
            self.engines.append(engine)
            self._watch(ours, engine, select.POLLIN)

    def _close_all(self, *others: socket.socket) -> None:
        """In a new process: close the inherited sockets, or clients would not see their connections closed."""
        for sock in (self.listener, *others, *(engine.channel for engine in self.engines)):
            sock.close()
        for client in self.clients:
            client.connection.close()

    def _watch(self, connection: socket.socket, owner: Client | Engine, events: int) -> None:
        self._watched[connection.fileno()] = owner
        self._poll.register(connection, events)

    def _unwatch(self, connection: socket.socket) -> None:
        if self._watched.pop(connection.fileno(), None) is not None:
            self._poll.unregister(connection)

    def _close(self, client: Client) -> None:
        self._unwatch(client.connection)
        client.connection.close()
        self.clients.discard(client)

    def _kill_engines(self) -> None:
        for engine in self.engines:
            os.kill(engine.pid, signal.SIGKILL)
        for engine in self.engines:
            os.waitpid(engine.pid, 0)
