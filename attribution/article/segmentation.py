"""The paragraphs and the quoted passages of a text, which are read before it is parsed."""

from __future__ import annotations

from typing import NamedTuple

from ..model import Span
from .passages import Passage, find_passages
from .text import paragraphs


class Segments(NamedTuple):
    """A text and what it divides into. Tokenizer, role network and article take the same value."""

    text: str
    paragraphs: list[Span]
    passages: list[Passage]


def segment(text: str) -> Segments:
    """The paragraphs and the quoted passages of a text."""
    blocks = paragraphs(text)
    return Segments(text, blocks, find_passages(text, blocks))
