"""The standard streams: made safe before a command runs, and written to as bytes."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import BinaryIO

import click


def prepare() -> None:
    """Keep files opened later from taking the place of a closed standard stream, and unencodable text from failing.

    If the shell's ``2>&-`` has closed standard error, the next socket would get number 2, and messages would be
    written to it. A command that has to write to a closed standard output reports it (``output``).
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
    """Standard output for bytes. Raises ``ClickException`` if it is closed."""
    if sys.stdout is None:
        raise click.ClickException("standard output is closed")
    return sys.stdout.buffer


def write(data: bytes) -> None:
    """Write all of the data to standard output and flush it, so that a full disk is an error now."""
    out = output()
    out.write(data)
    out.flush()


def show(text: str) -> None:
    """Write text in UTF-8, in colours on a terminal unless ``NO_COLOR`` is set."""
    coloured = output().isatty() and "NO_COLOR" not in os.environ
    write((text if coloured else click.unstyle(text)).encode("utf8"))
