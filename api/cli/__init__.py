"""The command ``saidby``. Nothing heavy is imported before a command runs, so ``--help`` is fast."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence

import click

from ..version import VERSION
from . import streams
from .assistants import mcp
from .attribute import attribute
from .bulk import bulk
from .check import check
from .embed import embed
from .evaluate import evaluate
from .ingest import ingest, seed
from .keys import keys
from .maintenance import backup, migrate, migrate_store, restore
from .reread import reread
from .reviews import reviews
from .service import openapi, serve
from .speakers import corrections, speakers
from .trim import trim
from .verify import verify
from .work import work

INTERRUPTED = 130  # the exit code by which shells report a command interrupted with Ctrl-C


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="saidby", message="%(prog)s %(version)s")
def saidby() -> None:
    """Who said what, where and when, and how do we know?

    Finds quotations in news articles and links each to its speaker.
    """


COMMANDS = (
    attribute,
    verify,
    check,
    mcp,
    evaluate,
    ingest,
    bulk,
    seed,
    serve,
    work,
    openapi,
    keys,
    speakers,
    corrections,
    reviews,
    reread,
    embed,
)
for command in (*COMMANDS, migrate, migrate_store, backup, restore, trim):
    saidby.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code: 1 failure, 2 wrong usage, 130 interrupted."""
    streams.prepare()
    try:
        sys.exit(_run(arguments))
    except OSError as error:  # standard error cannot be written to
        with contextlib.suppress(OSError):
            click.echo(f"Error: standard error: {error.strerror or error}")
        sys.exit(1)


def _run(arguments: Sequence[str] | None) -> int:
    """Run the command line, and print its errors."""
    try:
        return saidby.main(arguments, prog_name="saidby", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except OSError as error:  # such as a full disk or a folder without write permission: the system's message suffices
        about = f"{error.filename}: " if error.filename else ""
        click.echo(f"Error: {about}{error.strerror or error}", err=True)
        return 1
