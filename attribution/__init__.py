"""Saidby's attribution engine: finds the quotations of an article and their speakers.

Importing this package is cheap; spaCy is loaded by the first call that needs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import AttributionError, InvalidText, PipelineNotFound
from .model import (
    Cue,
    Evidence,
    Factor,
    Factuality,
    Mention,
    Quotation,
    QuotationType,
    Reason,
    Span,
    Speaker,
    SpeakerKind,
    from_record,
    text_digest,
    to_record,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = [
    "AttributionError", "Cue", "Evidence", "Factor", "Factuality", "InvalidText", "Mention", "PipelineNotFound",
    "Quotation", "QuotationType", "Reason", "Span", "Speaker", "SpeakerKind", "attribute", "attribute_text",
    "from_record", "text_digest", "to_record",
]  # fmt: skip


def attribute(doc: Doc) -> list[Quotation]:
    """The quotations of a parsed article, in order of their first span. Pure: no I/O, no state on the Doc."""
    from .article.article import Article
    from .engine import attribute as run

    return run(Article.of(doc))


def attribute_text(text: str) -> list[Quotation]:
    """The quotations of an article, which is parsed with the bundled pipeline or that in ``SAIDBY_PIPELINE``.

    Character references ("&quot;"), mojibake, lost marks (U+FFFD) and other odd characters in the text are read as what
    they stand for, what does not print and marks of Markdown within a sentence as nothing, line breaks of a wrapped
    paragraph and odd blanks as spaces, and guillemets as curly marks; offsets refer to the text as it was sent.

    Raises ``InvalidText`` if the text cannot be an article (empty, too long, not encodable, HTML or XML), and
    ``PipelineNotFound`` if there is no such pipeline.
    """
    from .article.readings import readings
    from .article.text import check
    from .as_sent import as_sent
    from .engine import attribute as run
    from .parsing import parsed

    check(text)
    steps = readings(text)
    with parsed(steps[-1].text if steps else text) as article:
        found = run(article)
    return as_sent(found, steps, text) if steps else found
