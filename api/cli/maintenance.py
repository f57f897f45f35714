"""``saidby migrate``, ``migrate-store``, ``backup`` and ``restore``: maintenance of the archive."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .archive import open_unmigrated
from .messages import pluralize, print_note

if TYPE_CHECKING:
    from ..store import Contents

FILE = click.Path(path_type=Path)


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; exit with code 1 if there is something to migrate.")
def migrate(check: bool) -> None:
    """Migrate the archive to the revision that this program needs.

    The archive is created if it does not exist. A migration is applied completely or not at all, and not while a
    service or another command has the archive open. An archive of a newer program is rejected.
    """
    from ..store import revision, upgrade
    from ..store.models import REVISION
    from ..store.schema import require_supported

    with open_unmigrated() as archive:
        found = revision(archive)
        if found is not None:
            require_supported(found)
        if found == REVISION:
            click.echo(f"The archive is at revision {REVISION}: nothing to do.")
        elif check:
            click.echo(f"The archive is at revision {found}, this program needs {REVISION}: run saidby migrate."
                       if found else "There is no archive yet: run saidby migrate.")  # fmt: skip
            raise click.exceptions.Exit(1)
        else:
            upgrade(archive)
            click.echo(f"Migrated the archive from revision {found} to {REVISION}."
                       if found else f"Created an archive at revision {REVISION}.")  # fmt: skip


@click.command(name="migrate-store")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def migrate_store(source: str, target: str) -> None:
    """Copy the archive FROM to the empty database TO, with everything in it.

    Each is a path or an address, as in SAIDBY_DATABASE. Stop the service first. Every row is read back and compared.
    All is written in one transaction: if the command is interrupted, TO has nothing, and you can run it again.
    """
    from ..store.transfer import count, transfer

    with open_unmigrated(source) as old, open_unmigrated(target) as new:
        with click.progressbar(length=count(old), label="Copying", file=sys.stderr) as bar:
            copied = transfer(old, new, bar.update)
        for table in copied:
            click.echo(f"{table.name}\t{table.rows}\t{table.digest}")
        print_note(f"{pluralize(sum(table.rows for table in copied), 'row')} copied from {old.name} to {new.name}, "
                   "read back and equal")  # fmt: skip


@click.command()
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
def backup(file: Path, force: bool) -> None:
    """Copy the archive to FILE, even while it is being served and written.

    The copy is a single file with the archive as of one moment. It is written under a temporary name next to FILE, read
    back from end to end and verified, and only then renamed: an interrupted backup leaves no file.
    """
    from ..store import backup as copy

    with open_unmigrated() as archive:
        contents = copy(archive, file, force=force)
    print_note(f"{click.format_filename(file)}: {_described(contents)}, read back and verified")


@click.command()
@click.argument("file", type=FILE)
def restore(file: Path) -> None:
    """Replace the archive with the backup FILE.

    FILE is copied and verified first, and left in place. Refused while a service, a command or another program has the
    archive open. The previous archive is kept next to it; its new name is printed.
    """
    from ..store import restore as put_back
    from ..store.models import REVISION

    with open_unmigrated() as archive:
        restored = put_back(archive, file)
    print_note(f"{click.format_filename(restored.path)}: {_described(restored.contents)}")
    if restored.contents.revision != REVISION:
        print_note(f"It will be migrated to {REVISION} when next opened, or with saidby migrate.")
    if restored.previous is not None:
        print_note("The previous archive is kept as:")
        click.echo(click.format_filename(restored.previous))


def _described(contents: Contents) -> str:
    return (
        f"{pluralize(contents.articles, 'article')} and {pluralize(contents.quotations, 'quotation')}, "
        f"revision {contents.revision}"
    )
