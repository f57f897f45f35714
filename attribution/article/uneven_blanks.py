"""Read a no-break or thin space, and two blanks after a sentence, as the single space that they stand for.

The pipeline has learnt from texts with single spaces: for it any other blank is a word.
"""

from __future__ import annotations

import re

from .replacements import Replacement

ODD = "\xa0\u2000-\u200a\u202f\u205f\u3000"
# Two blanks part the letter of a turn from its words: "Q  Did it rain?" Longer runs of plain spaces may part columns.
UNEVEN = re.compile(
    rf"(?<=\S)(?<!^[QA])(?<!^\*\*[QA]\*\*)(?: {{2}}|[ {ODD}]{{0,2}}[{ODD}][ {ODD}]{{0,2}})(?=\S)", re.MULTILINE
)
TELLING = re.compile(f"[{ODD}]")


def uneven_blanks(text: str) -> list[Replacement]:
    """The blanks between two words of a line that are not a single space, each as one."""
    if "  " not in text and TELLING.search(text) is None:
        return []
    return [Replacement(*found.span(), " ") for found in UNEVEN.finditer(text)]
