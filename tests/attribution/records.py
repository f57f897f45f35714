"""What holds of the record of every quotation, whatever the text."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

from attribution import Quotation, QuotationType, Span, text_digest, to_record
from attribution.model import quotation_id


def check_record(text: str, quotation: Quotation) -> None:
    """What the record promises of its offsets and its text."""
    spans, quoted = quotation.spans, quotation.quoted
    assert spans
    for span in (*spans, *quoted):
        assert 0 <= span.start < span.end <= len(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert quotation.text == " ".join(text[s.start : s.end] for s in spans)
    cue = quotation.cue and Span(quotation.cue.start, quotation.cue.end)
    assert quotation.id == quotation_id(text_digest(text), spans, cue)
    for printed in (quotation.cue, quotation.mention):
        assert printed is None or text[printed.start : printed.end] == printed.text != ""
    assert 0 <= quotation.confidence <= 1
    assert (quotation.speaker is None) == (quotation.evidence.reason is not None)
    assert quotation.speaker is None or quotation.speaker.name.strip()
    assert quoted or quotation.type not in (QuotationType.DIRECT, QuotationType.MIXED)
    assert not quoted or quotation.type != QuotationType.INDIRECT
    assert quotation.evidence.rule
    record: dict[str, Any] = to_record(quotation)
    assert json.loads(json.dumps(record, allow_nan=False)) == record
