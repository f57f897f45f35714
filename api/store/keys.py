"""API keys: create, list, revoke and look up. Only digests are stored; a key is shown once, when created."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from . import formats
from .database import Reader, plain
from .errors import InvalidInput, NotFound
from .models import ApiKey
from .views import KeyView, Scope

PREFIX = "saidby_"
MAX_NAME_LENGTH = 100  # characters in a key's name


def create(session: Session, name: str, scopes: Iterable[Scope]) -> tuple[KeyView, str]:
    """Create a key; returns its stored form and the secret itself.

    Raises ``InvalidInput`` if there is no name or scope, or the name is not a single line of at most
    ``MAX_NAME_LENGTH`` characters.
    """
    name, wanted = name.strip(), set(scopes)
    if not name or not wanted:
        raise InvalidInput("a key needs a name and at least one scope")
    fault = formats.name_error(name)
    if fault is None and any(character.isspace() and character != " " for character in name):
        fault = "has a line end or a tab"
    if fault is None and len(name) > MAX_NAME_LENGTH:
        fault = f"is longer than {MAX_NAME_LENGTH} characters"
    if fault is not None:
        raise InvalidInput(f"the key's name {fault}")
    secret = PREFIX + secrets.token_urlsafe(32)
    ordered = [scope.value for scope in Scope if scope in wanted]
    row = ApiKey(
        id=secrets.token_hex(5), name=name, digest=_digest(secret), scopes=ordered, created_at=datetime.now(UTC)
    )
    session.add(row)
    session.flush()
    return _view(row), secret


def find(session: Session) -> list[KeyView]:
    """All keys, including revoked ones, oldest first."""
    return [_view(row) for row in session.scalars(select(ApiKey).order_by(ApiKey.created_at, ApiKey.id))]


def revoke(session: Session, key_id: str) -> KeyView:
    """Revoke a key; does nothing if it is revoked already. Raises ``NotFound``."""
    row = session.get(ApiKey, key_id)
    if row is None:
        raise NotFound("key", key_id)
    row.revoked_at = row.revoked_at or datetime.now(UTC)
    session.flush()
    return _view(row)


def find_by_secret(reader: Reader, secret: str) -> KeyView | None:
    """Look up a key by its secret; ``None`` if unknown or revoked. Secrets are random, so a plain hash is safe."""
    sql = "SELECT id, name, scopes, created_at FROM api_key WHERE digest = ? AND revoked_at IS NULL"
    found = plain(reader).execute(sql, (_digest(secret),)).fetchone()
    if found is None:
        return None
    identifier, name, scopes, created = found
    created_at = datetime.fromisoformat(created).replace(tzinfo=UTC)
    return KeyView(identifier, name, frozenset(map(Scope, json.loads(scopes))), created_at, None)


def any_exist(reader: Reader) -> bool:
    """Whether a key was ever created. Revoking the last key does not reopen the service."""
    return plain(reader).execute("SELECT 1 FROM api_key LIMIT 1").fetchone() is not None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf8", "replace")).hexdigest()


def _view(row: ApiKey) -> KeyView:
    return KeyView(row.id, row.name, frozenset(Scope(scope) for scope in row.scopes), row.created_at, row.revoked_at)
