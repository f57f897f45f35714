"""Read an age in brackets after a name as one between commas: "Ana Lopez (43) said".

The parser has learnt from texts that print ages between commas, and takes a bracket for the end of the phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .replacements import Replacement

# After a word with a capital: "(43)", "(aged 43)", "(43, of Ardle)".
AGE = re.compile(r" \(((?:aged )?(?:1\d\d|\d\d?)(?:, [^()\n]{1,40})?)\)(?!\s*(?:[:\n]|\Z)|[’'])")
OPENING = "\"“‘'([*"


def bracketed_ages(text: str) -> Iterator[Replacement]:
    """The ages in brackets, each between commas, or after one before a mark; none at the end of a label or line."""
    if " (" not in text:
        return
    for found in AGE.finditer(text):
        before = text[text.rfind(" ", 0, found.start()) + 1 : found.start()].lstrip(OPENING)
        if not before[:1].isupper():
            continue
        yield Replacement(*found.span(), f", {found[1]}")
        if text[found.end() : found.end() + 2].strip().isalpha():
            yield Replacement(found.end(), found.end(), ",")
