"""Spans to the letter: the strictest figures, and those that others publish."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Span
from .entries import Entry
from .figures import Figure

ROLES = ("source", "cue", "content")


def exact(text: str, gold: Sequence[Entry], predicted: Sequence[Entry]) -> dict[str, Figure]:
    """Per role how many spans are the gold's, each place counted once.

    Spaces and punctuation at a span's edges do not count; every span of a discontinuous part counts by itself.
    """
    out = {}
    for role in ROLES:
        wanted = {trimmed(text, span) for entry in gold for span in _part(entry, role)}
        given = {trimmed(text, span) for entry in predicted for span in _part(entry, role)}
        both = len(wanted & given)
        out[role] = Figure(len(wanted), both, len(given), both)
    return out


def trimmed(text: str, span: Span) -> Span:
    """The span without what is no letter or digit at its edges."""
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end)


def _part(entry: Entry, role: str) -> tuple[Span, ...]:
    return {"source": entry.mention, "cue": entry.cue, "content": entry.spans}[role]
