"""Operations for fact-checkers: reviews of quotations, and stored reports."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from api.store import Database, QuoteView
from api.store.fact_checks import kept_reports, reviews
from api.store.fact_checks.reviews import Claim, ReviewView
from api.store.inputs import ClaimFilter, ReviewInput
from api.store.quotes import quotes
from api.verification.matching import Finding, Match
from api.verification.question import Question
from api.wording.significance import Significance

from .verification import verify


@dataclass(frozen=True, slots=True)
class FactChecks:
    """Reviews and reports in a database."""

    database: Database

    def add_review(self, quote_id: str, review: ReviewInput) -> tuple[ReviewView, bool]:
        """Store a review; also says whether it is new. Raises ``NotFound`` and ``InvalidInput``."""
        with self.database.writing() as session:
            return reviews.add(session, quote_id, review)

    def add_to_reviewed(self, claim: str, claimant: str | None, review: ReviewInput) -> bool | None:
        """Store a review of the quotation that matches a claim.

        Returns whether the review is new, or None if no quotation matches. A claim, with or without quotation marks, is
        matched like a quotation to verify: it must be the claimant's, and at most slightly reworded. Raises
        ``InvalidInput``.
        """
        found = verify(self.database, Question(claim, claimant)).verdict
        if not found.matches or not _is_reviewed(found.matches[0], found.findings, named=claimant is not None):
            return None
        return self.add_review(found.matches[0].statement.origin.id, review)[1]

    def reviews(self, quote_id: str) -> tuple[ReviewView, ...]:
        """The reviews of a quotation, the newest first. Raises ``NotFound``."""
        with self.database.reading() as session:
            quotes.get(session, quote_id)
            return reviews.of_quote(session, quote_id)

    def claims(self, where: ClaimFilter, limit: int, offset: int) -> tuple[list[Claim], bool]:
        """Reviewed quotations, best matches first, and whether there are more."""
        with self.database.reading() as session:
            return reviews.find(session, where, limit, offset)

    def keep_report(self, kind: str, record: dict[str, Any]) -> dict[str, Any]:
        """Store a report; returns it with its identifier."""
        with self.database.writing() as session:
            return kept_reports.keep(session, kind, record)

    def report(self, kind: str, identifier: str) -> dict[str, Any]:
        """A stored report. Raises ``NotFound``."""
        with self.database.reading() as session:
            return kept_reports.get(session, kind, identifier)


def _is_reviewed(best: Match[QuoteView], findings: Collection[Finding], *, named: bool) -> bool:
    """Whether a claim is the matched quotation: by the same speaker, and without a change that alters its meaning."""
    if Finding.OTHER_SPEAKER in findings or Finding.SPLICED in findings:
        return False
    if best.finding in (Finding.VERBATIM, Finding.TRUNCATED):
        return True
    kinds = {kind for difference in best.differences for kind in difference.kinds}
    return named and kinds <= {Significance.OTHER}
