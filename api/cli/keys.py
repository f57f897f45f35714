"""``saidby keys``: create, list and revoke API keys."""

from __future__ import annotations

import click

from . import streams
from .archive import open_archive
from .arguments import PlainText
from .messages import print_note

SCOPES = ("read", "ingest", "curate", "admin")


@click.group()
def keys() -> None:
    """Create, list and revoke API keys.

    As soon as a key exists, writing requires one; until then, only this machine may write.
    """


@keys.command()
@click.argument("name", type=PlainText())
@click.option(
    "--scope", "scopes", type=click.Choice(SCOPES), multiple=True, required=True,
    help="What the key allows; can be repeated. admin allows everything.",
)  # fmt: skip
def create(name: str, scopes: tuple[str, ...]) -> None:
    """Create a key for NAME and print it, once: only its digest is stored."""
    from ..store import InvalidInput, Scope
    from ..store import keys as store

    with open_archive() as database, database.writing() as session:
        try:
            key, secret = store.create(session, name, map(Scope, scopes))
        except InvalidInput as error:
            raise click.ClickException(str(error)) from error
        print_note(f"Key {key.id} for {key.name}. Save it now; it is not shown again:")
        streams.write(
            f"{secret}\n".encode()
        )  # before the commit: a key whose secret could not be printed must not be stored


@keys.command(name="list")
def list_keys() -> None:
    """List the keys: identifier, state, date, scopes and name."""
    from ..store import keys as store

    with open_archive() as database, database.reading() as session:
        for key in store.find(session):
            state = "revoked" if key.revoked_at else "valid"
            scopes = ",".join(scope for scope in SCOPES if scope in key.scopes)
            click.echo(f"{key.id}  {state:7}  {key.created_at:%Y-%m-%d}  {scopes:20}  {_on_one_line(key.name)}")


@keys.command()
@click.argument("key_id", metavar="ID", type=PlainText())
def revoke(key_id: str) -> None:
    """Revoke the key with this ID (see "saidby keys list")."""
    from ..store import NotFound
    from ..store import keys as store

    with open_archive() as database, database.writing() as session:
        try:
            key = store.revoke(session, key_id)
        except NotFound as error:
            raise click.ClickException(str(error)) from error
    print_note(f"Key {key.id} for {_on_one_line(key.name)} is revoked.")


def _on_one_line(name: str) -> str:
    """A name in printable form: names stored by older versions may contain line ends and other control characters."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)
