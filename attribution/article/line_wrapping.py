"""Find the line breaks at which a program wrapped the lines of a paragraph: they stand for spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from .replacements import Replacement

WIDTHS = range(30, 121)  # characters of the longest line of a text that is wrapped
MIN_BREAKS = 2  # wrapped lines that go on in lower case, which tell that a text is wrapped
GOING_ON = 0.4  # the share of the full lines that go on in lower case, at least
FULL = 0.6  # the share of the lines that go on in lower case which are full, at least
LOOSE = 0.85  # of the width: where lines end that were wrapped by their printed width, not by characters
HALF = 0.5  # of the width: a shorter line ends because its author ended it
LINE = re.compile(r"[^\n\r]+")
BLANKS = " \t"
SENTENCE_END = re.compile(r"[.!?:…][\"”’'»)\]]*$")


class _Line(NamedTuple):
    """A line with text: ``start`` and ``end`` are offsets without the blanks around it, ``left`` is where it begins."""

    left: int
    start: int
    end: int
    right: int


class _Break(NamedTuple):
    """A break between two lines with text, with what decides whether it is wrapped.

    ``length`` is that of the line before it; ``needed`` is what that line would have with the next word.
    """

    start: int
    end: int
    length: int
    needed: int
    lower: bool
    ends_sentence: bool
    indented: bool


def wrapped_breaks(text: str) -> list[Replacement]:
    """The line breaks, with the blanks around them, that stand for a space; none if the text is not wrapped.

    A line is full if the next word did not fit. In a text that a program wrapped, all lines of a paragraph but its last
    are full, and most of the next lines go on in lower case. A break after the end of a sentence and before a capital
    is only one if the line is full to the character, as it may as well end a paragraph.
    """
    lines = list(_lines(text))
    width = max((line.end - line.left for line in lines), default=0)
    if width not in WIDTHS:
        return []
    margin = min(line.start - line.left for line in lines)
    breaks = [_break(text, *pair, margin) for pair in pairwise(lines) if _are_neighbours(text, *pair)]
    if not _are_wrapped(breaks, width):
        return []
    return [Replacement(at.start, at.end, " ") for at in breaks if _is_wrapped(at, width)]


def _lines(text: str) -> Iterator[_Line]:
    for match in LINE.finditer(text):
        printed = match[0].strip(BLANKS)
        start = match.start() + len(match[0]) - len(match[0].lstrip(BLANKS))
        if printed:
            yield _Line(match.start(), start, start + len(printed), match.end())


def _are_neighbours(text: str, line: _Line, after: _Line) -> bool:
    """Whether one line break is between two lines."""
    return text[line.right : after.left] in ("\n", "\r\n", "\r")


def _break(text: str, line: _Line, after: _Line, margin: int) -> _Break:
    length = line.end - line.left
    word = text.find(" ", after.start, after.end)
    return _Break(
        start=line.end,
        end=after.start,
        length=length,
        needed=length + 1 + (word if word >= 0 else after.end) - after.start,
        lower=text[after.start].islower(),
        ends_sentence=SENTENCE_END.search(text, max(line.start, line.end - 5), line.end) is not None,
        indented=after.start - after.left > margin,
    )


def _are_wrapped(breaks: Sequence[_Break], width: int) -> bool:
    """Whether a program broke the lines: most full lines go on in lower case, and most that go on so are full."""
    full = [at for at in breaks if at.needed > LOOSE * width]
    lower = sum(at.lower for at in full)
    return (
        lower >= MIN_BREAKS
        and lower >= GOING_ON * sum(at.needed > width for at in full)
        and lower >= FULL * sum(at.lower for at in breaks)
    )


def _is_wrapped(at: _Break, width: int) -> bool:
    if at.lower:
        return at.length >= HALF * width and not (at.ends_sentence and at.needed <= LOOSE * width)
    return not at.indented and at.needed > (width if at.ends_sentence else LOOSE * width)
