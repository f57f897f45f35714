"""Prepares the standard streams before a command runs, and writes bytes and text to standard output."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import BinaryIO

import click


def prepare() -> None:
    """Reserve the descriptors of closed standard streams, and make printing text that cannot be encoded safe.

    If the shell's ``2>&-`` has closed standard error, the next socket would get descriptor 2, and messages would be
    written to it. Writing to a closed standard output is reported by ``output``.
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
    """Write the data to standard output and flush it, so that a full disk raises ``OSError`` here."""
    out = output()
    out.write(data)
    out.flush()


def show(text: str) -> None:
    """Write text in UTF-8 to standard output, with colours only on a terminal and unless ``NO_COLOR`` is set."""
    coloured = output().isatty() and "NO_COLOR" not in os.environ
    write((text if coloured else click.unstyle(text)).encode("utf8"))
