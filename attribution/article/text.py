"""The text of an article: validation and paragraphs."""

from __future__ import annotations

import re
from itertools import pairwise

from ..errors import InvalidText
from ..model import Span
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
WRAPPED_WIDTH = 100  # a text with longer lines is not hard-wrapped
SLACK = 4  # characters that a line may be shorter than the width, as programs that wrap differ


def _is_hard_wrapped(text: str) -> bool:
    """Whether lines are broken at a fixed width, in mid-sentence, and blank lines separate paragraphs.

    Lines that end elsewhere are paragraphs of their own: a time, a byline, an item of a list.
    """
    blocks = [block.strip("\n").split("\n") for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))]
    inner = [(line.rstrip(), after) for block in blocks for line, after in pairwise(block)]
    width = max((len(line) for block in blocks for line in block), default=0)
    if len(blocks) < 2 or len(inner) < 3 or width > WRAPPED_WIDTH:
        return False
    running = sum(not line.endswith((".", "!", "?", ":", "”", '"', "’")) for line, _ in inner)
    full = sum(len(line) + len((after.split(maxsplit=1) or [""])[0]) >= width - SLACK for line, after in inner)
    return running >= 0.6 * len(inner) and full >= 0.8 * len(inner)


def paragraphs(text: str) -> list[Span]:
    """The paragraphs in order, without surrounding whitespace. Each line is one unless the text is hard-wrapped."""
    found = []
    pattern = re.compile(r"(?:[^\n\r]|\r?\n(?![ \t]*\r?\n|$))+") if _is_hard_wrapped(text) else LINE
    for match in pattern.finditer(text):
        start, end = match.span()
        piece = match.group()
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if start < end:
            found.append(Span(start, end))
    return found
