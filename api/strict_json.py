"""A strict JSON parser for requests and files: no duplicate keys, no NaN, no excessively long numbers."""

from __future__ import annotations

import json
from typing import Any, NoReturn


class InvalidJSON(ValueError):
    """The text is not JSON, or is ambiguous; the message says why and, if known, at which position."""


def loads(text: str) -> Any:
    """Parse a JSON text. Raises ``InvalidJSON``."""
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except InvalidJSON:
        raise
    except json.JSONDecodeError as error:
        raise InvalidJSON(f"{error.msg} at line {error.lineno} column {error.colno}") from None
    except RecursionError:
        raise InvalidJSON("it is nested too deeply") from None
    except ValueError:
        raise InvalidJSON("a number has too many digits") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for key, value in pairs:
        if key in members:
            raise InvalidJSON(f"the key {json.dumps(key)} occurs twice in one object")
        members[key] = value
    return members


def _no_constant(name: str) -> NoReturn:
    raise InvalidJSON(f"{name} is not a number in JSON")
