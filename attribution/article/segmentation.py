"""The structure and the quoted passages of a text, which are read before it is parsed."""

from __future__ import annotations

from typing import NamedTuple

from ..model import Span
from .blocks.list_items import without_bullets
from .blocks.structure import Structure, read_structure
from .frames import Frames
from .passages import Passage, find_passages
from .text import paragraphs


class Segments(NamedTuple):
    """A text and what it divides into. Tokenizer, role network and article take the same value.

    ``frames`` keeps the frames of the verbs between these passages once the text is parsed.
    """

    text: str
    paragraphs: list[Span]
    passages: list[Passage]
    structure: Structure
    frames: Frames


def segment(text: str) -> Segments:
    """The paragraphs, the quoted passages and the structure of a text."""
    lines = paragraphs(text)
    words = without_bullets(text, lines)
    passages = find_passages(text, words)
    return Segments(text, words, passages, read_structure(text, lines, words), Frames(passages))
