"""Headings: the headline of an article, and the heads of its sections."""

from __future__ import annotations

import re

from ...language.lexicon import words
from ...language.name_key import key
from ...model import Span
from .block import Block, BlockKind

MAX_LENGTH = 160  # characters of a heading
MAX_SECTION = 90  # characters of the head of a section
LONGER = 1.5  # how much longer than a heading the paragraph below it is
INLINE = re.compile(r"[A-Z][A-Z’'-]+(?:[ ,&]{1,2}[A-Z][A-Z’'-]+){0,4}:(?= \S)")
MIN_LABELS = 2  # labels in capitals that make them heads of sections
ENDS = re.compile(r"[.,:;][”\"’')\]]*$")  # how a sentence of prose ends, or a line that goes on
MAX_END = 4  # characters of a stop and marks
STOPS = ".!?:;,…”\"’')]"


def section_labels(text: str, paragraphs: list[Span]) -> dict[int, Block]:
    """The heads in capitals that stand before the paragraphs of a section, by number of the paragraph.

    A single one is no head unless its word says so: "PENCE: ...", but "UPDATE: ...".
    """
    found = {n: match for n, line in enumerate(paragraphs) if (match := INLINE.match(text, *line))}
    several = len({match[0] for match in found.values()}) >= MIN_LABELS
    return {
        number: Block(BlockKind.SECTION_LABEL, *match.span())
        for number, match in found.items()
        if several or key(match[0].rstrip(":").split()[-1]) in words("label_heads")
    }


def heading(text: str, line: Span, following: Span | None, *, first: bool, below: bool = False) -> Block | None:
    """The heading that a paragraph is; ``first`` if it is the first one of the article.

    ``following`` is the next paragraph of the article; if there is none, ``below`` tells that enough of it came before.
    """
    length = line.end - line.start
    if length > (MAX_LENGTH if first else MAX_SECTION):
        return None
    if following is None:  # below the article: the headings of others, or a shout of the page
        return Block(BlockKind.SECTION_HEAD, *line) if below and _is_unended(text, line) else None
    if first and not ENDS.search(text, max(line.start, line.end - MAX_END), line.end):
        return Block(BlockKind.HEADLINE, *line)
    if not _is_unended(text, line) or following.end - following.start < LONGER * length:
        return None
    return Block(BlockKind.SECTION_HEAD, *line)


def _is_unended(text: str, line: Span) -> bool:
    """Whether a line begins with a capital and ends without a stop."""
    return text[line.end - 1] not in STOPS and not text[line.start].islower()
