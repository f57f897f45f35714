"""Finds where an article says why it does not name a source: "on condition of anonymity because ..."."""

from __future__ import annotations

import re

from .word_lists import listed_phrases
from .words import words

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s|$)|\n")


def reason_given(text: str, start: int, end: int) -> str | None:
    """The sentence that gives a reason, of those that overlap a passage of the text or follow it; None if none does.

    ``start`` and ``end`` are code points, end exclusive.
    """
    bounds = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    first = max(bound for bound in bounds if bound <= start)
    after = [bound for bound in bounds if bound >= end]
    last = after[min(1, len(after) - 1)]
    phrases = listed_phrases("anonymity")
    found = words(text[first:last])
    keys = tuple(word.key for word in found)
    for n, key in enumerate(keys):
        if any(keys[n : n + len(phrase)] == phrase for phrase in phrases.get(key, ())):
            at = first + found[n].start
            begin = max(bound for bound in bounds if bound <= at)
            return text[begin : min(bound for bound in bounds if bound > at)].strip()
    return None
