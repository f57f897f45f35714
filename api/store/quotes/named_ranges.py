"""Ranges of the speakers that names refer to, for a statement that looks up the names and reads the ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from .. import filters
from ..dialects import PlainConnection, dialect_of
from ..inputs import QuoteFilter
from .ranges import MAX_RANGES, Range, Values

# For the planner, one index bounds the number as well as another, and the one without sources is shorter: of all that a
# speaker said in other sources, it would read the rows. Only the longer one has these columns in this order.
_BOUND = "(q.source_id, q.listed, q.number) {{}} (?, {listed}, ?)"
# For each quotation of a group, so that the planner cannot look for those of few groups in a list of all quotations.
_GROUPS = "(SELECT DISTINCT quote_id FROM quotation_member WHERE speaker_id IN (SELECT id FROM named)) m"


def suffice(where: QuoteFilter) -> bool:
    """Whether the filter is for speakers, and for nothing that ranges of speakers do not cover."""
    covered = QuoteFilter(
        speaker=where.speaker, source=where.source, type=where.type,
        published_from=where.published_from, published_before=where.published_before,
    )  # fmt: skip
    return bool(where.speaker) and where == covered and 2 * len(where.source) <= MAX_RANGES


def ranges(
    connection: PlainConnection, where: QuoteFilter, partitions: Sequence[str]
) -> tuple[tuple[Range, ...], tuple[str, Values]]:
    """Return ranges for the filter, and the query for the speakers, which the ranges call ``named``.

    Raises ``InvalidFilter``.
    """
    sources = list(dict.fromkeys(filters.source_ids(connection, where.source)))
    by_source = [(" AND q.source_id = ?", (source,)) for source in sources] if where.source else [("", ())]
    found, speaker = [], dialect_of(connection).speaker
    for (source, given), partition in product(by_source, partitions):
        others = f"{source} AND {partition}"
        own = Range("", f"q.speaker_id = s.id{others}", given, each="named s", speaker=speaker.format("s.id"))
        bound = _BOUND.format(listed=partition.rpartition(" ")[2])
        found.append(replace(own, bound=bound, led=given) if source else own)
        member = "q.id = m.quote_id AND q.speaker_id NOT IN (SELECT id FROM named)"
        found.append(Range("", f"{member}{others}", given, each=_GROUPS, speaker=speaker.format("r.speaker_id")))
    return tuple(found), filters.speakers_named(connection, where.speaker)
