"""Read an article as it is meant: the steps from the text as it was sent to one that the pipeline can parse."""

from __future__ import annotations

from .bracketed_ages import bracketed_ages
from .characters import encoded_characters
from .foreign_marks import foreign_marks
from .light_markup import light_markup
from .line_wrapping import wrapped_breaks
from .lost_marks import lost_marks
from .replacements import Readable, replaced
from .uneven_blanks import uneven_blanks
from .unusual_characters import unusual_characters

# Twice, for mojibake that was made twice.
CHARACTERS = (encoded_characters, encoded_characters, unusual_characters, lost_marks)
STEPS = (*CHARACTERS, wrapped_breaks, light_markup, uneven_blanks, foreign_marks, bracketed_ages)


def readings(text: str) -> list[Readable]:
    """The texts that the steps make of a text, each of the one before; none if it is readable as it was sent."""
    found: list[Readable] = []
    for step in STEPS:
        printed = found[-1].text if found else text
        made = replaced(printed, step(printed))
        if made is not None:
            found.append(made)
    return found
