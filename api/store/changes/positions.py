"""Positions in the feed, which clients store: ``NUMBER-MARK`` after a commit, ``NUMBER-MARK-SEQ`` within one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..dialects import PlainConnection, dialect_of
from ..errors import ChangesGone, InvalidFilter

BEGINNING = "0"
_FORM = re.compile(r"([1-9]\d{0,17})-([0-9a-f]{8})(?:-(\d{1,18}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its number, its mark, and the ``seq`` of its last change. All zero before the first commit."""

    number: int = 0
    mark: str = ""
    last: int = 0


def latest(connection: PlainConnection) -> Commit:
    """The newest commit of the snapshot."""
    return ask_latest(connection)()


def ask_latest(connection: PlainConnection) -> Callable[[], Commit]:
    """Execute the query of ``latest``, and return what reads it, also after the end of the snapshot."""
    newest = "change_commit ORDER BY number DESC LIMIT 1"
    read = dialect_of(connection).ask(connection, ("number", "mark", "last"), newest)
    return lambda: Commit(*(read() or ()))


def commit(connection: PlainConnection, number: int) -> Commit:
    """The commit with this number; it must exist."""
    of_number = "SELECT number, mark, last FROM change_commit WHERE number = ?"
    return Commit(*connection.execute(of_number, (number,)).fetchone())


def after(commit: Commit, seq: int | None = None) -> str:
    """The position after a commit, or after one of its changes."""
    if commit.number == 0:
        return BEGINNING
    within = f"-{seq}" if seq is not None and seq != commit.last else ""
    return f"{commit.number}-{commit.mark}{within}"


def now(connection: PlainConnection) -> str:
    """The position of this snapshot in the feed."""
    return ask_now(connection)()


def ask_now(connection: PlainConnection) -> Callable[[], str]:
    """Execute the query of ``now``, and return what reads it, also after the end of the snapshot."""
    newest = ask_latest(connection)
    return lambda: after(newest())


def read(connection: PlainConnection, since: str) -> int:
    """The ``seq`` of the last change that a position includes.

    Raises ``InvalidFilter`` if it is malformed, and ``ChangesGone`` if this archive does not have it.
    """
    if since == BEGINNING:
        return 0
    match = _FORM.fullmatch(since)
    if match is None:
        raise InvalidFilter("since: must be 0, or a position returned by a list or by the feed")
    number, mark = int(match[1]), match[2]
    found = connection.execute("SELECT mark, last FROM change_commit WHERE number = ?", (number,)).fetchone()
    if found is None and number <= latest(connection).number:
        raise ChangesGone(f"the feed no longer covers commit {number}; rebuild the copy")
    if found is None or found[0] != mark:
        raise ChangesGone(f"an older archive was restored after commit {number}; rebuild the copy")
    return min(int(match[3]), found[1]) if match[3] is not None else int(found[1])
