"""``saidby keys``: make, list and revoke the keys of the API."""

from __future__ import annotations

import click

from . import streams
from .archive import database as opened
from .arguments import PlainText
from .messages import note

SCOPES = ("read", "ingest", "curate", "admin")


@click.group()
def keys() -> None:
    """Make, list and revoke the keys of the API.

    Writing takes a key as soon as there is one; before, only this machine may write.
    """


@keys.command()
@click.argument("name", type=PlainText())
@click.option(
    "--scope", "scopes", type=click.Choice(SCOPES), multiple=True, required=True,
    help="What the key may do; several times for several things. admin may do all.",
)  # fmt: skip
def create(name: str, scopes: tuple[str, ...]) -> None:
    """Make a key for NAME and print it, once: it is kept as a digest alone."""
    from ..store import InvalidInput, Scope
    from ..store import keys as store

    with opened() as database, database.writing() as session:
        try:
            key, secret = store.create(session, name, map(Scope, scopes))
        except InvalidInput as error:
            raise click.ClickException(str(error)) from error
        note(f"Key {key.id} for {key.name}. Keep it now, it is not shown again:")
        streams.write(f"{secret}\n".encode())  # before the key is kept: one that nobody has seen is of no use


@keys.command(name="list")
def list_keys() -> None:
    """List the keys: identifier, state, date, scopes and name."""
    from ..store import keys as store

    with opened() as database, database.reading() as session:
        for key in store.find(session):
            state = "revoked" if key.revoked_at else "valid"
            scopes = ",".join(scope for scope in SCOPES if scope in key.scopes)
            click.echo(f"{key.id}  {state:7}  {key.created_at:%Y-%m-%d}  {scopes:20}  {key.name}")


@keys.command()
@click.argument("key_id", metavar="ID", type=PlainText())
def revoke(key_id: str) -> None:
    """Let the key with this ID, as listed, open nothing any more."""
    from ..store import NotFound
    from ..store import keys as store

    with opened() as database, database.writing() as session:
        try:
            key = store.revoke(session, key_id)
        except NotFound as error:
            raise click.ClickException(str(error)) from error
    note(f"Key {key.id} for {key.name} is revoked.")
