"""Images: complete states of quotations as JSON, written by the SQL view ``quotation_image`` for the triggers."""

from __future__ import annotations

from orjson import loads

from ..quotes import rows
from ..views import QuoteView


def view(image: str) -> QuoteView:
    """The quotation in the state that an image holds."""
    *columns, record, evidence = loads(image)
    return rows.view(columns, record, evidence)
