"""Exact matches of spans: the strictest scores, and those that are usually published."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Span
from .entries import Entry
from .figures import Figure

ROLES = ("source", "cue", "content")


def exact(text: str, gold: Sequence[Entry], predicted: Sequence[Entry]) -> dict[str, Figure]:
    """The exact matches of spans per role, without duplicates.

    Spaces and punctuation at the edges are ignored; each span of a discontinuous part counts separately.
    """
    out = {}
    for role in ROLES:
        wanted = {strip_edges(text, span) for entry in gold for span in _part(entry, role)}
        given = {strip_edges(text, span) for entry in predicted for span in _part(entry, role)}
        both = len(wanted & given)
        out[role] = Figure(len(wanted), both, len(given), both)
    return out


def strip_edges(text: str, span: Span) -> Span:
    """The span without leading and trailing characters other than letters and digits."""
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end)


def _part(entry: Entry, role: str) -> tuple[Span, ...]:
    return {"source": entry.mention, "cue": entry.cue, "content": entry.spans}[role]
