"""Translate quotations of a readable text to the text as it was sent."""

from __future__ import annotations

from dataclasses import replace

from .article.replacements import Readable
from .model import Quotation, Span, quotation_id, text_digest


def as_sent(quotations: list[Quotation], read: Readable, text: str) -> list[Quotation]:
    """The quotations with offsets into ``text``, from which ``read`` was made, and with the words that it prints."""
    digest = text_digest(text)
    return [_translated(quotation, read, text, digest) for quotation in quotations]


def _translated(quotation: Quotation, read: Readable, text: str, digest: str) -> Quotation:
    def sent(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(Span(read.sent(span.start), read.sent(span.end)) for span in spans)

    spans, cue, mention = sent(quotation.spans), quotation.cue, quotation.mention
    if cue is not None:
        start, end = read.sent(cue.start), read.sent(cue.end)
        cue = replace(cue, text=text[start:end], start=start, end=end)
    if mention is not None:
        start, end = read.sent(mention.start), read.sent(mention.end)
        mention = replace(mention, text=text[start:end], start=start, end=end)
    return replace(
        quotation,
        id=quotation_id(digest, spans, Span(cue.start, cue.end) if cue else None),
        text=" ".join(text[span.start : span.end] for span in spans),
        spans=spans,
        quoted=sent(quotation.quoted),
        cue=cue,
        mention=mention,
    )
