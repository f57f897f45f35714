"""An engine for load: what stands in quotation marks is quoted, and whoever stands before "said" said it."""

from __future__ import annotations

import re

from attribution import Evidence, Mention, Quotation, QuotationType, Span, Speaker
from attribution.model import SpeakerKind, quotation_id, text_digest

SAID = re.compile(r"“([^”]*)” ([A-Z]\w+ [A-Z]\w+) said")


def attribute(text: str) -> list[Quotation]:
    """The quotations of a text."""
    digest = text_digest(text)
    found = []
    for match in SAID.finditer(text):
        spans = (Span(*match.span(1)),)
        found.append(
            Quotation(
                id=quotation_id(digest, spans),
                type=QuotationType.DIRECT,
                text=match[1],
                spans=spans,
                quoted=spans,
                cue=None,
                mention=Mention(match[2], *match.span(2)),
                speaker=Speaker(match[2], SpeakerKind.PERSON),
                reported_by=None,
                confidence=0.9,
                evidence=Evidence("marks", (match[2],)),
            )
        )
    return found
