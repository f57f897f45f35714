"""The standard streams: made safe before a command runs, and bytes to one of them."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import BinaryIO

import click


def prepare() -> None:
    """Let no file that is opened later take the place of a closed standard stream, and no letter end a listing.

    Where a shell's ``2>&-`` has closed standard error, the next socket would be number 2, and messages would be
    written into it. A command that is to write to a closed standard output says so (``output``).
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number, which is this one
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf8")  # noqa: SIM115  as long as the process
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # for terminals that are not UTF-8


def output() -> BinaryIO:
    """Standard output for bytes. Raises ``ClickException`` where it is closed."""
    if sys.stdout is None:
        raise click.ClickException("standard output is closed")
    return sys.stdout.buffer


def write(data: bytes) -> None:
    """All of the data to standard output, and not to its buffer alone: a full disk is an error now."""
    out = output()
    out.write(data)
    out.flush()
