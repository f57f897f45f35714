"""``saidby trim``: discard early changes, which followers of the feed have read by now."""

from __future__ import annotations

import click

from .archive import opened
from .messages import counted, note


@click.command()
@click.option(
    "--keep", type=click.IntRange(min=0), default=1_000_000, show_default=True, help="Number of changes to keep."
)
def trim(keep: int) -> None:
    """Discard all but the latest changes of the change feed (/v1/changes).

    The archive itself does not change. A client of the feed that has not read that far is told to start over.
    """
    from ..store.changes import trimming

    with opened() as services:
        gone = trimming.trim(services.database, keep)
    note(f"{counted(gone, 'change')} discarded")
