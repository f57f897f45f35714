"""List numbers, which define the order of quotations in lists: newest first, undated ones last.

Each second has 2**24 numbers. The quotations of an article have consecutive numbers in text order; of articles
published in the same second, the last stored comes first. As the number is the row's primary key, every index ends
with it.
"""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from .errors import StoreError
from .models import Quotation

NUMBERS_PER_SECOND = 2**24
UNDATED_KEY = 2**63 - 1  # the order key of undated articles: greater than all others
UNDATED_START = 2**62  # the first list number of undated quotations


def first_number(order_key: int) -> int:
    """Return the first list number of the second that contains an order key."""
    return UNDATED_START if order_key == UNDATED_KEY else -(-order_key // 1_000_000) * NUMBERS_PER_SECOND


def end_number(order_key: int) -> int:
    """Return the first list number after the second that contains an order key."""
    return 2**63 - 1 if order_key == UNDATED_KEY else first_number(order_key) + NUMBERS_PER_SECOND


def allocate(session: Session, order_key: int, count: int) -> int:
    """Return the first of ``count`` consecutive free numbers, before all numbers in use in the order key's second.

    Raises ``StoreError`` if the second has no room left.
    """
    first, end = first_number(order_key), end_number(order_key)
    taken = session.scalar(select(func.min(Quotation.number)).where(Quotation.number >= first, Quotation.number < end))
    number: int = (end if taken is None else taken) - count
    if number < first:
        raise StoreError("too many quotations were published in the same second")
    return number
