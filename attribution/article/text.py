"""The text of an article: validation and paragraphs."""

from __future__ import annotations

import re

from ..errors import InvalidText
from ..model import Span
from .line_wrapping import wrapped_breaks
from .markup import is_markup

MAX_CHARACTERS = 1_000_000


def check(text: str) -> None:
    """Raise ``InvalidText`` if ``text`` cannot be an article. The text is never altered, so that offsets hold."""
    if not isinstance(text, str):
        raise InvalidText(f"the text must be a string, not {type(text).__name__}")
    if not text.strip():
        raise InvalidText("the text is empty")
    if len(text) > MAX_CHARACTERS:
        raise InvalidText(f"the text has {len(text):,} characters; at most {MAX_CHARACTERS:,} are read")
    if "\x00" in text:
        raise InvalidText(f"the text has a NUL character at offset {text.index(chr(0))}")
    try:
        text.encode("utf8")
    except UnicodeEncodeError as error:
        raise InvalidText(f"the text has a lone surrogate at offset {error.start}") from None
    if is_markup(text):
        raise InvalidText("the text is HTML or XML: send the article's text without tags")


def count_alphanumeric(text: str, span: Span) -> int:
    """The number of letters and digits in a span."""
    return sum(map(str.isalnum, text[span.start : span.end]))


LINE = re.compile(r"[^\n\r\u2028\u2029]+")


def paragraphs(text: str) -> list[Span]:
    """The paragraphs in order, without surrounding whitespace. Each line is one unless the lines are wrapped."""
    found: list[Span] = []
    wrapped = {(at.start, at.end) for at in wrapped_breaks(text)}
    for match in LINE.finditer(text):
        start, end = match.span()
        piece = match.group()
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if start >= end:
            continue
        if found and (found[-1].end, start) in wrapped:
            start = found.pop().start
        found.append(Span(start, end))
    return found
