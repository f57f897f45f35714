"""Quotations as they were: kept as JSON beside an article's earlier text, and read back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attribution.model import Cue, Evidence, Mention, QuotationType, Reason, Span, SpeakerKind

from .models import ArticleRevision
from .views import ArticleRef, QuoteView, SpeakerRef


def record(quote: QuoteView) -> dict[str, Any]:
    """All that is the quotation's own."""
    cue, mention, evidence = quote.cue, quote.mention, quote.evidence
    return {
        "id": quote.id,
        "type": quote.type.value,
        "text": quote.text,
        "spans": [[span.start, span.end] for span in quote.spans],
        "quoted": [[span.start, span.end] for span in quote.quoted],
        "cue": cue and [cue.text, cue.lemma, cue.start, cue.end],
        "mention": mention and [mention.text, mention.start, mention.end],
        "speaker": _speaker_record(quote.speaker),
        "reported_by": _speaker_record(quote.reported_by),
        "confidence": quote.confidence,
        "evidence": [evidence.rule, list(evidence.chain), evidence.reason and evidence.reason.value],
    }


def quotes(row: ArticleRevision, article: ArticleRef) -> tuple[QuoteView, ...]:
    """The quotations of an earlier revision."""
    return tuple(_view(kept, position, row, article) for position, kept in enumerate(row.quotations))


def _view(kept: dict[str, Any], position: int, row: ArticleRevision, article: ArticleRef) -> QuoteView:
    rule, chain, reason = kept["evidence"]
    return QuoteView(
        id=kept["id"],
        article=article,
        position=position,
        type=QuotationType(kept["type"]),
        text=kept["text"],
        spans=_spans(kept["spans"]),
        quoted=_spans(kept["quoted"]),
        cue=Cue(*kept["cue"]) if kept["cue"] else None,
        mention=Mention(*kept["mention"]) if kept["mention"] else None,
        speaker=_speaker(kept["speaker"]),
        reported_by=_speaker(kept["reported_by"]),
        confidence=kept["confidence"],
        evidence=Evidence(rule, tuple(chain), Reason(reason) if reason else None),
        updated_at=row.revised_at,
    )


def _spans(pairs: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def _speaker_record(speaker: SpeakerRef | None) -> list[str] | None:
    return [speaker.id, speaker.name, speaker.kind.value] if speaker else None


def _speaker(kept: list[str] | None) -> SpeakerRef | None:
    return SpeakerRef(kept[0], kept[1], SpeakerKind(kept[2])) if kept else None
