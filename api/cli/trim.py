"""``saidby trim``: forget early changes, which followers of the feed have read by now."""

from __future__ import annotations

import click

from .archive import opened
from .messages import counted, note


@click.command()
@click.option(
    "--keep", type=click.IntRange(min=0), default=1_000_000, show_default=True, help="How many changes to keep."
)
def trim(keep: int) -> None:
    """Forget how quotations were before the latest changes, of which the feed (/v1/changes) tells.

    The archive itself stays as it is. Who follows the feed and has not come so far is told to begin anew.
    """
    from ..store.changes import trimming

    with opened() as services:
        gone = trimming.trim(services.database, keep)
    note(f"{counted(gone, 'change')} forgotten")
