"""When two canonical names are one speaker's, for counting."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

LEFT_OUT = {"a", "an", "the", "us"}
UNDIVIDED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})


def plain(name: str) -> str:
    """The name without case, accents, articles, "US"/"U.S." and all that is no letter or digit.

    "The U.S. Embassy" -> "embassy"; "Søren O’Hara-Liú" -> "soren oharaliu". A name of such words alone
    ("US") keeps them.
    """
    folded = unicodedata.normalize("NFKD", name.casefold().translate(UNDIVIDED))
    words = ["".join(filter(str.isalnum, word)) for word in folded.split()]
    kept = [word for word in words if word and word not in LEFT_OUT]
    return " ".join(kept or [word for word in words if word])


def same_speaker(gold: str, predicted: str, aliases: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the predicted name is the gold's or one of the names that the gold allows beside it."""
    wanted = {plain(gold)}
    for name, others in aliases.items():
        family = {plain(other) for other in (name, *others)}
        if plain(gold) in family:
            wanted |= family
    return plain(predicted) in wanted
