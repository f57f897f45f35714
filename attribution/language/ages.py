"""Phrases that name a person by age: "the 43-year-old", which parsers attach in many ways."""

from __future__ import annotations

from spacy.tokens import Token

from .grammar import ARTICLES, HYPHENS

PARTS = frozenset({"year", "old"})  # besides number and hyphens


def age_phrase_start(head: Token) -> Token | None:
    """The first token of "the 43-year-old" if ``head`` is its last one, else None."""
    if head.lower_ != "old" or head.i < 4:
        return None
    number, hyphen, year, joint = (head.doc[head.i - n] for n in (4, 3, 2, 1))
    if not (number.like_num and hyphen.text in HYPHENS and joint.text in HYPHENS and year.lower_ == "year"):
        return None
    return head.doc[number.i - 1] if number.i and head.doc[number.i - 1].lower_ in ARTICLES else number


def age_phrase_end(token: Token) -> Token | None:
    """The last token of the "43-year-old" that a token is part of and that no noun follows, else None."""
    if token.lower_ not in PARTS and token.text not in HYPHENS and not token.like_num:
        return None
    for after in token.doc[token.i : token.i + 5]:
        start = age_phrase_start(after)
        if start is not None:
            noun = after.i + 1 < len(token.doc) and after.nbor().pos_ in ("NOUN", "PROPN")
            return after if start.i <= token.i and (after == token or not noun) else None
    return None
