"""The personal pronouns, by person, number and gender."""

from __future__ import annotations

FEMININE = frozenset({"she", "her", "hers", "herself"})
MASCULINE = frozenset({"he", "him", "his", "himself"})
HE_OR_SHE = FEMININE | MASCULINE
THEY = frozenset({"they", "them", "their", "themselves"})
NOMINATIVE = frozenset({"he", "she", "they", "we", "i"})
FIRST_SINGULAR = frozenset({"i", "me", "my", "myself"})
WE = frozenset({"we", "us", "our", "ourselves"})
FIRST_PERSON = FIRST_SINGULAR | WE
