"""The paragraphs and quoted passages of a text, cached because the role network and the engine both need them."""

from __future__ import annotations

from functools import lru_cache

from ..model import Span
from .passages import Passage, find_passages
from .text import paragraphs

CACHE_SIZE = 8  # texts; the engine asks for a text soon after the role network


@lru_cache(maxsize=CACHE_SIZE)
def segment(text: str) -> tuple[list[Span], list[Passage]]:
    """The paragraphs and the quoted passages of a text. The lists are cached: callers must not modify them."""
    blocks = paragraphs(text)
    return blocks, find_passages(text, blocks)
