"""Checks of drafts in JSON: each quotation with the finding, and the place that bears it out."""

from __future__ import annotations

from typing import Any

from api.operations.checking import DraftCheck, Origin
from api.store import QuoteView
from api.verification.drafts import Checked
from api.verification.matching import Match
from api.wording.positions import located
from attribution import Quotation, to_record

from .check_messages import message
from .records import quote_record
from .text_fragments import link
from .verifications import match_record


def check_record(check: DraftCheck) -> dict[str, Any]:
    """A check of a draft."""
    return {
        "id": None,
        "verdict": check.judgement.value,
        "text_sha256": check.text_sha256,
        "quotations": [_item(item, check) for item in check.items],
        "sources": [
            {
                "name": source.name,
                "kind": source.kind.value,
                "text_sha256": source.text_sha256,
                "quotations": source.quotations,
            }
            for source in check.sources
        ],
    }


def _item(item: Checked[Origin], check: DraftCheck) -> dict[str, Any]:
    record = {
        "verdict": item.judgement.value,
        "finding": item.verdict.finding.value,
        "findings": [finding.value for finding in item.verdict.findings],
        "asked": item.asked,
        "matches": [_match(match, item.quotation, check) for match in item.verdict.matches],
        "quotation": to_record(item.quotation),
    }
    return record | {"message": message(record)}


def _match(match: Match[Origin], quotation: Quotation, check: DraftCheck) -> dict[str, Any]:
    origin = match.statement.origin
    if isinstance(origin, QuoteView):
        text, speaker = check.texts[origin.article_id], origin.speaker.name if origin.speaker is not None else None
    else:
        text, speaker = check.sources[origin.source].transcript.text, origin.speaker
    spans = list(located(origin.spans, match.start, match.end))
    passages = [text[span.start : span.end] for span in spans]
    shared = match_record(match, passages, spans)
    if isinstance(origin, QuoteView):
        address = link(origin.url, passages) if origin.url is not None else None
        return shared | {
            "speaker": speaker, "source": None, "time": None, "link": address,
            "quote": quote_record(origin, ("article",)),
        }  # fmt: skip
    source = check.sources[origin.source]
    time = source.transcript.time_at(spans[0].start) if spans else None
    return shared | {"speaker": speaker, "source": source.name, "time": time, "link": None, "quote": None}
