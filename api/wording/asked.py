"""A quotation as somebody asks about it: its words, with the places where words are left out or put in.

By convention an ellipsis ("...", "…", "[...]") says that words are left out, and square brackets that words are put in
or changed ("[The minister] will resign", "[T]he bridge", "he hope[d]"); "[sic]" says nothing of the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .word import Word
from .words import words

MOST_BRACKETED = 8  # words of the original that a bracket may stand for
_GAP = re.compile(
    r"(?P<left_out>[\[(]\s*(?:\.(?:\s?\.){1,3}|…+)\s*[\])]|\.(?:\s?\.){2,3}|…+)"
    r"|(?P<sic>\[\s*sic\.?\s*\])"
    r"|(?P<first>\[(?P<letter>[^\W\d_])\](?=[^\W\d_]))"
    r"|(?P<put_in>\w*\[[^\[\]]{0,200}\](?:[^\W\d_]+)?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where words of the original may be missing: at most so many (None: any number)."""

    most: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Runs of words that are quoted to the letter; ``gaps[i]`` stands between ``runs[i]`` and ``runs[i + 1]``.

    ``opens`` and ``ends``: the gaps before the first and after the last run, if the text says so.
    """

    text: str
    runs: tuple[tuple[Word, ...], ...]
    gaps: tuple[Gap, ...]
    opens: Gap | None = None
    ends: Gap | None = None

    @property
    def words(self) -> tuple[Word, ...]:
        """All words that are quoted to the letter, in order."""
        return tuple(word for run in self.runs for word in run)


def read(text: str) -> Asked:
    """The words of a quotation and its gaps. A text without words has no runs."""
    runs: list[tuple[Word, ...]] = [()]
    gaps: list[Gap] = []
    plain, at = _letters_unbracketed(text), 0
    for found in _GAP.finditer(plain):
        runs[-1] += _words(text, plain, at, found.start())
        at = found.end()
        if found["sic"] is None:
            runs.append(())
            gaps.append(Gap(None if found["left_out"] is not None else MOST_BRACKETED))
    runs[-1] += _words(text, plain, at, len(plain))
    return _joined(text, runs, gaps)


def _letters_unbracketed(text: str) -> str:
    """The text with "[T]he" as " T he" would be read, "The": the brackets fall away and offsets stay."""
    invisible = "\u200b"  # joins the letters of a word, and is not compared
    return _GAP.sub(lambda m: f"{invisible}{m['letter']}{invisible}" if m["first"] is not None else m[0], text)


def _words(text: str, plain: str, start: int, end: int) -> tuple[Word, ...]:
    """The words between two offsets, read off ``plain`` and printed as in ``text``."""
    placed = ((word.key, start + word.start, start + word.end) for word in words(plain[start:end]))
    return tuple(Word(key, text[begin:finish], begin, finish) for key, begin, finish in placed)


def _joined(text: str, runs: list[tuple[Word, ...]], gaps: list[Gap]) -> Asked:
    """Without empty runs: gaps that touch are one, and those at the ends are the asked text's own."""
    kept: list[tuple[Word, ...]] = []
    between: list[Gap] = []
    opens = ends = None
    for n, run in enumerate(runs):
        if n and not kept:
            opens = _wider(opens, gaps[n - 1])
        elif n:
            ends = _wider(ends, gaps[n - 1])
        if run:
            if kept:
                between.append(ends or Gap(0))
            ends = None
            kept.append(run)
    return Asked(text, tuple(kept), tuple(between), opens, ends)


def _wider(one: Gap | None, other: Gap) -> Gap:
    if one is None:
        return other
    return Gap(None if one.most is None or other.most is None else one.most + other.most)
