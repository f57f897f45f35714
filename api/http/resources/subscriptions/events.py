"""How the API reads the query of a subscription and writes its events."""

from __future__ import annotations

from datetime import UTC, datetime

from api.http.members import quote_filter
from api.http.representations.records import encode, quote_record, timestamp
from api.http.requests import read_query
from api.http.resources.quotes.queries import FILTER_LISTS
from api.operations.delivery_worker import Events
from api.store import QuoteFilter
from api.store.changes.feed import ChangeView

EVENT = "quotation.added"


def filter_of(query: str) -> QuoteFilter:
    """The filter of a query string of ``GET /v1/quotes``. Raises ``InvalidMembers`` or a ``Problem``."""
    return quote_filter(read_query(query.encode("utf8"), FILTER_LISTS))


def body_of(change: ChangeView) -> bytes:
    """The body of the event for a new quotation."""
    quote = change.after
    assert quote is not None
    return encode({"type": EVENT, "timestamp": timestamp(datetime.now(UTC)), "data": quote_record(quote)})


EVENTS = Events(filter_of, body_of)
