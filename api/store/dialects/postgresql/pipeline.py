"""Sends statements together, so that any number of them takes one round trip to the server.

For one statement, a cursor of psycopg takes three times the processor time of the calls of libpq underneath, and its
own pipeline mode ten times: a page is read by five to ten. So they are called here; values are psycopg's matter.
"""

from __future__ import annotations

import select
from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import errors, pq
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq.abc import PGresult

from .connection import adapt
from .statement import Statement

MAX_PREPARED = 200  # statements that the server keeps for one connection
DONE = (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK, pq.ExecStatus.PIPELINE_SYNC)

Kind = tuple[bytes, tuple[int, ...]]  # SQL, and the types of its values


@dataclass(slots=True)
class _Sent:
    """A message that the server will answer with one result: for a statement, a preparation, or neither."""

    statement: Statement | None = None
    prepared: Kind | None = None
    watched: bool = True  # whether somebody learns of a failure


class Pipeline:
    """A connection in libpq's pipeline mode, on which no cursor of psycopg may be used. Not for several threads."""

    def __init__(self, connection: psycopg.Connection[Any], prepare_threshold: int | None) -> None:
        """``prepare_threshold``: the executions of a statement after which it is prepared; None for never."""
        adapt(connection)
        self._connection, self._libpq = connection, connection.pgconn
        self._threshold = prepare_threshold
        self._adapter = Transformer.from_context(connection)
        self._uses: OrderedDict[Kind, int] = OrderedDict()  # the least recently used first
        self._names: dict[Kind, bytes] = {}
        self._named = 0
        self._sent: deque[_Sent] = deque()
        self._readable, self._ready = select.poll(), select.poll()
        self._readable.register(self._libpq.socket, select.POLLIN)
        self._ready.register(self._libpq.socket, select.POLLIN | select.POLLOUT)
        self._libpq.enter_pipeline_mode()

    @property
    def broken(self) -> bool:
        """Whether the connection is lost."""
        return self._libpq.status == pq.ConnStatus.BAD

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def run(self, statements: Sequence[Statement]) -> None:
        """Run statements in one round trip. After one that fails, the rest are not run.

        Raises ``psycopg.Error``, that of the first failure.
        """
        for statement in statements:
            self._send(statement, _Sent(statement))
        self._synchronise()
        self._receive()

    def run_unwatched(self, statement: Statement) -> None:
        """Have a statement run without waiting for it. Nobody learns of a failure."""
        self._send(statement, _Sent(watched=False))
        self._synchronise()

    def _send(self, statement: Statement, sent: _Sent) -> None:
        given = statement.values
        values = self._adapter.dump_sequence(given, [PyFormat.AUTO] * len(given))
        types, formats = (self._adapter.types or (), self._adapter.formats) if given else ((), None)
        name = self._prepared((statement.sql, types))
        if name is None:
            self._libpq.send_query_params(statement.sql, values, types, formats)
        else:
            self._libpq.send_query_prepared(name, values, formats)
        self._sent.append(sent)

    def _prepared(self, kind: Kind) -> bytes | None:
        """The name of the prepared statement; None for one that was not used often enough."""
        if self._threshold is None:
            return None
        self._uses[kind] = uses = self._uses.pop(kind, 0) + 1
        if len(self._uses) > MAX_PREPARED:
            self._forget(next(iter(self._uses)))
        if uses <= self._threshold:
            return None
        if kind not in self._names:
            self._named += 1
            self._names[kind] = name = b"saidby_%d" % self._named
            self._libpq.send_prepare(name, *kind)
            self._sent.append(_Sent(prepared=kind))
        return self._names[kind]

    def _forget(self, kind: Kind) -> None:
        del self._uses[kind]
        name = self._names.pop(kind, None)
        if name is not None:
            self._libpq.send_query_params(b"DEALLOCATE " + name, [])
            self._sent.append(_Sent(watched=False))

    def _synchronise(self) -> None:
        self._libpq.pipeline_sync()
        self._sent.append(_Sent())

    def _receive(self) -> None:
        """Read the results of all statements that were sent. Raises the first failure that matters.

        That the server has synchronised is read with what is sent next: nobody waits for it.
        """
        failed: psycopg.Error | None = None
        try:
            self._wait()
            while len(self._sent) > 1 or (self._sent and failed):
                result = self._next_result()
                sent = self._sent.popleft()
                if result.status not in DONE:
                    if sent.prepared is not None:
                        self._names.pop(sent.prepared, None)
                    if sent.watched:
                        failed = failed or _error(result)
                elif sent.statement is not None:
                    sent.statement.arrive(result, self._connection)
        except psycopg.OperationalError as error:  # the connection is lost, for the reason that came before
            failed = failed or error
        if failed is not None:
            raise failed

    def _next_result(self) -> PGresult:
        while self._libpq.is_busy():
            self._wait()
        result = self._libpq.get_result()
        if result is None:
            raise psycopg.OperationalError("the server sent no result")
        if result.status != pq.ExecStatus.PIPELINE_SYNC:
            self._libpq.get_result()  # None, the end of what one statement returns, for which nothing is waited
        return result

    def _wait(self) -> None:
        """Wait for more from the server.

        Right after sending, without asking whether there is a result: ``is_busy`` lets go of the GIL.
        """
        unsent = self._libpq.flush()
        (self._ready if unsent else self._readable).poll()
        self._libpq.consume_input()


def _error(result: PGresult) -> psycopg.Error:
    state = (result.error_field(pq.DiagnosticField.SQLSTATE) or b"").decode("ascii")
    try:
        kind = errors.lookup(state)
    except KeyError:
        kind = errors.OperationalError
    return kind(pq.error_message(result))
