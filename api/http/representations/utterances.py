"""Utterances in JSON: what was said once, with its wordings."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from api.store import Page
from api.store.utterances.utterances import UtteranceDetail, UtteranceView, WordingView
from api.wording.variants import Loss

from .records import quote_record, timestamp
from .verifications import comparison_record


def utterance_page(page: Page[UtteranceView]) -> dict[str, Any]:
    """A page of utterances."""
    return {"data": [_utterance(view) for view in page.items], "next_cursor": page.next_cursor}


def utterance_record(detail: UtteranceDetail) -> dict[str, Any]:
    """An utterance with its wordings."""
    return _utterance(detail.utterance) | {"wordings": [_wording(wording) for wording in detail.wordings]}


def variants_record(detail: UtteranceDetail | None) -> dict[str, Any]:
    """The utterance of a quotation, if it belongs to one."""
    return {"utterance": utterance_record(detail) if detail is not None else None}


def _utterance(view: UtteranceView) -> dict[str, Any]:
    first_seen = view.first_seen
    return {
        "id": view.id,
        "speaker": asdict(view.speaker),
        "text": view.text,
        "first_seen": timestamp(first_seen) if first_seen is not None else None,
        "sources": [asdict(source) for source in view.sources],
        "quote_count": view.quotations,
        "wording_count": view.wordings,
        **_losses(view.losses),
    }


def _wording(wording: WordingView) -> dict[str, Any]:
    return {
        "text": wording.text,
        "quote_count": wording.quotations,
        **_losses(wording.variant.losses),
        **comparison_record(wording.variant),
        "quotes": [quote_record(quote, ("article",)) for quote in wording.quotes],
    }


def _losses(losses: Loss) -> dict[str, bool]:
    return {"loses_negation": Loss.NEGATION in losses, "loses_number": Loss.NUMBER in losses}
