"""``saidby trim``: deletes old changes from the change feed, which its clients should have read by now."""

from __future__ import annotations

import click

from .archive import open_services
from .messages import pluralize, print_note


@click.command()
@click.option(
    "--keep", type=click.IntRange(min=0), default=1_000_000, show_default=True, help="Number of changes to keep."
)
def trim(keep: int) -> None:
    """Discard all but the latest changes of the change feed (/v1/changes).

    The archive itself does not change. A client that has not read the discarded changes has to rebuild its copy.
    """
    from ..store.changes import trimming

    with open_services() as services:
        gone = trimming.trim(services.database, keep)
    print_note(f"{pluralize(gone, 'change')} discarded")
