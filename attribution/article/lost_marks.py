"""Read U+FFFD, which stands for a character that could not be decoded, as the mark that its place calls for.

It is what becomes of curly marks and dashes in Windows-1252 that was read as UTF-8. Lost letters stay as they are.
"""

from __future__ import annotations

import re

from .replacements import Replacement

LOST = "\ufffd"
APOSTROPHE = re.compile(rf"(?<=[^\W\d_]){LOST}(?=(?:s|t|d|m|ll|re|ve)\b)")
DASH = re.compile(rf"(?<=\s){LOST}(?=\s)")
# A passage opens after a space and closes after a word or its stop, in one paragraph.
PASSAGE = re.compile(
    rf"(?<![^\s(\[—–-]){LOST}(?=[^\W_])[^{LOST}\n]*(?:(?<=[^\W_]){LOST}(?=[^\W_])[^{LOST}\n]*)*"
    rf"(?<=[\w.,!?…]){LOST}(?![^\W_])"
)


def lost_marks(text: str) -> list[Replacement]:
    """The places of lost marks, each with the mark: quotation marks in pairs, apostrophes and dashes."""
    if LOST not in text:
        return []
    places = [Replacement(found.start(), found.end(), "’") for found in APOSTROPHE.finditer(text)]
    places += [Replacement(found.start(), found.end(), "—") for found in DASH.finditer(text)]
    for found in PASSAGE.finditer(_filled(text, places)):
        places.append(Replacement(found.start(), found.start() + 1, "“"))
        places.append(Replacement(found.end() - 1, found.end(), "”"))
    return places


def _filled(text: str, places: list[Replacement]) -> str:
    """The text with the characters at the given places, each of which replaces one."""
    characters = list(text)
    for place in places:
        characters[place.start] = place.characters
    return "".join(characters)
