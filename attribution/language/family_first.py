"""Names of which the family name comes first: "Son Ji-woo", "Tsai Ing-wen", "Zhu Xiaohong"."""

from __future__ import annotations

import re

# A syllable of Korean or Chinese in Latin letters.
SYLLABLE = (
    r"(?:kk|k|g|n|tt|ts|tz|t|d|rh|r|l|m|pp|p|b|ss|sh|s|jj|j|ch|c|hs|h|f|x|q|zh|z)?[wy]?[aeiou]{1,3}"
    r"(?:ng|n|m|k|l|p|t|b|h)?"
)
FAMILY = re.compile(SYLLABLE, re.IGNORECASE)
GIVEN = re.compile(rf"{SYLLABLE}(?:-?{SYLLABLE})?", re.IGNORECASE)


def is_family_first(family: str, given: str) -> bool:
    """Whether two words may be such a name: "Son Ji-woo", "Zhu Xiaohong"; not "Volta Foods-led", "Kim Tower"."""
    plain = family.istitle() and given[:1].isupper() and given[1:].islower()
    return plain and bool(FAMILY.fullmatch(family)) and bool(GIVEN.fullmatch(given))
