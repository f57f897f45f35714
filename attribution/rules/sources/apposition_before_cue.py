"""The name before the cue that the parser put in apposition to a noun before it. In a note to it, GLASER said so."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import OBLIQUES, introducer, subject
from .source_rule import SourceExample, SourceRule

WITHIN_NAME = frozenset({"flat", "flat:name", "compound"})
MAX_DEPTH = 6  # levels of a parse


def apposition_before_cue(verb: Token) -> Token | None:
    """The head of a person's name right before a verb without a subject, in apposition within a preposed phrase."""
    if verb.tag_ not in ("VBD", "VBZ") or subject(verb) is not None or not verb.i:
        return None
    closed = verb.nbor(-1).text == "," and verb.i > 1
    last = verb.nbor(-2) if closed else verb.nbor(-1)
    name = next((word for word in (last, *last.ancestors) if word.dep_ not in WITHIN_NAME), last)
    if closed and name.dep_ != "appos":
        name = next((word for word in last.ancestors if word.dep_ == "appos" and word.ent_type_ == "PERSON"), last)
    if name.tag_ != "NNP" or name.ent_type_ not in ("PERSON", ""):
        return None
    if closed and introducer(name.head) and verb.head != verb:
        return None  # "and in a letter to the dean, Ana Lopez, said"
    first = name.left_edge
    apart = first.text == "," or (first.i > 0 and first.nbor(-1).text == ",")
    return name if apart and name.dep_ == "appos" and _in_preposed_phrase(name.head, verb) else None


def _in_preposed_phrase(noun: Token, verb: Token) -> bool:
    """Whether a noun is in a phrase of a verb that a preposition introduces: "In a note to the paper"."""
    for _ in range(MAX_DEPTH):
        if noun.head == verb:
            return noun.dep_ in OBLIQUES and introducer(noun) != ""
        noun = noun.head
    return False


APPOSITION_BEFORE_CUE = SourceRule(
    "subject_of_cue",
    precedence=27,
    find=apposition_before_cue,
    sole=True,
    examples=(
        SourceExample(
            "said",
            "Wang",
            "In/IN/case/2 court/NN/obl/5 ,/,/punct/4 Wang/NNP/appos/2/PERSON said/VBD/root/0 it/PRP/nsubj/7 "
            "rained/VBD/ccomp/5 ././punct/5",
        ),
        SourceExample(
            "said",
            "Wang, who drives a tug",
            "In/IN/case/2 court/NN/obl/13 on/IN/case/4 Monday/NNP/nmod/2 ,/,/punct/4 Wang/NNP/appos/4/PERSON "
            ",/,/punct/6 who/WP/nsubj/9 drives/VBZ/acl:relcl/6 a/DT/det/11 tug/NN/obj/9 ,/,/punct/2 said/VBD/root/0 "
            "it/PRP/nsubj/15 rained/VBD/ccomp/13 ././punct/13",
        ),
    ),
    counterexamples=(
        (
            "said",
            "In/IN/case/2 court/NN/obl/5 ,/,/punct/4 Monday/NNP/appos/2/DATE said/VBD/root/0 so/RB/advmod/5 "
            "././punct/5",
        ),
    ),
)
