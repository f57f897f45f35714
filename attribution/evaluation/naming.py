"""Whether two canonical names count as the same speaker."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

IGNORED_WORDS = {"a", "an", "the", "us"}
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})


def normalize(name: str) -> str:
    """The name without case, accents, articles, "US" or "U.S.", and characters other than letters and digits.

    "The U.S. Embassy" -> "embassy"; "Søren O’Hara-Liú" -> "soren oharaliu". A name that consists of ignored words only
    ("US") keeps them.
    """
    folded = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    words = ["".join(filter(str.isalnum, word)) for word in folded.split()]
    kept = [word for word in words if word and word not in IGNORED_WORDS]
    return " ".join(kept or [word for word in words if word])


def same_speaker(gold: str, predicted: str, aliases: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the predicted name matches the gold name or one of its aliases."""
    wanted = {normalize(gold)}
    for name, others in aliases.items():
        family = {normalize(other) for other in (name, *others)}
        if normalize(gold) in family:
            wanted |= family
    return normalize(predicted) in wanted
