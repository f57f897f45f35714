"""Exports corrected articles as gold data for evaluation, in the engine's record format with corrections applied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, undefer

from ..identity.tables import Correction
from ..models import Article, Quotation, SpeakerAlias
from ..speakers.amendments import pinned_articles, rejected_spans


def records(session: Session) -> Iterator[dict[str, Any]]:
    """Yield one record per article with corrections, ordered by identifier.

    Quotations without a correction count as correct, as whoever corrected the article has read it.
    ``not_quotations`` lists the spans rejected as quotations; ``aliases`` maps each speaker's name in the article to
    its other names in the archive.
    """
    corrected = select(Correction.article_id).where(Correction.article_id.is_not(None)).distinct()
    for article_id in sorted({*filter(None, session.scalars(corrected)), *pinned_articles(session)}):
        query = select(Article).where(Article.id == article_id).options(undefer(Article.text))
        article = session.scalar(query)
        if article is not None:
            yield _record(session, article)


def _record(session: Session, article: Article) -> dict[str, Any]:
    query = select(Quotation).where(Quotation.article_id == article.id).order_by(Quotation.position)
    rows = session.scalars(query.options(joinedload(Quotation.speaker))).all()
    return {
        "file": f"{article.id}.txt",
        "text_sha256": article.text_sha256,
        "text": article.text,
        "quotations": [row.record | {"evidence": row.evidence} for row in rows],
        "not_quotations": rejected_spans(session, article),
        "aliases": _aliases(session, rows),
    }


def _aliases(session: Session, rows: Sequence[Quotation]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows:
        name = (row.record["speaker"] or {}).get("name")
        if name and name not in found and row.speaker is not None:
            forms = select(SpeakerAlias.form).where(SpeakerAlias.speaker_id == row.speaker_id)
            found[name] = sorted({*session.scalars(forms), row.speaker.name} - {name})
    return {name: others for name, others in found.items() if others}
