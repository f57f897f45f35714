"""Pages of a full-text search that are read in list order, past a signature of each quotation's words in the index.

The full-text index finds all quotations with a word, which then have to be sorted: best for rare words. In list order,
a page is full the sooner, the more frequent the word is. To read a quotation for that takes five times as long as to
look at its signature, which has three bits for each word, although other words may have set them as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import md5

from .. import PlainConnection, Values
from .objects import MAX_WORD, SIGNATURE_BITS
from .snapshots import Snapshot


def sieved(
    connection: PlainConnection,
    columns: str,
    terms: Iterable[str],
    match: str,
    bounds: Values,
    direction: str,
    limit: int,
) -> tuple[str, Values] | None:
    """See ``Dialect``."""
    if not isinstance(connection, Snapshot):
        return None
    words = list(dict.fromkeys(word[:MAX_WORD] for term in terms for word in term.split()))
    connection.statistics.refresh(connection)
    if not connection.statistics.are_common(words):
        return None
    bits = [bit for word in words for bit in _bits(word)]
    signed = " AND ".join(["get_bit(q.signature, (SELECT ?::integer)) = 1"] * len(bits))
    listed = f"SELECT q.number FROM quotation q WHERE q.listed = true AND {signed}"
    # Both bounds, also where they are the ends: without them, the planner expects to read the whole list, in parallel.
    listed += " AND q.number > (SELECT ?) AND q.number < (SELECT ?)"
    # OFFSET 0 and LIMIT 1 keep the planner from joining in another order.
    sql = f"""SELECT r.* FROM ({listed} ORDER BY q.number{direction} OFFSET 0) c CROSS JOIN LATERAL (
            SELECT {columns} FROM quotation q WHERE q.number = c.number AND q.words @@ (SELECT ?::tsquery) LIMIT 1
        ) r ORDER BY c.number{direction} LIMIT {limit}"""
    return sql, (*bits, *bounds, match)


def _bits(word: str) -> list[int]:
    """The bits that a word sets in the signature of a quotation."""
    digest = md5(word.encode(), usedforsecurity=False).digest()
    return [int.from_bytes(digest[at : at + 2], "big") % SIGNATURE_BITS for at in (0, 2, 4)]
