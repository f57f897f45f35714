"""How one wording of an utterance differs from the fullest, word by word, and what it loses by that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntFlag

from .alignment import Alignment, align
from .asked import read
from .cuts import NEAR, Cut, Turn, cut, gap_turns
from .differences import Difference, differences
from .significance import Significance, significance
from .word import Word
from .words import words

_CLAUSE_END = re.compile(r"[,;:.!?…—–]|\b(?:and|but|or)\b", re.IGNORECASE)


class Loss(IntFlag):
    """What a wording loses: a negation or a number that it changes, drops, adds or cuts off."""

    NONE = 0
    NEGATION = 1
    NUMBER = 2


_LOSSES = {Significance.NEGATION: Loss.NEGATION, Significance.NUMBER: Loss.NUMBER}


@dataclass(frozen=True, slots=True)
class Variant:
    """A wording compared with the fullest.

    ``score`` is the share of words that agree. ``cut`` is what the fullest has around it, ``turns`` how what was cut or
    left out turns its meaning.
    """

    score: float
    differences: tuple[Difference, ...]
    cut: Cut | None
    turns: tuple[Turn, ...]
    losses: Loss


def variant(wording: str, fullest: str) -> Variant:
    """Compare a wording with the fullest; in the latter, an ellipsis stands for nothing."""
    asked, printed = read(wording), words(fullest)
    alignment = align(asked, printed)
    found = differences(asked, fullest, printed, alignment)
    around = cut(fullest, printed, alignment.start, alignment.end) if alignment.end > alignment.start else None
    turns = {turn for gap in alignment.omitted for turn in gap_turns(fullest, printed, *gap)}
    turns |= set(around.turns if around else ())
    lost = Loss.NEGATION if _loses_negation(fullest, printed, alignment) else Loss.NONE
    for difference in found:
        for kind in difference.kinds:
            lost |= _LOSSES.get(kind, Loss.NONE)
    return Variant(alignment.score, found, around, tuple(sorted(turns)), lost)


def _loses_negation(text: str, printed: Sequence[Word], alignment: Alignment) -> bool:
    """Whether a negation stands in what was cut or left out, in the same clause before words that were kept."""
    for start, end in ((max(0, alignment.start - NEAR), alignment.start), *alignment.omitted):
        for word in printed[start:end]:
            negates = significance(word, opens=False, capitals=False) is Significance.NEGATION
            if negates and end < len(printed) and not _CLAUSE_END.search(text, word.end, printed[end].start):
                return True
    return False
