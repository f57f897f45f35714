"""Nouns that hyphens join with a preposition: "sister-in-law", "passer-by", "commander-in-chief"."""

from __future__ import annotations

from spacy.tokens import Token

from .grammar import HYPHENS
from .person_words import OF

JOINING = OF - {"of"}  # "mother-of-four" describes a person as an adjective does


def end_of_compound(tokens: list[Token], at: int) -> int:
    """The end (exclusive) of such a noun, which starts at token ``at``; 0 if there is none."""
    if not tokens[at].is_lower or not _joined(tokens, at) or tokens[at + 2].lower_ not in JOINING:
        return 0
    return at + 5 if _joined(tokens, at + 2) else at + 3


def _joined(tokens: list[Token], at: int) -> bool:
    if at + 2 >= len(tokens) or tokens[at + 1].text not in HYPHENS:
        return False
    return not tokens[at].whitespace_ and not tokens[at + 1].whitespace_
