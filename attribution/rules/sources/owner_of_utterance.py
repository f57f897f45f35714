"""The owner of the utterance that the cue modifies. WANG's letter saying it rained was lost."""

from __future__ import annotations

from spacy.tokens import Token

from .modified_noun import modified_utterance
from .source_rule import SourceExample, SourceRule


def owner_of_utterance(verb: Token) -> Token | None:
    """The possessor of the noun."""
    noun = modified_utterance(verb)
    return next((c for c in noun.children if c.dep_ in ("nmod:poss", "poss")), None) if noun is not None else None


OWNER_OF_UTTERANCE = SourceRule(
    "owner_of_utterance",
    precedence=90,
    find=owner_of_utterance,
    examples=(
        SourceExample(
            "saying",
            "Wang’s",
            "Wang/NNP/nmod:poss/3/PERSON ’s/POS/case/1 letter/NN/nsubj:pass/8 saying/VBG/acl/3 it/PRP/nsubj/6 "
            "rained/VBD/ccomp/4 was/VBD/aux:pass/8 lost/VBN/root/0",
        ),
    ),
)
