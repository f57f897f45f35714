"""``saidby attribute``: prints the quotations in files; nothing is stored."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from . import engine, streams
from .messages import engine_failure, print_error

if TYPE_CHECKING:
    from attribution import Quotation


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "text"]), default="text", show_default=True,
    help="One JSON object per article, one per line, or a human-readable listing.",
)  # fmt: skip
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="Write to this file instead of the terminal.")
def attribute(files: tuple[str, ...], form: str, output: str | None) -> None:
    """Find the quotations of each FILE ("-" for standard input) and their speakers.

    A file contains the text of one article in UTF-8, or has one of the formats that "saidby ingest" reads. An article
    that cannot be read, or takes the engine too long, is reported on standard error; the others are still processed,
    and the exit code is 1.
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
    """Write the quotations of each file; return whether any failed."""
    from attribution import InvalidText

    from ..engine_pool import PermanentEngineError

    failed = False
    with engine.started() as attributor, _opened(output, files) as out:
        for text in (text for file in files for text in _texts(file)):
            try:
                if text.problem:
                    raise InvalidText(text.problem)
                quotations = attributor.attribute(text.text)
            except InvalidText as error:
                print_error(text.name, error)
                failed = True
                continue
            except PermanentEngineError as error:
                print_error(text.name, engine_failure(error))
                failed = True
                continue
            lines = _record(text, quotations) if form == "jsonl" else _listing(text.name, quotations, out)
            out.write(lines.encode("utf8"))
            out.flush()
    return failed


@dataclass(frozen=True, slots=True)
class _Text:
    """A text to read, or the problem with it; ``source``: the members of its record that say where it came from."""

    name: str
    source: dict[str, object]
    text: str = ""
    problem: str = ""


def _texts(file: str) -> Iterator[_Text]:
    """The text of a file, or the texts of its articles if it has another format."""
    from ..formats.registry import SUFFIXES, suffix
    from ..ingest.text_files import UnreadableFile, printable, prose

    name = printable(file)
    if suffix(Path(file)) in (".json", ".jsonl", *SUFFIXES):
        yield from _of_articles(file, name)
        return
    try:
        yield _Text(name, {"file": name}, prose(file))
    except UnreadableFile as error:
        yield _Text(name, {}, problem=str(error))


def _of_articles(file: str, name: str) -> Iterator[_Text]:
    """The text of each article in a file. Records include the text, because offsets do not refer to the file."""
    from ..ingest.article_files import entries

    for entry in entries(Path(file)):
        if entry.article is None:
            yield _Text(entry.origin, {}, problem=entry.problem)
            continue
        line = {} if entry.line is None else {"line": entry.line}
        yield _Text(entry.origin, {"file": name, **line, "text": entry.article.text}, entry.article.text)


def _record(text: _Text, quotations: list[Quotation]) -> str:
    from attribution import text_digest, to_record

    found = {"text_sha256": text_digest(text.text), "quotations": [to_record(q) for q in quotations]}
    return json.dumps({**text.source, **found}, ensure_ascii=False) + "\n"


def _listing(name: str, quotations: list[Quotation], out: BinaryIO) -> str:
    from .listing import listing

    return listing(name, quotations, colour=out.isatty() and "NO_COLOR" not in os.environ)


@contextmanager
def _opened(output: str | None, files: tuple[str, ...]) -> Iterator[BinaryIO]:
    if output is None or output == "-":
        yield streams.output()
        return
    target = Path(output)
    if target.exists() and any(Path(f).exists() and target.samefile(f) for f in files):
        raise click.UsageError(f"--output {output} is also an input file")
    with target.open("wb") as out:
        yield out
