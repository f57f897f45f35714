"""Opens the archive for the commands, turns errors into one-line messages, and checks the settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import click

from . import engine

if TYPE_CHECKING:
    from ..operations.paraphrases import Paraphrases
    from ..operations.services import Services
    from ..store import Database


@contextmanager
def open_services() -> Iterator[Services]:
    """The services of the archive, created or migrated if needed, with an engine process for this command."""
    from ..operations.services import Services

    with open_archive() as archive, engine.started() as attributor:
        yield Services(archive, attributor, paraphrases_of(archive))


def paraphrases_of(archive: Database) -> Paraphrases | None:
    """The search for paraphrases by the model of the settings, if there is one. Raises ``ModelUnavailable``."""
    from ..config import Config
    from ..operations.paraphrases import Paraphrases

    folder = Config.from_environment().model
    return Paraphrases(archive, folder) if folder is not None else None


@contextmanager
def open_archive() -> Iterator[Database]:
    """The archive, created or migrated if needed, and protected from being replaced by a restore meanwhile."""
    from ..store import upgrade

    with open_unmigrated() as archive:
        upgrade(archive)
        archive.hold()
        yield archive


@contextmanager
def open_unmigrated(path: str | None = None) -> Iterator[Database]:
    """The archive at ``path``, by default that of the settings, without migrating it; it need not exist.

    Errors in the block become one-line messages.
    """
    from ..config import Config
    from ..store import Database

    with errors_as_messages(), closing(Database(path or Config.from_environment().database)) as archive:
        yield archive


@contextmanager
def errors_as_messages() -> Iterator[None]:
    """Turn the errors of settings, archive and engine into one-line messages."""
    from sqlalchemy.exc import SQLAlchemyError

    from attribution import AttributionError

    from ..config import ConfigError
    from ..engine_pool import EngineUnavailable
    from ..semantic.availability import ModelUnavailable
    from ..store import StoreError

    try:
        yield
    except (ConfigError, StoreError, AttributionError, EngineUnavailable, ModelUnavailable) as error:
        raise click.ClickException(str(error)) from error
    except SQLAlchemyError as error:
        raise click.ClickException(f"database error: {getattr(error, 'orig', None) or error}") from error


def require_known_settings() -> None:
    """Raise ``ClickException`` if a ``SAIDBY_`` variable is not a setting: it may be a misspelt ``SAIDBY_PIPELINE``."""
    from ..config import ConfigError, check_environment

    try:
        check_environment()
    except ConfigError as error:
        raise click.ClickException(str(error)) from error
