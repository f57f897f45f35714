"""Corrected articles as gold for the evaluation: the record's form, with what humans said in place of the engine's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, undefer

from ..identity.tables import Correction
from ..models import Article, Quotation, SpeakerAlias
from ..speakers.amending import applied_none, pinned_articles


def records(session: Session) -> Iterator[dict[str, Any]]:
    """One record per article that a human corrected, in order of identifiers.

    What is not corrected counts as right: a human who corrects an article has read it. ``not_quotations`` are the
    passages said to be none; ``aliases`` are the other names of its speakers in the archive.
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
        "quotations": [_quotation(row) for row in rows],
        "not_quotations": applied_none(session, article),
        "aliases": _aliases(session, rows),
    }


def _quotation(row: Quotation) -> dict[str, Any]:
    return {
        "id": row.id,
        "type": row.type,
        "text": row.text,
        "spans": _spans(row.spans),
        "quoted": _spans(row.quoted),
        "cue": _part(row.cue_text, row.cue_start, row.cue_end, lemma=row.cue_lemma),
        "mention": _part(row.mention_text, row.mention_start, row.mention_end),
        "speaker": _speaker(row),
        "reported_by": {"name": row.reported_by_name, "kind": row.reported_by_kind} if row.reported_by_name else None,
        "confidence": row.confidence,
        "evidence": {"rule": row.rule, "chain": row.chain, "reason": row.reason, "factors": _factors(row.factors)},
    }


def _speaker(row: Quotation) -> dict[str, Any] | None:
    if not row.speaker_name:
        return None
    called = {"description": row.speaker_description, "speaks_for": row.speaks_for}
    return {"name": row.speaker_name, "kind": row.speaker_kind, **called}


def _factors(pairs: list[tuple[str, float]]) -> list[dict[str, Any]]:
    return [{"name": name, "weight": weight} for name, weight in pairs]


def _spans(pairs: list[list[int]]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in pairs]


def _part(text: str | None, start: int | None, end: int | None, **more: str | None) -> dict[str, Any] | None:
    return {"text": text, **more, "start": start, "end": end} if text is not None else None


def _aliases(session: Session, rows: Sequence[Quotation]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.speaker_name and row.speaker_name not in found and row.speaker is not None:
            forms = select(SpeakerAlias.form).where(SpeakerAlias.speaker_id == row.speaker_id)
            others = {*session.scalars(forms), row.speaker.name} - {row.speaker_name}
            found[row.speaker_name] = sorted(others)
    return {name: others for name, others in found.items() if others}
