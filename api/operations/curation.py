"""Operations on speakers and corrections, independent of HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from api.store import Database, Page
from api.store.articles import gold
from api.store.quotes import quotes
from api.store.quotes.context import QuoteInContext
from api.store.speakers import amendments, corrections, curation, relinking, speaker_detail, suggestions
from api.store.speakers.amendments import Amendment
from api.store.speakers.corrections import Authorship
from api.store.speakers.views import CorrectionView, SpeakerDetail, SuggestionView
from attribution import Span
from attribution.article.passages import find_passages
from attribution.article.text import paragraphs

QuoteGuard = Callable[[QuoteInContext | None], None]


def _unguarded(quote: QuoteInContext | None) -> None:
    """Allow every change."""


def _in_marks(text: str) -> list[Span]:
    """The parts of a text that are in quotation marks, without the marks."""
    return [span for passage in find_passages(text, paragraphs(text)) for span in passage.spans]


@dataclass(frozen=True, slots=True)
class Curation:
    """Speakers in detail, and corrections of speakers and quotations by people."""

    database: Database

    def speaker(self, speaker_id: str) -> SpeakerDetail:
        """One speaker, also by a former identifier. Raises ``NotFound``."""
        with self.database.reading() as session:
            return speaker_detail.get(session, speaker_id)

    def suggestions(self, limit: int, cursor: str | None, speaker_id: str | None = None) -> Page[SuggestionView]:
        """Pairs of speakers that may be the same, all or those with one speaker, most probable first."""
        with self.database.reading() as session:
            return suggestions.find(session, speaker_id=speaker_id, limit=limit, cursor=cursor)

    def merge(self, speaker_id: str, into: str, authorship: Authorship) -> SpeakerDetail:
        """Merge a speaker into another, who is returned. Raises ``NotFound`` and ``InvalidInput``."""
        with self.database.writing() as session:
            return speaker_detail.get(session, curation.merge(session, speaker_id, into, authorship))

    def split(
        self, speaker_id: str, articles: Sequence[str], aliases: Sequence[str], name: str | None, authorship: Authorship
    ) -> SpeakerDetail:
        """Split a new speaker off one. Raises ``NotFound`` and ``InvalidInput``."""
        with self.database.writing() as session:
            new = curation.split(session, speaker_id, authorship, articles=articles, aliases=aliases, name=name)
            return speaker_detail.get(session, new)

    def keep_apart(self, speaker_id: str, other: str, authorship: Authorship) -> CorrectionView:
        """Record that two speakers are different. Raises ``NotFound`` and ``InvalidInput``."""
        with self.database.writing() as session:
            return corrections.view(curation.keep_apart(session, speaker_id, other, authorship))

    def set_same_as(self, speaker_id: str, uri: str | None, authorship: Authorship) -> SpeakerDetail:
        """Set the URI that identifies a speaker elsewhere. Raises ``NotFound`` and ``InvalidInput``."""
        with self.database.writing() as session:
            return speaker_detail.get(session, curation.set_same_as(session, speaker_id, uri, authorship))

    def amend(
        self, quote_id: str, amendment: Amendment, authorship: Authorship, guard: QuoteGuard = _unguarded
    ) -> CorrectionView:
        """Correct a quotation. Raises ``NotFound`` and ``InvalidInput``.

        ``guard`` is called with the current quotation, or None if a correction removed it, and may raise an exception
        to prevent the change.
        """
        with self.database.writing() as session:
            guard(amendments.find_current(session, quote_id))
            return corrections.view(amendments.amend(session, quote_id, amendment, authorship, _in_marks))

    def corrections(self, limit: int, cursor: str | None) -> Page[CorrectionView]:
        """All corrections, oldest first."""
        with self.database.reading() as session:
            return corrections.find(session, limit=limit, cursor=cursor)

    def corrections_of(self, quote_id: str, limit: int, cursor: str | None) -> Page[CorrectionView]:
        """The corrections of one quotation. Raises ``NotFound`` if it never existed."""
        with self.database.reading() as session:
            page = corrections.find(session, quote_id=quote_id, limit=limit, cursor=cursor)
            if not page.items and cursor is None:
                quotes.get(session, quote_id)
            return page

    def relink(self) -> tuple[int, int]:
        """Link the whole archive again; returns the numbers of articles and of quotations whose speaker changed."""
        with self.database.writing() as session:
            return relinking.relink(session)

    def ids_by_name(self, name: str) -> list[str]:
        """The identifiers of the speakers with exactly this name."""
        with self.database.reading() as session:
            return curation.ids_by_name(session, name)

    def article_ids(self) -> list[str]:
        """The identifiers of all articles."""
        with self.database.reading() as session:
            return relinking.article_ids(session)

    def gold(self) -> Iterator[dict[str, Any]]:
        """The corrected articles as gold, ordered by identifier."""
        with self.database.reading() as session:
            yield from gold.records(session)
