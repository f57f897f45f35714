"""Words that negate a verb or a noun."""

from __future__ import annotations

from spacy.tokens import Token

from ..language.grammar import NEGATIVE_ADVERBS

NEGATIONS = NEGATIVE_ADVERBS | {"nowhere", "neither", "nor", "hardly", "scarcely"}
TIMES = frozenset({"point", "time", "stage", "moment"})  # "at no point did she say"
NOBODY = frozenset({"nobody", "none", "neither", "nothing"})
RESTRICTIONS = frozenset({"only", "just", "merely", "simply", "alone", "even"})  # "did not just say that ..."


def is_negation(token: Token) -> bool:
    """Whether a token negates its head, other than by "not only"."""
    if token.lower_ in TIMES:
        return has_no(token)
    if token.lower_ not in NEGATIONS:
        return False
    following = token.i + 1
    return following >= len(token.doc) or token.doc[following].lower_ not in RESTRICTIONS


def has_no(noun: Token) -> bool:
    """Whether a noun has the determiner "no", as in "no one" and "no evidence"."""
    return any(child.lower_ == "no" for child in noun.lefts)


def is_nobody(noun: Token) -> bool:
    """Whether a subject denies that there is anybody: "nobody", "no minister"."""
    return noun.lower_ in NOBODY or has_no(noun)
