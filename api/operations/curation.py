"""What the service does with speakers and with what humans correct, without HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from api.store import Database, Page
from api.store.articles import gold
from api.store.quotes import quotes
from api.store.quotes.context import QuoteInContext
from api.store.speakers import amending, corrections, curation, relinking, speaker_detail, suggestions
from api.store.speakers.amending import Amendment
from api.store.speakers.corrections import Word
from api.store.speakers.views import CorrectionView, SpeakerDetail, SuggestionView

QuoteGuard = Callable[[QuoteInContext | None], None]


def _unguarded(quote: QuoteInContext | None) -> None:
    """Every change is welcome."""


@dataclass(frozen=True, slots=True)
class Curation:
    """Speakers in full, and every change that a human makes."""

    database: Database

    def speaker(self, speaker_id: str) -> SpeakerDetail:
        """One speaker, also by an identifier that leads to them. Raises ``NotFound``."""
        with self.database.reading() as session:
            return speaker_detail.get(session, speaker_id)

    def suggestions(self, limit: int, cursor: str | None) -> Page[SuggestionView]:
        """Speakers that may be one, the surest first."""
        with self.database.reading() as session:
            return suggestions.find(session, limit=limit, cursor=cursor)

    def merge(self, speaker_id: str, into: str, word: Word) -> SpeakerDetail:
        """Make a speaker part of another, who is returned. Raises ``NotFound`` and ``InvalidInput``."""
        with self.database.writing() as session:
            return speaker_detail.get(session, curation.merge(session, speaker_id, into, word))

    def split(
        self, speaker_id: str, articles: Sequence[str], aliases: Sequence[str], name: str | None, word: Word
    ) -> SpeakerDetail:
        """Make a new speaker of a part of one. Raises ``NotFound`` and ``InvalidInput``."""
        with self.database.writing() as session:
            new = curation.split(session, speaker_id, word, articles=articles, aliases=aliases, name=name)
            return speaker_detail.get(session, new)

    def keep_apart(self, speaker_id: str, other: str, word: Word) -> CorrectionView:
        """Say that two speakers are two. Raises ``NotFound`` and ``InvalidInput``."""
        with self.database.writing() as session:
            return corrections.view(curation.keep_apart(session, speaker_id, other, word))

    def set_same_as(self, speaker_id: str, uri: str | None, word: Word) -> SpeakerDetail:
        """Say who a speaker is elsewhere. Raises ``NotFound`` and ``InvalidInput``."""
        with self.database.writing() as session:
            return speaker_detail.get(session, curation.set_same_as(session, speaker_id, uri, word))

    def amend(self, quote_id: str, amendment: Amendment, word: Word, guard: QuoteGuard = _unguarded) -> CorrectionView:
        """Correct a quotation. Raises ``NotFound`` and ``InvalidInput``.

        ``guard`` sees the quotation as it is, or ``None`` where it was said to be none, and may refuse.
        """
        with self.database.writing() as session:
            guard(amending.present(session, quote_id))
            return corrections.view(amending.amend(session, quote_id, amendment, word))

    def corrections(self, limit: int, cursor: str | None) -> Page[CorrectionView]:
        """All corrections, the oldest first."""
        with self.database.reading() as session:
            return corrections.find(session, limit=limit, cursor=cursor)

    def corrections_of(self, quote_id: str, limit: int, cursor: str | None) -> Page[CorrectionView]:
        """The corrections of one quotation. Raises ``NotFound`` where there is and was no such quotation."""
        with self.database.reading() as session:
            page = corrections.find(session, quote_id=quote_id, limit=limit, cursor=cursor)
            if not page.items and cursor is None:
                quotes.get(session, quote_id)
            return page

    def relink(self) -> tuple[int, int]:
        """Link the archive anew; how many articles there are, and how many quotations have another speaker now."""
        with self.database.writing() as session:
            return relinking.relink(session)

    def named(self, name: str) -> list[str]:
        """The identifiers of the known speakers who are called exactly this."""
        with self.database.reading() as session:
            return curation.named(session, name)

    def article_ids(self) -> list[str]:
        """All articles of the archive."""
        with self.database.reading() as session:
            return relinking.article_ids(session)

    def gold(self) -> Iterator[dict[str, Any]]:
        """The articles with corrections as gold, in order of their identifiers."""
        with self.database.reading() as session:
            yield from gold.records(session)
