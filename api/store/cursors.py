"""Cursors: opaque positions in a list, each valid only with the filters of its list."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from .errors import InvalidCursor, InvalidFilter

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Position = tuple[int | str, ...]
MAX_LIMIT = 1000


def page_size(limit: int) -> int:
    """Return the limit. Raises ``InvalidFilter`` unless it is from 1 to 1000."""
    if not 1 <= limit <= MAX_LIMIT:
        raise InvalidFilter(f"a limit must be from 1 to {MAX_LIMIT}, not {limit}")
    return limit


def filter_digest(kind: str, where: DataclassInstance | str | None = None) -> str:
    """A digest of a list's name and filters, 16 hexadecimal digits. Equal times in different zones are equal."""
    values: Any = where
    if where is not None and not isinstance(where, str):
        values = {field.name: getattr(where, field.name) for field in fields(where)}
    return hashlib.sha256(json.dumps([kind, values], default=_plain).encode("ascii")).hexdigest()[:16]


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat() if value.tzinfo is None else f"{value.timestamp():.6f}"
    return str(value.value) if isinstance(value, Enum) else str(value)


def encode(digest: str, position: Position) -> str:
    """Encode a cursor that continues after this position in the list with this digest."""
    data = json.dumps([digest, *position], separators=(",", ":")).encode("ascii")
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def decode(cursor: str | None, digest: str, types: Sequence[type]) -> Position | None:
    """Decode the position of a cursor, whose values must have these ``types``; ``None`` if there is no cursor.

    Raises ``InvalidCursor`` if it is malformed or belongs to a list with other filters.
    """
    if cursor is None:
        return None
    try:
        data = base64.b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        given, *position = json.loads(data)
        "".join(value for value in position if isinstance(value, str)).encode("utf8")
    except (ValueError, TypeError, RecursionError, binascii.Error) as error:
        raise InvalidCursor("the cursor is malformed") from error
    if given != digest:
        raise InvalidCursor("the cursor belongs to a list with other filters")
    if [type(value) for value in position] != list(types) or any(
        isinstance(value, int) and not -(2**63) <= value < 2**63 for value in position
    ):
        raise InvalidCursor("the cursor is malformed")
    return tuple(position)
