"""Read the marks of other languages around a passage («so», „so“, ”so”, 「so」, ``so'') as curly English ones.

The pipeline has learnt from English print, and the blanks that French sets within its marks belong to no passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .marks import FILLER, OPENING, SINGLE_OPENING, normalize_typed_marks
from .passages import Passage, find_passages
from .replacements import Replacement
from .text import paragraphs

FOREIGN = re.compile(rf"[{OPENING[1:]}{SINGLE_OPENING[1:]}]|``|''|´´|‘‘|’’|‘’|(?<!\S)”(?=\w)")
DOUBLE, SINGLE = ("“", "”"), ("‘", "’")
ENGLISH = frozenset("“”‘’\"'")


def foreign_marks(text: str) -> list[Replacement]:
    """The marks around closed passages that are not English, with the blanks within them, each as the English one."""
    if not FOREIGN.search(text):
        return []
    typed = normalize_typed_marks(text)
    return [
        mark
        for passage in find_passages(text, paragraphs(text))
        if passage.closed and _is_foreign(text, passage)
        for mark in _marks(typed, passage)
    ]


def _is_foreign(text: str, passage: Passage) -> bool:
    """Whether the marks of a passage are not those of English in their places: “so”, ‘so’ or straight ones."""
    opening = text[passage.outer.start : passage.start].strip()
    closing = text[passage.end : passage.outer.end].strip()
    return not (opening in ENGLISH and closing in ENGLISH) or opening in "”’" or closing in "“‘"


def _marks(text: str, passage: Passage) -> Iterator[Replacement]:
    """The opening mark of each span of a passage, and its closing mark."""
    opening, closing = SINGLE if passage.single else DOUBLE
    for span in passage.spans:
        mark = span.start - 1
        while text[mark].isspace():
            mark -= 1
        yield Replacement(mark - (text[mark - 1 : mark] == FILLER), span.start, opening)
    if passage.has_closing_mark:
        yield Replacement(passage.end, passage.outer.end, closing)
