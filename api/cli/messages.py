"""Messages of the commands on standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..store import Unread


def print_error(about: str, why: object) -> None:
    """Print an error about a file or article on one line of standard error, replacing a progress bar."""
    clear = "\r\x1b[2K" if sys.stderr.isatty() else ""
    click.echo(f"{clear}Error: {about}: {why}", err=True, color=True if clear else None)


def print_note(text: str) -> None:
    """Print a line of information on standard error."""
    click.echo(text, err=True)


def pluralize(number: int, noun: str) -> str:
    """A number with a noun: "1 article", "2 articles"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def engine_failure(error: Exception) -> str:
    """The message for a failure of the engine on a text, or another unexpected error."""
    from ..engine_pool.errors import EngineCrashed, EngineFailed, EngineTimeout

    if isinstance(error, EngineTimeout):
        return f"the engine gave up: {error}"
    if isinstance(error, EngineCrashed | EngineFailed):
        return f"the engine failed on it; this is a bug: {error}"
    return f"the engine failed on it; this is a bug: {type(error).__name__}: {error}"


def unread_reason(why: Unread) -> str:
    """The message on why the engine could not read an article."""
    from ..store import UnreadReason

    if why.reason is UnreadReason.TIMED_OUT:
        return "the engine took longer than allowed for an article of this length"
    return f"the engine {why.reason} on it; this is a bug"


def single_line(text: str) -> str:
    """The text on one line, without control characters, which a terminal would interpret."""
    return "".join(filter(str.isprintable, " ".join(text.split())))
