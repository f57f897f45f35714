"""The subject after the cue. "It rained," said BONNIE GLASER."""

from __future__ import annotations

from spacy.tokens import Token

from .active_subject import active_subject
from .source_rule import SourceExample, SourceRule


def inverted_subject(verb: Token) -> Token | None:
    """The verb's own subject, if it follows the verb."""
    own = active_subject(verb)
    return own if own is not None and own.i > verb.i else None


INVERTED_SUBJECT = SourceRule(
    "inverted_subject",
    precedence=30,
    find=inverted_subject,
    examples=(
        SourceExample(
            "said",
            "Bonnie Glaser",
            "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/ccomp/6 ,/,/punct/3 ”/''/punct/3 said/VBD/root/0 "
            "Bonnie/NNP/nsubj/6/PERSON Glaser/NNP/flat/7/PERSON ././punct/6",
        ),
        SourceExample(
            "said",
            "Glaser, the director of the fund",
            "It/PRP/nsubj/2 rained/VBD/ccomp/4 ,/,/punct/2 said/VBD/root/0 Glaser/NNP/nsubj/4/PERSON ,/,/punct/8 "
            "the/DT/det/8 director/NN/appos/5 of/IN/case/11 the/DT/det/11 fund/NN/nmod/8 ././punct/4",
        ),
    ),
    counterexamples=(("said", "said/VBD/root/0 it/PRP/nsubj/3 rained/VBD/ccomp/1"),),
)
