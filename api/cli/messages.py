"""What the commands say on standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..store import Unread


def complain(about: str, why: object) -> None:
    """One line on what went wrong with one file, over a progress bar if there is one."""
    clear = "\r\x1b[2K" if sys.stderr.isatty() else ""
    click.echo(f"{clear}Error: {about}: {why}", err=True, color=True if clear else None)


def note(text: str) -> None:
    """One line for whoever watches."""
    click.echo(text, err=True)


def counted(number: int, noun: str) -> str:
    """``1 article``, ``2 articles``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def defect(error: Exception) -> str:
    """An error that nobody foresaw, as one line to report."""
    from ..engine_pool.errors import EngineCrashed, EngineFailed, EngineTimeout

    if isinstance(error, EngineTimeout):
        return f"the engine gave up: {error}"
    if isinstance(error, EngineCrashed | EngineFailed):
        return f"the engine failed on it, which is a defect: {error}"
    return f"the engine failed on it, which is a defect: {type(error).__name__}: {error}"


def unread(why: Unread) -> str:
    """Why the engine could not read an article."""
    from ..store import UnreadReason

    if why.reason is UnreadReason.TIMED_OUT:
        return "the engine took longer than an article of its length may take"
    return f"the engine {why.reason} on it, which is a defect"
