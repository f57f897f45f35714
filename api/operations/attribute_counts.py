"""Counts quotations by attributes of their speakers that the user supplies; none is inferred."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from api.store import Database, QuoteFilter
from api.store.database import plain
from api.store.filters import speaker_ids
from api.store.quotes import quotes
from api.store.speakers.attributes import SpeakerAttributes


@dataclass(frozen=True, slots=True)
class AttributeCount:
    """How many quotations have a speaker with a value of an attribute; ``speakers`` are the identifiers of these."""

    attribute: str
    value: str
    quotes: int
    speakers: tuple[str, ...]


def count_attributes(database: Database, where: QuoteFilter, attributes: SpeakerAttributes) -> list[AttributeCount]:
    """Count by each value of each attribute, the most frequent first.

    A quotation of several speakers counts for the values of each. Raises ``InvalidFilter``.
    """
    found = []
    with database.snapshot() as reader:
        connection = plain(reader)
        chosen = set(speaker_ids(connection, where.speaker)) if where.speaker else None
        known = {given: speaker_ids(connection, [given]) for given in attributes.values}
        for (name, value), speakers in _speakers(attributes, known).items():
            there = tuple(speaker for speaker in speakers if chosen is None or speaker in chosen)
            number = quotes.count(reader, replace(where, speaker=there)) if there else 0
            found.append(AttributeCount(name, value, number, there))
    return sorted(found, key=lambda count: (attributes.names.index(count.attribute), -count.quotes, count.value))


def _speakers(
    attributes: SpeakerAttributes, known: Mapping[str, Sequence[str]]
) -> dict[tuple[str, str], dict[str, None]]:
    """The speakers of each value of each attribute."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for given, row in attributes.values.items():
        for name, value in zip(attributes.names, row, strict=True):
            if value:
                found.setdefault((name, value), {}).update(dict.fromkeys(known[given]))
    return found
