"""The text of an article: validation, paragraphs and datelines."""

from __future__ import annotations

import re

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


def _is_hard_wrapped(text: str) -> bool:
    """Whether lines are broken at a fixed width: blank lines separate paragraphs, and most lines end mid-sentence."""
    blocks = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))
    inner = [line for block in blocks for line in block.strip("\n").split("\n")[:-1]]
    if len(blocks) < 2 or len(inner) < 3 or max(map(len, inner)) > WRAPPED_WIDTH:
        return False
    running = sum(not line.rstrip().endswith((".", "!", "?", ":", "”", '"', "’")) for line in inner)
    return running >= 0.6 * len(inner)


# "LIMA, Peru, March 14 (Example Wire) - ": where and when a report was filed. Not part of its first sentence.
DATELINE = re.compile(
    r"[A-Z][A-Z .'’\-]{2,30}(?:, ?[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}){0,2}"
    r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}|, \d{1,2} [A-Z][a-z]+ \d{4})?"
    r"(?: ?\([^()\n]{2,40}\))? ?(?:--|[—–-]) "
)


def dateline_ends(text: str, blocks: list[Span]) -> list[int]:
    """The offsets after each dateline in the first paragraphs, where a sentence begins."""
    found = (DATELINE.match(text, block.start, block.end) for block in blocks[:12])
    return [match.end() for match in found if match]


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
