"""The archive that the commands work on, made or migrated if need be, and its errors in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..services import Services


@contextmanager
def opened() -> Iterator[Services]:
    """The services of the archive, with the engine in this process."""
    from sqlalchemy.exc import SQLAlchemyError

    from attribution import AttributionError

    from ..config import Config, ConfigError
    from ..services import InProcessAttributor, Services
    from ..store import Database, StoreError, upgrade

    try:
        database = Database(Config.from_environment().database)
        upgrade(database)
        yield Services(database, InProcessAttributor())
    except (ConfigError, StoreError, AttributionError) as error:
        raise click.ClickException(str(error)) from error
    except SQLAlchemyError as error:
        raise click.ClickException(f"the database failed: {getattr(error, 'orig', None) or error}") from error
