"""Paragraphs that are emphasised as a whole, by the marks that extractors leave: "**Why now?**", "_By Ana Lopez_"."""

from __future__ import annotations

import re

from ...model import Span

OPENING = re.compile(r"(\*{1,3}|_{1,3})(?=[^\s*_])")


def emphasis(text: str, line: Span) -> str:
    """The mark that encloses a whole paragraph; "" if none does."""
    found = OPENING.match(text, *line)
    if found is None or line.end - line.start <= 2 * len(found[0]) or not text.endswith(found[0], *line):
        return ""
    return found[0]


def without_emphasis(text: str, line: Span) -> Span:
    """A paragraph without the mark that encloses it."""
    size = len(emphasis(text, line))
    return Span(line.start + size, line.end - size)
