"""How well a statement supports what a draft reports in its own words: shared content, and nothing against it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from api.wording.significance import Significance, significance
from api.wording.words import Word, words

from .reported_speech import SHIFTED, reported_word
from .statement import Statement

LEAST_LETTERS = 4  # of a word that says something; shorter ones are mostly articles, prepositions and pronouns
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s)[^.!?\n]*)*")
_COUNTED = (Significance.NUMBER, Significance.DATE)


@dataclass(frozen=True, slots=True)
class Support:
    """``score`` is the share of the content words that the statement has (0 to 1).

    ``conflicts`` are the kinds of words that the sentences in question do not have, or have and the draft has not.
    """

    score: float
    conflicts: tuple[Significance, ...]


def support(reported: str, statement: Statement[Any]) -> Support:
    """How well a statement supports a report."""
    asked = words(reported)
    wanted = _content(asked)
    if not wanted:
        return Support(0.0, ())
    shared = len(wanted & _content(statement.words)) / len(wanted)
    near = _nearest(wanted, _interrupted(statement))
    return Support(shared, tuple(sorted(_conflicts(asked, words(near), statement))))


def _content(found: Iterable[Word]) -> set[str]:
    """The stems of the words that say something, numbers included."""
    said = (word for word in found if len(word.key) >= LEAST_LETTERS or word.key.isdigit())
    return {reported_word(word).key for word in said if word.key not in SHIFTED}


def _interrupted(statement: Statement[Any]) -> str:
    """The text with a line break where the article interrupts the speaker between two sentences."""
    text = statement.text
    for (_, end), (start, _) in pairwise(statement.quoted):
        if start == end + 1 and text[start].isupper():
            text = f"{text[:end]}\n{text[start:]}"
    return text


def _nearest(wanted: set[str], text: str) -> str:
    """The sentences of the text that share words with the report, the ones that bear on it."""
    sentences = [found[0] for found in _SENTENCE.finditer(text)]
    shared = [len(wanted & _content(words(sentence))) for sentence in sentences]
    most = max(shared, default=0)
    return " ".join(s for s, count in zip(sentences, shared, strict=True) if count and 2 * count >= most)


def _conflicts(asked: Sequence[Word], near: Sequence[Word], statement: Statement[Any]) -> set[Significance]:
    found = set()
    kinds = {significance(word, opens=False, capitals=False) for word in asked}
    theirs = {significance(word, opens=False, capitals=False) for word in near}
    if (Significance.NEGATION in kinds) != (Significance.NEGATION in theirs):
        found.add(Significance.NEGATION)
    for word in asked:
        kind = significance(word, opens=False, capitals=False)
        if kind in _COUNTED and word.key not in statement.keys:
            found.add(kind)
    return found
