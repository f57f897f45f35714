"""Images of quotations: all that a record shows, as the view ``quotation_image`` writes it for the triggers."""

from __future__ import annotations

from orjson import loads

from ..quotes import rows
from ..views import QuoteView


def view(image: str) -> QuoteView:
    """The quotation that an image shows."""
    *place, record, evidence = loads(image)
    return rows.view(place, record, evidence)
