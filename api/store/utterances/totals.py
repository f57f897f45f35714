"""Adds up the members of utterances, so that lists need not."""

from __future__ import annotations

from collections.abc import Collection

from ..dialects import PlainConnection
from ..mapping import UNDATED, derived_id

_TOTALS = """SELECT count(*), count(DISTINCT wording), max(losses & 1) | max(losses & 2)
    FROM utterance_member WHERE utterance = ?"""
_FIRST = f"""SELECT quote_id, speaker_id, order_key FROM utterance_member WHERE utterance = ?
    ORDER BY order_key = {UNDATED}, order_key DESC, quote_id LIMIT 1"""
_INSERT = """INSERT INTO utterance (number, id, speaker_id, order_key, quotations, wordings, losses)
    VALUES (?, ?, ?, ?, ?, ?, ?)"""


def add_up(connection: PlainConnection, numbers: Collection[int]) -> None:
    """Add up the utterances with these numbers; those without members are gone."""
    connection.executemany("DELETE FROM utterance WHERE number = ?", [(number,) for number in numbers])
    for number in numbers:
        first = connection.execute(_FIRST, (number,)).fetchone()
        if first is not None:
            quote_id, speaker_id, order_key = first
            totals = connection.execute(_TOTALS, (number,)).fetchone()
            identifier = derived_id("utterance", quote_id)
            connection.execute(_INSERT, (number, identifier, speaker_id, order_key, *totals))
