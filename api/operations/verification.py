"""Verifies a quotation against the archive: was it said, by whom, and in which words?"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from api.store import Database, QuoteFilter, QuoteView
from api.store.articles import articles
from api.store.database import plain
from api.store.filters import speaker_ids
from api.store.quotes import coverage, similar
from api.store.quotes.coverage import Coverage
from api.store.quotes.similar import Reports
from api.verification.findings import Verdict, by_meaning, is_unexplained, verdict
from api.verification.matching import Finding, same_meaning
from api.verification.question import Question
from api.verification.speakers import called_alike
from api.verification.splices import unexplained
from api.verification.statement import Statement
from api.version import VERSION, engine_version
from api.wording.asked import Asked, read
from api.wording.positions import marked
from api.wording.word import Word
from api.wording.words import printed
from attribution.model import Factuality, QuotationType, Span

from .paraphrases import Paraphrases

CANDIDATES = 40  # quotations compared word by word: of any speaker, and again of the given speaker


@dataclass(frozen=True, slots=True)
class Verification:
    """The archive's answer to a question, with what is needed to reproduce it.

    ``meant``: the identifiers of the speakers that the given name may refer to. ``texts``: the texts of the matches'
    articles, by identifier. ``reports``: how many sources and articles have the words of the best match. ``compared``:
    the SHA-256 of the identifiers and texts of all quotations that were compared.
    """

    question: Question
    meant: frozenset[str] | None
    verdict: Verdict[QuoteView]
    texts: dict[str, str]
    reports: Reports
    coverage: Coverage
    asked_at: datetime
    engine: str
    saidby: str
    compared: str


def verify(database: Database, question: Question, paraphrases: Paraphrases | None = None) -> Verification:
    """Verify a question on one snapshot of the archive.

    With ``paraphrases``, what no words explain is sought by its meaning. Raises ``InvalidFilter``, a ``StoreError`` or
    ``ModelUnavailable``.
    """
    asked = read(question.quote)
    searched = _filter(question)
    with database.reading() as session:
        named = None if question.speaker is None else frozenset(speaker_ids(plain(session), [question.speaker]))
        memo: dict[str, tuple[int, ...]] = {}
        found = candidates(session, asked, searched, named or (), memo)
        statements = {view.id: statement(view) for view in found}
        meant = None if named is None else named | _called_alike(question.speaker or "", found)
        decided = verdict(asked, statements.values(), meant)
        if is_unexplained(decided):
            for part in unexplained(asked, statements.values()):
                found = _candidates(session, part, searched, CANDIDATES // 2, (), memo)
                statements = {view.id: statement(view) for view in found} | statements
            decided = verdict(asked, statements.values(), meant)
        if paraphrases is not None and decided.finding is Finding.NOT_FOUND and asked.words:
            near = paraphrases.find(plain(session), question.quote, searched)
            decided = by_meaning((same_meaning(asked, statement(view), score) for view, score in near), meant)
            statements |= {view.id: statement(view) for view, _ in near}
        reports = Reports(0, 0)
        if decided.matches:
            best = decided.matches[0]
            reports = similar.count_reports(session, best.statement.text[best.start : best.end], searched)
        covered = coverage.of(session, searched, named)
        texts = articles.texts(session, {match.statement.origin.article_id for match in decided.matches})
    return Verification(
        question,
        meant,
        decided,
        texts,
        reports,
        covered,
        datetime.now(UTC),
        engine_version(),
        VERSION,
        _digest(said.origin for said in statements.values()),
    )


def candidates(
    session: Session,
    asked: Asked,
    where: QuoteFilter,
    speakers: Collection[str],
    memo: dict[str, tuple[int, ...]],
) -> tuple[QuoteView, ...]:
    """The quotations under a filter to compare with the question, with further ones of the given ``speakers``."""
    return _candidates(session, asked.words, where, CANDIDATES, speakers, memo)


def _candidates(
    session: Session,
    words: Sequence[Word],
    where: QuoteFilter,
    limit: int,
    speakers: Collection[str],
    memo: dict[str, tuple[int, ...]],
) -> tuple[QuoteView, ...]:
    found = similar.similar(session, printed(words), where, limit, speakers, memo)
    return tuple(view for view in found if view.type != QuotationType.ACT)


def _called_alike(name: str, views: Iterable[QuoteView]) -> frozenset[str]:
    """The identifiers of the speakers to whom a name may refer although the archive does not list it for them."""
    speakers = {view.speaker for view in views} - {None}
    return frozenset(s.id for s in speakers if s is not None and called_alike(name, s.name, s.kind))


def statement(view: QuoteView) -> Statement[QuoteView]:
    """A quotation of the archive as a statement to compare with."""
    record = view.record
    speaker = record["speaker"]
    speakers = {speaker["id"], *(member["id"] for member in speaker["members"])} - {None} if speaker else set()
    factuality = record.get("factuality")
    return Statement(
        view.text,
        marked(view.spans, (Span(**part) for part in record["quoted"])),
        Factuality(factuality) if factuality is not None else None,
        frozenset(speakers),
        view,
    )


def _filter(question: Question) -> QuoteFilter:
    return QuoteFilter(
        source=(question.source,) if question.source is not None else (),
        published_from=question.published_from,
        published_before=question.published_before,
        type=(),
    )


def _digest(compared: Iterable[QuoteView]) -> str:
    lines = sorted(f"{view.id} {view.text}\n" for view in compared)
    return hashlib.sha256("".join(lines).encode("utf8")).hexdigest()
