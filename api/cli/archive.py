"""The archive that the commands work on, its errors in words, and the settings: the one way in for every command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from . import engine

if TYPE_CHECKING:
    from ..services import Services
    from ..store import Database


@contextmanager
def opened() -> Iterator[Services]:
    """The services of the archive, made or migrated if need be, with an engine of the command's own."""
    from ..services import Services

    with database() as archive, engine.started() as attributor:
        yield Services(archive, attributor)


@contextmanager
def database() -> Iterator[Database]:
    """The archive, made or migrated if need be, and held: it is not restored meanwhile."""
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
    """The archive as it is, or the path where there is none; errors of the block become one line."""
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
        raise click.ClickException(f"the database failed: {getattr(error, 'orig', None) or error}") from error


def require_known_settings() -> None:
    """End the command where a variable of ours is no setting: it could be a mistyped ``SAIDBY_PIPELINE``."""
    from ..config import ConfigError, check_environment

    try:
        check_environment()
    except ConfigError as error:
        raise click.ClickException(str(error)) from error
