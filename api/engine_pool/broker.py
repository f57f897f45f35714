"""The broker: keeps the engine processes alive and hands them texts, each caller in turn.

It has one thread, so that forking is safe, and never touches a text: a client says who it is, waits, and is handed as
a connection to a process that is free. The broker keeps a copy of the connection, by which it sees that the client has
gone and over which it says why a process died.
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

from . import endings
from .errors import EngineCrowded
from .fair_queue import FairQueue
from .process import ANSWERING, DONE, REQUEST_TIMEOUT, TAKE, AttributeFunction, run
from .wire import Frame, send_frame

LOOK_EVERY = 0.1  # seconds between looks at the parent
WAITING = 32  # texts of one caller
GREETING = 4096  # bytes in which a client says who it is
log = logging.getLogger("saidby.engine")


@dataclass(eq=False, slots=True)
class Client:
    """A connection: until ``caller`` is known it is greeting, then it waits, then a process has it."""

    connection: socket.socket
    since: float = field(default_factory=time.monotonic)
    frame: Frame = field(default_factory=lambda: Frame(GREETING))
    caller: str | None = None


@dataclass(eq=False, slots=True)
class Engine:
    """A process, and the client whose text it reads."""

    pid: int
    channel: socket.socket
    client: Client | None = None
    answering: bool = False
    used: bool = False
    abandoned: bool = False


class Broker:
    """Shares a number of engine processes out among the clients of a socket, as long as its own parent lives."""

    def __init__(self, listener: socket.socket, attribute: AttributeFunction, processes: int, timeout: float) -> None:
        """The socket must be bound and listening already."""
        self.listener = listener
        self.attribute = attribute
        self.processes = processes
        self.timeout = timeout
        self.each = max(1, processes - 1)  # processes that one caller may have at once
        self.engines: list[Engine] = []
        self.clients: set[Client] = set()
        self.queue: FairQueue[Client] = FairQueue(WAITING)
        self.ended: Counter[str] = Counter(dict.fromkeys(endings.REASONS, 0))
        self.stopping = False
        self._poll = select.poll()
        self._watched: dict[int, Client | Engine] = {}

    def keep(self, parent: int, on_ready: Callable[[], None]) -> None:
        """Run until told to stop or until ``parent`` is gone, then end every engine process."""
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self.listener.setblocking(False)
        self._poll.register(self.listener, select.POLLIN)
        try:
            self._fork_missing()
            on_ready()
            while not self.stopping and os.getppid() == parent:
                self._turn()
        finally:
            self._end_engines()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _turn(self) -> None:
        """Take what has happened; new connections last, as they may get the numbers of closed ones."""
        asked = False
        for descriptor, _ in self._poll.poll(LOOK_EVERY * 1000):
            found = self._watched.get(descriptor)
            if isinstance(found, Engine):
                self._hear(found)
            elif found is not None:
                self._attend(found)
            else:
                asked = asked or descriptor == self.listener.fileno()
        if asked:
            self._accept()
        self._drop_silent()
        self._fork_missing()
        self._hand_out()

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
        except OSError as error:  # no more descriptors: some will come back
            log.error("cannot take a connection: %s", error)
            time.sleep(LOOK_EVERY)

    def _attend(self, client: Client) -> None:
        """A client says who it is, or has gone."""
        if client.caller is None:
            self._greet(client)
            return
        engine = next((engine for engine in self.engines if engine.client is client), None)
        if engine is None:
            self.queue.remove(client.caller, client)
            self._forget(client)
            return
        self._unwatch(client.connection)
        self._hear(engine)
        if engine.client is client and not engine.answering:
            log.info("whoever wanted a text read has gone; ending process %d", engine.pid)
            engine.abandoned = True
            os.kill(engine.pid, signal.SIGKILL)

    def _greet(self, client: Client) -> None:
        try:
            greeting = client.frame.receive(client.connection)
            if greeting is not None and "state" in greeting:
                send_frame(client.connection, self._state())
                self._forget(client)
                return
            caller = str(greeting.get("caller", "")) if greeting is not None else None
        except (EOFError, OSError, ValueError) as error:
            log.warning("dropped a request: %s", described(error))
            self._forget(client)
            return
        if caller is None:
            return
        if self.queue.add(caller, client):
            client.caller = caller
            self._watch(client.connection, client, 0)  # its end alone: what it sends is for the process
        else:
            self._refuse(client, EngineCrowded(f"{WAITING} texts of yours are waiting already"))
            self._forget(client)

    def _state(self) -> dict[str, Any]:
        reading = sum(1 for engine in self.engines if engine.client is not None)
        return {
            "processes": len(self.engines), "reading": reading, "waiting": len(self.queue), "ended": dict(self.ended),
        }  # fmt: skip

    def _hand_out(self) -> None:
        """Give each free process the next text whose caller has not its share of processes."""
        for engine in [engine for engine in self.engines if engine.client is None]:
            client = self.queue.take(lambda caller: self._reading(caller) < self.each)
            if client is None:
                return
            engine.client, engine.answering, engine.used = client, False, True
            with contextlib.suppress(OSError):  # a process that has just died is heard of in the next turn
                socket.send_fds(engine.channel, [TAKE], [client.connection.fileno()])

    def _reading(self, caller: str) -> int:
        return sum(1 for engine in self.engines if engine.client is not None and engine.client.caller == caller)

    def _hear(self, engine: Engine) -> None:
        """What a process says of its work, or that it has ended."""
        try:
            said = engine.channel.recv(16)
        except BlockingIOError:
            return
        except OSError:
            said = b""
        if not said:
            self._bury(engine)
        engine.answering = engine.answering or ANSWERING in said
        if DONE in said and engine.client is not None:
            self._forget(engine.client)
            engine.client = None

    def _bury(self, engine: Engine) -> None:
        """Tell the client, unless the process had begun to answer."""
        status = endings.wait(engine.pid)
        self.engines.remove(engine)
        self._unwatch(engine.channel)
        engine.channel.close()
        self.ended[endings.reason(status, wanted=not engine.abandoned)] += 1
        log.warning("process %d ended (%s); starting another", engine.pid, endings.why(status))
        if engine.client is not None:
            if not engine.answering:
                self._refuse(engine.client, endings.error(status))
            self._forget(engine.client)
            engine.client = None
        if not engine.used:
            time.sleep(LOOK_EVERY)  # processes that die at once are not started in a whirl

    def _refuse(self, client: Client, error: Exception) -> None:
        with contextlib.suppress(OSError):
            send_frame(client.connection, {"error": {"name": type(error).__name__, "message": str(error)}})

    def _drop_silent(self) -> None:
        before = time.monotonic() - REQUEST_TIMEOUT
        for client in [client for client in self.clients if client.caller is None and client.since < before]:
            self._forget(client)

    def _fork_missing(self) -> None:
        while len(self.engines) < self.processes and not self.stopping:
            broker = os.getpid()
            ours, theirs = socket.socketpair()
            try:
                pid = os.fork()
            except OSError as error:  # too many processes, too little memory: tried again in the next turn
                log.error("cannot start a process: %s", error)
                ours.close()
                theirs.close()
                time.sleep(LOOK_EVERY)
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
        """In a new process: a connection ends for its client when nobody holds it any more."""
        for held in (self.listener, *others, *(engine.channel for engine in self.engines)):
            held.close()
        for client in self.clients:
            client.connection.close()

    def _watch(self, connection: socket.socket, of: Client | Engine, events: int) -> None:
        self._watched[connection.fileno()] = of
        self._poll.register(connection, events)

    def _unwatch(self, connection: socket.socket) -> None:
        if self._watched.pop(connection.fileno(), None) is not None:
            self._poll.unregister(connection)

    def _forget(self, client: Client) -> None:
        self._unwatch(client.connection)
        client.connection.close()
        self.clients.discard(client)

    def _end_engines(self) -> None:
        for engine in self.engines:
            os.kill(engine.pid, signal.SIGKILL)
        for engine in self.engines:
            os.waitpid(engine.pid, 0)
