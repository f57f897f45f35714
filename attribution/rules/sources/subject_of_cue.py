"""The subject before the cue. BLINKEN said it rained."""

from __future__ import annotations

from spacy.tokens import Token

from .active_subject import active_subject
from .source_rule import SourceExample, SourceRule


def subject_of_cue(verb: Token) -> Token | None:
    """The verb's own subject, if it precedes the verb."""
    own = active_subject(verb)
    return own if own is not None and own.i < verb.i else None


SUBJECT_OF_CUE = SourceRule(
    "subject_of_cue",
    precedence=20,
    find=subject_of_cue,
    examples=(
        SourceExample(
            "said",
            "Blinken",
            "Blinken/NNP/nsubj/2/PERSON said/VBD/root/0 it/PRP/nsubj/4 rained/VBD/ccomp/2 ././punct/2",
        ),
        SourceExample(
            "said",
            "Xi",
            "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/ccomp/7 ,/,/punct/3 ”/''/punct/3 Xi/NNP/nsubj/7/PERSON "
            "said/VBD/root/0",
        ),
        SourceExample(
            "told",
            "Xi",
            "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/ccomp/7 ,/,/punct/3 ”/''/punct/3 Xi/NNP/nsubj/7/PERSON "
            "told/VBD/root/0 Gates/NNP/obj/7/PERSON ././punct/7",
        ),
        SourceExample(
            "told",
            "she",
            "“/``/punct/2 Rain/NN/ccomp/6 ,/,/punct/2 ”/''/punct/2 she/PRP/nsubj/6 told/VBD/root/0 reporters/NNS/obj/6",
        ),
        SourceExample(
            "said",
            "who",
            "Glaser/NNP/nsubj/8/PERSON ,/,/punct/4 who/WP/nsubj/4 said/VBD/acl:relcl/1 it/PRP/nsubj/6 "
            "rained/VBD/ccomp/4 ,/,/punct/4 left/VBD/root/0",
        ),
        SourceExample(
            "said",
            "Glaser, the director of the fund",
            "Glaser/NNP/nsubj/9/PERSON ,/,/punct/4 the/DT/det/4 director/NN/appos/1 of/IN/case/7 the/DT/det/7 "
            "fund/NN/nmod/4 ,/,/punct/4 said/VBD/root/0 it/PRP/nsubj/11 rained/VBD/ccomp/9",
        ),
        SourceExample(
            "said",
            "The officials",
            "The/DT/det/2 officials/NNS/nsubj/4 also/RB/advmod/4 said/VBD/root/0 it/PRP/nsubj/6 rained/VBD/ccomp/4",
        ),
        SourceExample(
            "said",
            "Blinken",
            "Rivers/NNS/nsubj/4 ,/,/punct/4 Blinken/NNP/nsubj/4/PERSON said/VBD/parataxis/7 ,/,/punct/4 had/VBD/aux/7 "
            "risen/VBN/root/0",
        ),
    ),
    counterexamples=(("said", "What/WP/nsubj/3 was/VBD/aux/3 said/VBD/root/0 ?/./punct/3"),),
)
