"""Filters of quotations on records as they are or were, with no question to the archive: it may have changed since."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from .. import filters
from ..errors import InvalidFilter
from ..inputs import QuoteFilter
from ..search_folding import fold
from ..views import QuoteView

Test = Callable[[QuoteView], bool]

_IDENTIFIER = re.compile("[0-9a-f]{20}")
_NO_CUE = {"lemma": None}
_PUBLISHED = "%Y-%m-%d %H:%M:%S.%f"


def matcher(connection: sqlite3.Connection, where: QuoteFilter) -> Test:
    """Whether a quotation meets the filter, in which speakers are identifiers as records show them.

    Raises ``InvalidFilter``: a speaker's name may mean others tomorrow, an identifier that leads to another has meant
    another before, and ``updated_since`` is what the feed is for.
    """
    _require_identifiers(connection, where.speaker)
    tests = [*_of_identities(where), *_of_values(where), *_of_words(where.q)]
    if len(tests) == 1:
        return tests[0]
    return lambda quote: all(test(quote) for test in tests)


def _require_identifiers(connection: sqlite3.Connection, speakers: Iterable[str]) -> None:
    for speaker in speakers:
        if _IDENTIFIER.fullmatch(speaker) is None:
            raise InvalidFilter("speaker: changes are asked for by a speaker's identifier, as a name may mean others")
        redirect = connection.execute("SELECT speaker_id FROM speaker_redirect WHERE old_id = ?", (speaker,)).fetchone()
        if redirect is not None:
            raise InvalidFilter(f"speaker: {speaker} is part of {redirect[0]} now; make the copy anew with that")


def _of_identities(where: QuoteFilter) -> list[Test]:
    tests: list[Test] = []
    if where.speaker:
        speakers = frozenset(where.speaker)
        tests.append(lambda quote: _said_by(quote, speakers))
    if where.source:
        sources = frozenset(where.source) | {filters.source_id(name) for name in where.source}
        tests.append(lambda quote: quote.source_id in sources)
    if where.article:
        articles = frozenset(where.article)
        tests.append(lambda quote: quote.article_id in articles)
    return tests


def _said_by(quote: QuoteView, speakers: frozenset[str]) -> bool:
    """Whether one of the speakers said it, alone or in a group."""
    speaker = quote.record["speaker"]
    return speaker is not None and (
        speaker["id"] in speakers or any(member["id"] in speakers for member in speaker["members"])
    )


def _of_values(where: QuoteFilter) -> list[Test]:
    if where.updated_since is not None:
        raise InvalidFilter("updated_since: changes have since")
    tests: list[Test] = []
    if where.type:
        types = frozenset(kind.value for kind in where.type)
        tests.append(lambda quote: quote.type in types)
    if where.factuality:
        factualities = frozenset(factuality.value for factuality in where.factuality)
        tests.append(lambda quote: quote.record["factuality"] in factualities)
    if where.cue:
        cues = frozenset(where.cue)
        tests.append(lambda quote: (quote.record["cue"] or _NO_CUE)["lemma"] in cues)
    if where.kind:
        kinds = frozenset(kind.value for kind in where.kind)
        tests.append(lambda quote: quote.record["speaker"] is not None and quote.record["speaker"]["kind"] in kinds)
    if where.attributed is not None:
        attributed = where.attributed
        tests.append(lambda quote: (quote.record["speaker"] is not None) is attributed)
    if where.min_confidence is not None:
        least = where.min_confidence
        tests.append(lambda quote: quote.record["confidence"] >= least)
    begin, end = _kept(where.published_from), _kept(where.published_before)
    if begin is not None:
        tests.append(lambda quote: quote.published is not None and quote.published >= begin)
    if end is not None:
        tests.append(lambda quote: quote.published is not None and quote.published < end)
    return tests


def _of_words(query: str | None) -> list[Test]:
    """As the full-text index has it: each word or phrase of the folded query is one of the folded text's."""
    if query is None:
        return []
    wanted = [f" {term} " for term in filters.search_terms(query)]

    def says(quote: QuoteView) -> bool:
        text = f" {fold(quote.text)} "
        return all(term in text for term in wanted)

    return [says]


def _kept(moment: datetime | None) -> str | None:
    """A moment as the database keeps it. Raises ``InvalidFilter`` for one without time zone."""
    filters.require_zones(moment)
    return moment.astimezone(UTC).strftime(_PUBLISHED).rjust(26, "0") if moment is not None else None
