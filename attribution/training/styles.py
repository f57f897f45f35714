"""Data augmentation: convert the quotation marks of a sentence to another typographic style."""

from __future__ import annotations

import random

DOUBLE = {"“": "open", "”": "close", '"': "either", "``": "open", "''": "close"}
STYLES = {
    "curly": ("“", "”", "‘", "’"),
    "straight": ('"', '"', "'", "'"),
    "british": ("‘", "’", "“", "”"),
    "british_straight": ("'", "'", '"', '"'),
}
WEIGHTS = {"keep": 0.50, "curly": 0.17, "straight": 0.17, "british": 0.09, "british_straight": 0.07}


def choose_style(rng: random.Random) -> str:
    """A random style, drawn by ``WEIGHTS``."""
    return rng.choices(list(WEIGHTS), weights=list(WEIGHTS.values()))[0]


def restyle(words: list[str], tags: list[str], style: str) -> list[str]:
    """The words with double marks and apostrophes in ``style``; tags distinguish opening from closing marks."""
    if style == "keep":
        return words
    opening, closing, _, apostrophe = STYLES[style]
    if style.startswith("british"):
        apostrophe = closing
    out = []
    for word, tag in zip(words, tags, strict=True):
        if word in DOUBLE:
            side = DOUBLE[word] if DOUBLE[word] != "either" else ("open" if tag == "``" else "close")
            out.append(opening if side == "open" else closing)
        else:
            out.append(word.replace("’", apostrophe).replace("'", apostrophe) if len(word) > 1 else word)
    return out
