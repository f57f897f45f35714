"""Opens the archive for every command, turns its errors into messages, and checks the settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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
        try:
            yield archive
        finally:
            archive.close()


@contextmanager
def named() -> Iterator[Database]:
    """The archive as it is, or its path if there is none; errors in the block become one-line messages."""
    from sqlalchemy.exc import SQLAlchemyError

    from attribution import AttributionError

    from ..config import Config, ConfigError
    from ..engine_pool import EngineUnavailable
    from ..store import Database, StoreError

    try:
        yield Database(Config.from_environment().database)
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
