"""``saidby attribute``: files in, their quotations out; nothing is stored."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from . import engine
from .messages import complain, defect

if TYPE_CHECKING:
    from attribution import Quotation


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "text"]), default="text", show_default=True,
    help="One JSON object per article and line, or a listing to read.",
)  # fmt: skip
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="Write to this file, not to the terminal.")
def attribute(files: tuple[str, ...], form: str, output: str | None) -> None:
    """Find the quotations of each FILE ("-" for standard input) and their speakers.

    A file is one article in UTF-8. One that cannot be read, or takes the engine too long, is named on standard
    error, the others are done all the same, and the exit code is 1.
    """
    from attribution import AttributionError

    from ..config import ConfigError
    from ..engine_pool import EngineUnavailable

    try:
        failed = _attribute(files, form, output)
    except (ConfigError, AttributionError, EngineUnavailable) as error:
        raise click.ClickException(str(error)) from error
    if failed:
        raise click.exceptions.Exit(1)


def _attribute(files: tuple[str, ...], form: str, output: str | None) -> bool:
    """Write what each file says; whether one of them failed."""
    from attribution import InvalidText

    from ..engine_pool import EngineDefeated
    from ..text_files import UnreadableFile, printable, read

    failed = False
    with engine.started() as attributor, _opened(output, files) as out:
        for file in files:
            name = printable(file)
            try:
                text = read(file)
                quotations = attributor.attribute(text)
            except (UnreadableFile, InvalidText) as error:
                complain(name, error)
                failed = True
                continue
            except EngineDefeated as error:
                complain(name, defect(error))
                failed = True
                continue
            lines = _record(name, text, quotations) if form == "jsonl" else _listing(name, quotations, out)
            out.write(lines.encode("utf8"))
            out.flush()
    return failed


def _record(name: str, text: str, quotations: list[Quotation]) -> str:
    from attribution import text_digest, to_record

    record = {"file": name, "text_sha256": text_digest(text), "quotations": [to_record(q) for q in quotations]}
    return json.dumps(record, ensure_ascii=False) + "\n"


def _listing(name: str, quotations: list[Quotation], out: BinaryIO) -> str:
    from .listing import listing

    return listing(name, quotations, colour=out.isatty() and "NO_COLOR" not in os.environ)


@contextmanager
def _opened(output: str | None, files: tuple[str, ...]) -> Iterator[BinaryIO]:
    if output is None or output == "-":
        yield sys.stdout.buffer
        return
    target = Path(output)
    if target.exists() and any(Path(f).exists() and target.samefile(f) for f in files):
        raise click.UsageError(f"--output {output} is one of the files to read")
    with target.open("wb") as out:
        yield out
