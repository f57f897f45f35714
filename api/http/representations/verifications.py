"""Verifications in JSON: the question, the findings, and the quotations that they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from api.operations.verification import Verification
from api.store import QuoteView
from api.verification.matching import Match
from api.wording.positions import located
from api.wording.variants import Variant
from attribution.model import Span

from .linked_data import selectors
from .records import quote_record, timestamp
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
    return match_record(match, passages, spans) | {
        "by_speaker": match.statement.said_by(verification.meant),
        "link": link(quote.url, passages) if quote.url is not None else None,
        "selectors": [selectors(text, span) for span in spans],
        "quote": quote_record(quote, ("article",)),
    }


def match_record(match: Match[Any], passages: Sequence[str], spans: Sequence[Span]) -> dict[str, Any]:
    """What is found at a place: the words there, and how they differ from those that are asked for."""
    return {
        "finding": match.finding.value,
        "method": match.method.value,
        "text": " ".join(passages),
        "spans": [span._asdict() for span in spans],
    } | comparison_record(match)


def comparison_record(compared: Match[Any] | Variant) -> dict[str, Any]:
    """How words differ from those of a quotation, and what of it they leave out."""
    return {
        "score": round(compared.score, 4),
        "differences": [
            {
                "change": difference.change.value,
                "asked": difference.asked,
                "printed": difference.printed,
                "kinds": [kind.value for kind in difference.kinds],
            }
            for difference in compared.differences
        ],
        "cut": {"before": compared.cut.before, "after": compared.cut.after} if compared.cut is not None else None,
        "turns": [turn.value for turn in compared.turns],
    }


def _plain(value: object) -> object:
    return timestamp(value) if isinstance(value, datetime) else value
