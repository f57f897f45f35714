"""``saidby migrate``, ``saidby backup`` and ``saidby restore``: what an operator does with the archive's file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .archive import named
from .messages import counted, note

if TYPE_CHECKING:
    from ..store import Contents

FILE = click.Path(path_type=Path)


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; the exit code is 1 if there is something to do.")
def migrate(check: bool) -> None:
    """Bring the archive to the form that this program needs.

    It is made where there is none. A migration happens whole or not at all, and not while a service or another
    command has the archive open. An archive of a newer program is refused.
    """
    from ..store import revision, upgrade
    from ..store.models import REVISION
    from ..store.schema import require_known

    with named() as archive:
        found = revision(archive)
        if found is not None:
            require_known(found)
        if found == REVISION:
            click.echo(f"The archive is at revision {REVISION}: nothing to do.")
        elif check:
            click.echo(f"The archive is at revision {found}, this program needs {REVISION}: run saidby migrate."
                       if found else "There is no archive yet: run saidby migrate.")  # fmt: skip
            raise click.exceptions.Exit(1)
        else:
            upgrade(archive)
            click.echo(f"Migrated the archive from revision {found} to {REVISION}."
                       if found else f"Made an archive of revision {REVISION}.")  # fmt: skip


@click.command()
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
def backup(file: Path, force: bool) -> None:
    """Copy the archive to FILE, also while it is served and written.

    The copy is the archive at one moment, as one file. It is written under another name beside FILE, read back from
    end to end and compared, and only then gets its name: a backup that was interrupted leaves none.
    """
    from ..store import backup as copy

    with named() as archive:
        contents = copy(archive, file, force=force)
    note(f"{click.format_filename(file)}: {_described(contents)}, read back and found whole")


@click.command()
@click.argument("file", type=FILE)
def restore(file: Path) -> None:
    """Put the backup FILE in the place of the archive.

    FILE is copied and checked first, and stays. Refused while a service, a command or another program has the archive
    open. The archive that was there is kept beside it; its new name is printed.
    """
    from ..store import restore as put_back
    from ..store.models import REVISION

    with named() as archive:
        restored = put_back(archive, file)
    note(f"{click.format_filename(archive.path)}: {_described(restored.contents)}")
    if restored.contents.revision != REVISION:
        note(f"It will be migrated to {REVISION} when it is opened next, or with saidby migrate.")
    if restored.earlier is not None:
        note("The archive that was there before:")
        click.echo(click.format_filename(restored.earlier))


def _described(contents: Contents) -> str:
    return (
        f"{counted(contents.articles, 'article')} and {counted(contents.quotations, 'quotation')}, "
        f"revision {contents.revision}"
    )
