"""Words that negate a verb or a noun."""

from __future__ import annotations

from spacy.tokens import Token

from ..language.grammar import NEGATIVE_ADVERBS

NEGATIONS = NEGATIVE_ADVERBS | {"nowhere", "neither", "nor", "hardly", "scarcely"}
TIMES = frozenset({"point", "time", "stage", "moment"})  # "at no point did she say"
NOBODY = frozenset({"nobody", "none", "neither", "nothing"})
NO = frozenset({"no", "neither"})
RESTRICTIONS = frozenset({"only", "just", "merely", "simply", "alone", "even"})  # "did not just say that ..."
# Before a verb, these tell that it was not done: "stopped short of saying", "has yet to say".
PASSING_OVER = frozenset(
    {("far", "from"), ("instead", "of"), ("rather", "than"), ("short", "of"), ("still", "to"), ("yet", "to")}
)


def is_negation(token: Token) -> bool:
    """Whether a token negates its head, other than by "not only"."""
    if token.lower_ in TIMES:
        return has_no(token)
    if token.lower_ not in NEGATIONS:
        return False
    following = token.i + 1
    return following >= len(token.doc) or token.doc[following].lower_ not in RESTRICTIONS


def is_fronted_negation(phrase: Token, verb: Token) -> bool:
    """Whether a phrase with "no" comes before the auxiliary of a verb and its subject: "In no speech *did* she say"."""
    if phrase.right_edge.i >= verb.i or not has_no(phrase):
        return False
    following = phrase.doc[phrase.right_edge.i + 1]
    return following == verb or (following.head == verb and following.dep_.startswith("aux"))


def has_no(noun: Token) -> bool:
    """Whether a noun has the determiner "no", as in "no one" and "no evidence"."""
    return any(child.lower_ == "no" for child in noun.lefts)


def is_nobody(noun: Token) -> bool:
    """Whether a subject denies that there is anybody: "nobody", "no minister", "neither the club nor its owner"."""
    if noun.lower_ in NOBODY or noun.left_edge.lower_ == "neither":
        return True
    return any(child.lower_ in NO for child in noun.lefts)


def is_passed_over(verb: Token) -> bool:
    """Whether the words before a verb tell that it was not done: "instead of *saying* that it rained, he left"."""
    if verb.tag_ not in ("VB", "VBG") or verb.i < 2:
        return False  # "mouthed it rather than spoke it"
    return (verb.nbor(-2).lower_, verb.nbor(-1).lower_) in PASSING_OVER
