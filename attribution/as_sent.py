"""Translate quotations of a readable text to the text as it was sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .article.replacements import Readable
from .model import Quotation, Span, quotation_id, text_digest


def as_sent(quotations: list[Quotation], steps: Sequence[Readable], text: str) -> list[Quotation]:
    """The quotations with offsets into ``text``, from which ``steps`` were made in order, and with its words."""
    digest = text_digest(text)
    return [_translated(quotation, steps, text, digest) for quotation in quotations]


def _translated(quotation: Quotation, steps: Sequence[Readable], text: str, digest: str) -> Quotation:
    def sent(start: int, end: int) -> Span:
        span = Span(start, end)
        for step in reversed(steps):
            span = step.sent(span)
        return span

    spans = tuple(sent(*span) for span in quotation.spans)
    cue, mention = quotation.cue, quotation.mention
    if cue is not None:
        start, end = sent(cue.start, cue.end)
        cue = replace(cue, text=text[start:end], start=start, end=end)
    if mention is not None:
        start, end = sent(mention.start, mention.end)
        mention = replace(mention, text=text[start:end], start=start, end=end)
    return replace(
        quotation,
        id=quotation_id(digest, spans, Span(cue.start, cue.end) if cue else None),
        text=" ".join(text[span.start : span.end] for span in spans),
        spans=spans,
        quoted=tuple(sent(*span) for span in quotation.quoted),
        cue=cue,
        mention=mention,
    )
