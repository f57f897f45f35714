"""What a comparison of the database with the models leaves out."""

from __future__ import annotations

from ..models import FULL_TEXT


def include_name(name: str | None, kind: str, _parents: object) -> bool:
    """All but the full-text index and its shadow tables, which the models do not hold."""
    return not (kind == "table" and name is not None and name.startswith(FULL_TEXT))
