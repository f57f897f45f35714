"""Read past what Markdown and wikis print within a sentence: emphasis, the addresses of links, the numbers of notes.

What emphasises a paragraph or the name that opens one stays, as it tells headings and the labels of speakers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .marks import OPENING, STRAIGHT
from .replacements import Replacement

LINK = re.compile(r"(?<!!)(\[)(?=[^\s\[\]])[^\[\]\n]{1,200}(\]\((?:https?://|www\.|/|mailto:)[^\s()]*\))")
NOTE = re.compile(r"(?<=[\w.,;:!?”\"’')\]])\[(?:\d{1,3}|citation needed)\]")
# From a blank, a bracket or a mark to one, so that a name with underscores or "f**k" has none.
EMPHASIS = re.compile(
    r"(?<![^\s(\[“\"‘'«—–-])(?P<mark>\*{1,3}|_{1,3})(?=[^\s*_])(?P<words>[^*_\n]*[^\s*_])(?P=mark)"
    r"(?![^\s)\].,;:!?”\"’'»…—–-])"
)
IN_SENTENCE = re.compile(r"(?:,|[’']s\b)? +[^\W\d_A-Z]|[’']s\b")  # what follows a name that opens a sentence


def light_markup(text: str) -> list[Replacement]:
    """The marks of emphasis, links and notes within sentences, each as nothing."""
    return [Replacement(start, end, "") for start, end in sorted({*_links(text), *_notes(text), *_emphasis(text)})]


def _links(text: str) -> Iterator[tuple[int, int]]:
    if "](" in text:
        for found in LINK.finditer(text):
            yield from (found.span(1), found.span(2))


def _notes(text: str) -> Iterator[tuple[int, int]]:
    if "[" in text:
        yield from (found.span() for found in NOTE.finditer(text))


def _emphasis(text: str) -> Iterator[tuple[int, int]]:
    if "*" not in text and "_" not in text:
        return
    for found in EMPHASIS.finditer(text):
        if not _tells_structure(text, found):
            yield found.start(), found.start("words")
            yield found.end("words"), found.end()


def _tells_structure(text: str, found: re.Match[str]) -> bool:
    """Whether a paragraph is emphasised as a whole, other than a passage in italics, or begins with a name in bold."""
    start, end = found.span()
    if start and text[start - 1] not in "\r\n":
        return False
    if end == len(text) or text[end] in "\r\n":
        return len(found["mark"]) > 1 or found["words"][0] not in OPENING + STRAIGHT
    return len(found["mark"]) > 1 and not IN_SENTENCE.match(text, end)
