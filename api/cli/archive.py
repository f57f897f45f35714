"""The archive that the commands work on, made or migrated if need be, its errors in words, and the settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from . import engine

if TYPE_CHECKING:
    from ..services import Services


@contextmanager
def opened() -> Iterator[Services]:
    """The services of the archive, with an engine of the command's own."""
    from sqlalchemy.exc import SQLAlchemyError

    from attribution import AttributionError

    from ..config import Config, ConfigError
    from ..engine_pool import EngineUnavailable
    from ..services import Services
    from ..store import Database, StoreError, upgrade

    try:
        database = Database(Config.from_environment().database)
        upgrade(database)
        with engine.started() as attributor:
            yield Services(database, attributor)
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
