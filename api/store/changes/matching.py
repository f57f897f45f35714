"""Applies filters to past states of quotations, without querying the archive, whose state is newer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from .. import filters
from ..dialects import PlainConnection
from ..errors import InvalidFilter
from ..inputs import QuoteFilter
from ..search_folding import fold
from ..views import QuoteView

Predicate = Callable[[QuoteView], bool]

_IDENTIFIER = re.compile("[0-9a-f]{20}")
_NO_CUE = {"lemma": None}
_PUBLISHED = "%Y-%m-%d %H:%M:%S.%f"


def matcher(connection: PlainConnection, where: QuoteFilter) -> Predicate:
    """A predicate that tells whether a quotation matches the filter. Speakers must be given by current identifiers.

    Raises ``InvalidFilter`` for a speaker's name (it may refer to other speakers later), for the identifier of a merged
    speaker, and for ``updated_since`` (the feed has ``since`` instead).
    """
    _require_identifiers(connection, where.speaker)
    predicates = [*_identity_predicates(where), *_value_predicates(where), *_search_predicates(where.q)]
    if len(predicates) == 1:
        return predicates[0]
    return lambda quote: all(predicate(quote) for predicate in predicates)


def _require_identifiers(connection: PlainConnection, speakers: Iterable[str]) -> None:
    for speaker in speakers:
        if _IDENTIFIER.fullmatch(speaker) is None:
            raise InvalidFilter("speaker: must be an identifier; a name may refer to other speakers later")
        redirect = connection.execute("SELECT speaker_id FROM speaker_redirect WHERE old_id = ?", (speaker,)).fetchone()
        if redirect is not None:
            raise InvalidFilter(f"speaker: {speaker} was merged into {redirect[0]}; rebuild the copy with that")


def _identity_predicates(where: QuoteFilter) -> list[Predicate]:
    predicates: list[Predicate] = []
    if where.speaker:
        speakers = frozenset(where.speaker)
        predicates.append(lambda quote: _said_by(quote, speakers))
    if where.source:
        sources = frozenset(where.source) | {filters.source_id(name) for name in where.source}
        predicates.append(lambda quote: quote.source_id in sources)
    if where.article:
        articles = frozenset(where.article)
        predicates.append(lambda quote: quote.article_id in articles)
    return predicates


def _said_by(quote: QuoteView, speakers: frozenset[str]) -> bool:
    """Whether one of the speakers said it, alone or in a group."""
    speaker = quote.record["speaker"]
    return speaker is not None and (
        speaker["id"] in speakers or any(member["id"] in speakers for member in speaker["members"])
    )


def _value_predicates(where: QuoteFilter) -> list[Predicate]:
    if where.updated_since is not None:
        raise InvalidFilter("updated_since: not supported here; use since")
    predicates: list[Predicate] = []
    if where.type:
        types = frozenset(kind.value for kind in where.type)
        predicates.append(lambda quote: quote.type in types)
    if where.factuality:
        factualities = frozenset(factuality.value for factuality in where.factuality)
        predicates.append(lambda quote: quote.record["factuality"] in factualities)
    if where.cue:
        cues = frozenset(where.cue)
        predicates.append(lambda quote: (quote.record["cue"] or _NO_CUE)["lemma"] in cues)
    if where.kind:
        kinds = frozenset(kind.value for kind in where.kind)
        predicates.append(
            lambda quote: quote.record["speaker"] is not None and quote.record["speaker"]["kind"] in kinds
        )
    if where.attributed is not None:
        attributed = where.attributed
        predicates.append(lambda quote: (quote.record["speaker"] is not None) is attributed)
    if where.min_confidence is not None:
        least = where.min_confidence
        predicates.append(lambda quote: quote.record["confidence"] >= least)
    begin, end = _stored_time(where.published_from), _stored_time(where.published_before)
    if begin is not None:
        predicates.append(lambda quote: quote.published is not None and quote.published >= begin)
    if end is not None:
        predicates.append(lambda quote: quote.published is not None and quote.published < end)
    return predicates


def _search_predicates(query: str | None) -> list[Predicate]:
    """Matches like the full-text index: the folded text contains each word and phrase of the folded query."""
    if query is None:
        return []
    wanted = [f" {term} " for term in filters.search_terms(query)]

    def says(quote: QuoteView) -> bool:
        text = f" {fold(quote.text)} "
        return all(term in text for term in wanted)

    return [says]


def _stored_time(moment: datetime | None) -> str | None:
    """A time in the database's format. Raises ``InvalidFilter`` if it has no time zone."""
    filters.require_zones(moment)
    return moment.astimezone(UTC).strftime(_PUBLISHED).rjust(26, "0") if moment is not None else None
