"""Images of quotations: all that a record shows, as the view ``quotation_image`` writes it for the triggers."""

from __future__ import annotations

from typing import Any

from orjson import loads

from ..views import QuoteView

# The elements of an image in their order. Images are kept: new elements go to the end, with a migration that makes
# the view anew, and are ``None`` in older images.
ELEMENTS = (
    "number", "id", "position", "type", "text", "spans_json", "quoted_json",
    "cue_text", "cue_lemma", "cue_start", "cue_end", "mention_text", "mention_start", "mention_end",
    "confidence", "rule", "chain_json", "reason", "factors_json", "updated",
    "speaker_id", "speaker_name", "speaker_kind", "speaker_description", "speaks_for",
    "reporter_id", "reporter_name", "reporter_kind",
    "article_id", "source_id", "source_name", "url", "title", "published", "text_sha256",
)  # fmt: skip
_ALL_NONE: dict[str, Any] = dict.fromkeys(QuoteView._fields)


def view(image: str) -> QuoteView:
    """The quotation that an image shows."""
    shown: dict[str, Any] = dict(zip(ELEMENTS, loads(image), strict=False))
    return QuoteView(**(_ALL_NONE | shown))
