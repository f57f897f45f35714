"""Where quotations stand in the order of lists: their numbers, newest first, those without a date last.

Every second has 2**24 places. The quotations of one article stand side by side in the order of its text; of articles
of the same second the one that arrived last comes first. As ``number`` is the row's key, every index ends in it.
"""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from .errors import StoreError
from .models import Quotation

SECOND = 2**24  # places for quotations of the same second
UNDATED_KEY = 2**63 - 1  # the order key of an article without a date: after all others
UNDATED_BASE = 2**62


def base(order_key: int) -> int:
    """The first place of the second that an order key is in."""
    return UNDATED_BASE if order_key == UNDATED_KEY else -(-order_key // 1_000_000) * SECOND


def after(order_key: int) -> int:
    """The first place beyond the second that an order key is in."""
    return 2**63 - 1 if order_key == UNDATED_KEY else base(order_key) + SECOND


def free(session: Session, order_key: int, count: int) -> int:
    """The first of ``count`` free places side by side, in the second of the order key and before all others there."""
    first, end = base(order_key), after(order_key)
    taken = session.scalar(select(func.min(Quotation.number)).where(Quotation.number >= first, Quotation.number < end))
    place: int = (end if taken is None else taken) - count
    if place < first:
        raise StoreError("there are too many quotations of this second")
    return place
