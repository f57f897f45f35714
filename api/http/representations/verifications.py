"""Verifications in JSON: the question, the findings, and the quotations that they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from api.operations.verification import Verification
from api.store import QuoteView
from api.verification.matching import Match
from attribution.model import Span

from .linked_data import selectors
from .records import quote_record
from .text_fragments import link


def verification_record(verification: Verification) -> dict[str, Any]:
    """A verification."""
    verdict = verification.verdict
    return {
        "id": None,
        "finding": verdict.finding.value,
        "findings": [finding.value for finding in verdict.findings],
        "question": {name: _plain(value) for name, value in asdict(verification.question).items()},
        "reports": verification.reports._asdict(),
        "matches": [_match(match, verification) for match in verdict.matches],
        "searched": {name: _plain(value) for name, value in asdict(verification.coverage).items()},
        "asked_at": _plain(verification.asked_at),
        "engine": verification.engine,
        "version": verification.saidby,
        "compared_sha256": verification.compared,
    }


def _match(match: Match[QuoteView], verification: Verification) -> dict[str, Any]:
    quote = match.statement.origin
    text = verification.texts[quote.article_id]
    spans = list(located(quote.spans, match.start, match.end))
    passages = [text[span.start : span.end] for span in spans]
    by_speaker = None
    if verification.meant is not None:
        by_speaker = not match.statement.speakers.isdisjoint(verification.meant)
    return {
        "finding": match.finding.value,
        "score": round(match.score, 4),
        "by_speaker": by_speaker,
        "text": " ".join(passages),
        "spans": [span._asdict() for span in spans],
        "differences": [
            {
                "change": difference.change.value,
                "asked": difference.asked,
                "printed": difference.printed,
                "kinds": [kind.value for kind in difference.kinds],
            }
            for difference in match.differences
        ],
        "cut": {"before": match.cut.before, "after": match.cut.after} if match.cut is not None else None,
        "turns": [turn.value for turn in match.turns],
        "link": link(quote.url, passages) if quote.url is not None else None,
        "selectors": [selectors(text, span) for span in spans],
        "quote": quote_record(quote, ("article",)),
    }


def located(spans: tuple[Span, ...], start: int, end: int) -> Iterator[Span]:
    """Where a range of a quotation's text, in which a space joins its spans, stands in the article."""
    at = 0
    for span in spans:
        length = span.end - span.start
        first, last = max(start, at), min(end, at + length)
        if first < last:
            yield Span(span.start + first - at, span.start + last - at)
        at += length + 1


def _plain(value: object) -> object:
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else value
