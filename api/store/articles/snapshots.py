"""Quotations as they were: kept as JSON beside an article's earlier text, and read back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from ..models import ArticleRevision
from ..views import ArticleRef, QuoteView, SpeakerRef


def record(quote: QuoteView) -> dict[str, Any]:
    """All that is the quotation's own."""
    cue, mention, evidence = quote.cue, quote.mention, quote.evidence
    return {
        "id": quote.id,
        "type": quote.type,
        "text": quote.text,
        "spans": [[span.start, span.end] for span in quote.spans],
        "quoted": [[span.start, span.end] for span in quote.quoted],
        "cue": cue and [cue.text, cue.lemma, cue.start, cue.end],
        "mention": mention and [mention.text, mention.start, mention.end],
        "speaker": _speaker_record(quote.speaker),
        "reported_by": _speaker_record(quote.reported_by),
        "confidence": quote.confidence,
        "evidence": [evidence.rule, list(evidence.chain), evidence.reason and evidence.reason.value],
        "factors": evidence.factors,
        "called": [quote.speaker_description, quote.speaks_for],
    }


def quotes(row: ArticleRevision, article: ArticleRef) -> tuple[QuoteView, ...]:
    """The quotations of an earlier revision."""
    return tuple(_view(kept, position, row, article) for position, kept in enumerate(row.quotations))


def _view(kept: dict[str, Any], position: int, row: ArticleRevision, article: ArticleRef) -> QuoteView:
    rule, chain, reason = kept["evidence"]
    cue_text, cue_lemma, cue_start, cue_end = kept["cue"] or (None, "", 0, 0)
    mention_text, mention_start, mention_end = kept["mention"] or (None, 0, 0)
    speaker_id, speaker_name, speaker_kind = kept["speaker"] or (None, "", "")
    description, speaks_for = kept.get("called", (None, None))  # as with factors
    reporter_id, reporter_name, reporter_kind = kept["reported_by"] or (None, "", "")
    return QuoteView(
        number=0,  # it has no place in lists any more
        id=kept["id"],
        position=position,
        type=kept["type"],
        text=kept["text"],
        spans_json=json.dumps(kept["spans"]),
        quoted_json=json.dumps(kept["quoted"]),
        cue_text=cue_text,
        cue_lemma=cue_lemma,
        cue_start=cue_start,
        cue_end=cue_end,
        mention_text=mention_text,
        mention_start=mention_start,
        mention_end=mention_end,
        confidence=kept["confidence"],
        rule=rule,
        chain_json=json.dumps(chain),
        reason=reason,
        factors_json=json.dumps(kept.get("factors", [])),  # what was kept before there were any has none
        updated=_kept(row.revised_at),
        speaker_id=speaker_id,
        speaker_name=speaker_name,
        speaker_kind=speaker_kind,
        speaker_description=description,
        speaks_for=speaks_for,
        reporter_id=reporter_id,
        reporter_name=reporter_name,
        reporter_kind=reporter_kind,
        article_id=article.id,
        source_id=article.source.id if article.source else None,
        source_name=article.source.name if article.source else None,
        url=article.url,
        title=article.title,
        published=_kept(article.published_at) if article.published_at is not None else None,
        text_sha256=article.text_sha256,
    )


def _kept(moment: datetime) -> str:
    """A moment as the database keeps it."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ")


def _speaker_record(speaker: SpeakerRef | None) -> list[str] | None:
    return [speaker.id, speaker.name, speaker.kind.value] if speaker else None
