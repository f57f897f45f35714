"""Audits whom quotations rest on: kinds of speakers, articles with one speaker, and unnamed sources with the reason."""

from __future__ import annotations

from dataclasses import dataclass, replace

from api.store import Database, Facets, Interval, QuoteFilter, QuoteView
from api.store.articles import articles
from api.store.quotes import facets, quotes, source_counts
from api.store.quotes.source_counts import SourceCounts
from api.wording.anonymity import reason_given
from attribution.model import SpeakerKind

SHOWN = 20  # speakers and sources with a count, and examples
EXAMINED = 200  # the newest quotations of unnamed sources whose articles are searched for a reason


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A quotation of a source without a name, and the sentence in which its article says why; None if it does not."""

    quote: QuoteView
    reason: str | None


@dataclass(frozen=True, slots=True)
class SourceAudit:
    """Counts of the quotations that match a filter, and the newest ``EXAMINED`` of unnamed sources."""

    facets: Facets
    counts: SourceCounts
    unnamed: tuple[Unnamed, ...]


def audit(database: Database, where: QuoteFilter) -> SourceAudit:
    """Audit the quotations that match a filter. Raises ``InvalidFilter``."""
    with database.snapshot() as reader:
        counted = facets.count(reader, where, Interval.MONTH, SHOWN)
        kinds = source_counts.count(reader, where, SHOWN)
        found: tuple[QuoteView, ...] = ()
        if kinds.kinds.get(SpeakerKind.ANONYMOUS):
            unnamed = replace(where, kind=(SpeakerKind.ANONYMOUS,))
            found = quotes.find(reader, unnamed, limit=EXAMINED).items
    with database.reading() as session:
        texts = articles.texts(session, {quote.article_id for quote in found})
    there = [quote for quote in found if quote.article_id in texts]  # others were deleted meanwhile
    return SourceAudit(counted, kinds, tuple(Unnamed(quote, _reason(quote, texts)) for quote in there))


def _reason(quote: QuoteView, texts: dict[str, str]) -> str | None:
    places = [(span.start, span.end) for span in quote.spans]
    mention = quote.record["mention"]
    places += [(mention["start"], mention["end"])] if mention is not None else []
    return reason_given(texts[quote.article_id], min(start for start, _ in places), max(end for _, end in places))
