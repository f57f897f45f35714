"""The paragraphs and passages of a text, read once for the role network and for the engine."""

from __future__ import annotations

from functools import lru_cache

from ..model import Span
from .passages import Passage, find_passages
from .text import paragraphs

KEPT = 8  # texts: the network has just read what the engine reads next


@lru_cache(maxsize=KEPT)
def read_marks(text: str) -> tuple[list[Span], list[Passage]]:
    """The paragraphs and the marked passages of an article. The lists are shared: nobody may change them."""
    blocks = paragraphs(text)
    return blocks, find_passages(text, blocks)
