"""Words of a draft in quotation marks that no quotation has: a lock must not pass over them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from api.wording.words import words
from attribution.article.marks import FILLER, normalize_typed_marks, pair_marks
from attribution.model import Evidence, Quotation, QuotationType, Reason, Span, quotation_id, text_digest

LEAST_WORDS = 3  # of a passage; shorter ones are mostly titles, names and single words
_PARAGRAPH = re.compile(r"[^\n]+")


def unattributed(text: str, quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    """The passages in quotation marks outside of all quotations, as quotations without a speaker."""
    taken = sorted((span.start, span.end) for quotation in quotations for span in quotation.spans)
    ends = list(accumulate((end for _, end in taken), max))  # the furthest end of a span and those before it
    readable, digest = normalize_typed_marks(text), text_digest(text)
    for paragraph in _PARAGRAPH.finditer(readable):
        for marks in pair_marks(readable, *paragraph.span()):
            if marks.opening is None or marks.closing is None:
                continue
            end = marks.closing - readable.endswith(FILLER, marks.opening, marks.closing)  # of a mark typed as two
            span = Span(marks.opening + 1, end)
            before = bisect_left(taken, (span.end,))
            covered = before > 0 and ends[before - 1] > span.start
            if not covered and len(words(text[span.start : span.end])) >= LEAST_WORDS:
                yield _quotation(text, digest, span)


def _quotation(text: str, digest: str, span: Span) -> Quotation:
    return Quotation(
        id=quotation_id(digest, (span,)),
        type=QuotationType.MIXED,
        text=text[span.start : span.end],
        spans=(span,),
        quoted=(span,),
        cue=None,
        mention=None,
        speaker=None,
        reported_by=None,
        confidence=0.0,
        evidence=Evidence("unattributed", reason=Reason.NO_CUE),
    )
