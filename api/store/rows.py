"""From rows to views of quotations, by one query and without the mapper: lists are read far more than written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from attribution.model import Cue, Evidence, Mention, QuotationType, Reason, Span, SpeakerKind

from .views import ArticleRef, QuoteView, SourceRef, SpeakerRef

_COLUMNS = """q.number, q.id, q.position, q.type, q.text, q.spans, q.quoted,
    q.cue_text, q.cue_lemma, q.cue_start, q.cue_end, q.mention_text, q.mention_start, q.mention_end,
    q.confidence, q.rule, q.chain, q.reason, q.updated_at,
    s.id, s.name, s.kind, r.id, r.name, r.kind,
    a.id, o.id, o.name, a.url, a.title, a.published_at, a.text_sha256"""
_QUERY = f"""SELECT {_COLUMNS} FROM quotation q JOIN article a ON a.id = q.article_id
    LEFT JOIN source o ON o.id = a.source_id
    LEFT JOIN speaker s ON s.id = q.speaker_id LEFT JOIN speaker r ON r.id = q.reported_by_id WHERE """
_read = json.JSONDecoder().raw_decode
_TYPES = {kind.value: kind for kind in QuotationType}
_KINDS = {kind.value: kind for kind in SpeakerKind}


def load(session: Session, condition: str, values: tuple[object, ...]) -> tuple[QuoteView, ...]:
    """The quotations ``q`` that meet the condition."""
    found = session.connection().exec_driver_sql(_QUERY + condition, values)
    return tuple(_view(row) for row in found.cursor.fetchall()) if found.cursor else ()


def numbered(session: Session, numbers: Sequence[int]) -> tuple[QuoteView, ...]:
    """The quotations with these numbers, in this order."""
    if not numbers:
        return ()
    marks = ", ".join("?" * len(numbers))
    found = session.connection().exec_driver_sql(f"{_QUERY}q.number IN ({marks})", tuple(numbers))
    by_number = {row[0]: _view(row) for row in (found.cursor.fetchall() if found.cursor else ())}
    return tuple(by_number[number] for number in numbers)


def _view(row: Sequence[Any]) -> QuoteView:
    (
        _, identifier, position, kind, text, spans, quoted,
        cue, lemma, cue_start, cue_end, mention, mention_start, mention_end,
        confidence, rule, chain, reason, updated_at,
        speaker_id, speaker, speaker_kind, reporter_id, reporter, reporter_kind,
        article_id, source_id, source, url, title, published_at, digest,
    ) = row  # fmt: skip
    return QuoteView(
        identifier,
        ArticleRef(
            article_id,
            SourceRef(source_id, source) if source_id is not None else None,
            url,
            title,
            _moment(published_at) if published_at is not None else None,
            digest,
        ),
        position,
        _TYPES[kind],
        text,
        tuple(Span(start, end) for start, end in _read(spans)[0]),
        tuple(Span(start, end) for start, end in _read(quoted)[0]),
        Cue(cue, lemma, cue_start, cue_end) if cue is not None else None,
        Mention(mention, mention_start, mention_end) if mention is not None else None,
        SpeakerRef(speaker_id, speaker, _KINDS[speaker_kind]) if speaker_id is not None else None,
        SpeakerRef(reporter_id, reporter, _KINDS[reporter_kind]) if reporter_id is not None else None,
        confidence,
        Evidence(rule, tuple(_read(chain)[0]), Reason(reason) if reason else None),
        _moment(updated_at),
    )


def _moment(kept: str) -> datetime:
    return datetime.fromisoformat(kept).replace(tzinfo=UTC)
