"""Messages of the commands on standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..store import Unread


def complain(about: str, why: object) -> None:
    """Print one line on what went wrong with one file, replacing the progress bar if there is one."""
    clear = "\r\x1b[2K" if sys.stderr.isatty() else ""
    click.echo(f"{clear}Error: {about}: {why}", err=True, color=True if clear else None)


def note(text: str) -> None:
    """Print one line of information."""
    click.echo(text, err=True)


def counted(number: int, noun: str) -> str:
    """``1 article``, ``2 articles``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def defect(error: Exception) -> str:
    """The message for an unexpected error."""
    from ..engine_pool.errors import EngineCrashed, EngineFailed, EngineTimeout

    if isinstance(error, EngineTimeout):
        return f"the engine gave up: {error}"
    if isinstance(error, EngineCrashed | EngineFailed):
        return f"the engine failed on it; this is a bug: {error}"
    return f"the engine failed on it; this is a bug: {type(error).__name__}: {error}"


def unread(why: Unread) -> str:
    """Why the engine could not read an article."""
    from ..store import UnreadReason

    if why.reason is UnreadReason.TIMED_OUT:
        return "the engine took longer than allowed for an article of this length"
    return f"the engine {why.reason} on it; this is a bug"


def plain(text: str) -> str:
    """One line without control characters, which a terminal would interpret."""
    return "".join(filter(str.isprintable, " ".join(text.split())))
