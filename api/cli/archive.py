"""Opens the archive for every command, turns its errors into messages, and checks the settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import click

from . import engine

if TYPE_CHECKING:
    from ..operations.services import Services
    from ..store import Database


@contextmanager
def opened() -> Iterator[Services]:
    """The services of the archive, created or migrated if needed, with an engine process for this command."""
    from ..operations.services import Services

    with database() as archive, engine.started() as attributor:
        yield Services(archive, attributor)


@contextmanager
def database() -> Iterator[Database]:
    """The archive, created or migrated if needed, and held so that it is not replaced by a restore meanwhile."""
    from ..store import upgrade

    with named() as archive:
        upgrade(archive)
        archive.hold()
        yield archive


@contextmanager
def named(path: str | None = None) -> Iterator[Database]:
    """The archive at ``path``, by default that of the settings, as it is; it need not exist.

    Errors in the block become one-line messages.
    """
    from ..config import Config
    from ..store import Database

    with reported(), closing(Database(path or Config.from_environment().database)) as archive:
        yield archive


@contextmanager
def reported() -> Iterator[None]:
    """Turn the errors of settings, archive and engine into one-line messages."""
    from sqlalchemy.exc import SQLAlchemyError

    from attribution import AttributionError

    from ..config import ConfigError
    from ..engine_pool import EngineUnavailable
    from ..store import StoreError

    try:
        yield
    except (ConfigError, StoreError, AttributionError, EngineUnavailable) as error:
        raise click.ClickException(str(error)) from error
    except SQLAlchemyError as error:
        raise click.ClickException(f"database error: {getattr(error, 'orig', None) or error}") from error


def require_known_settings() -> None:
    """End the command if a ``SAIDBY_`` variable is not a setting: it could be a misspelt ``SAIDBY_PIPELINE``."""
    from ..config import ConfigError, check_environment

    try:
        check_environment()
    except ConfigError as error:
        raise click.ClickException(str(error)) from error
