"""Whoever made the utterance that the cue modifies. WANG issued a statement saying it rained."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import is_verb
from .modified_noun import modified_utterance
from .source_rule import SameAs, SourceExample, SourceRule


def author_of_utterance(verb: Token) -> SameAs | None:
    """The source of the verb that has the noun as its object or in a prepositional phrase."""
    noun = modified_utterance(verb)
    if noun is None or not (noun.dep_ in ("obj", "dobj", "pobj") or noun.dep_.startswith("obl")):
        return None
    governor = noun.head.head if noun.dep_ == "pobj" else noun.head
    return SameAs(governor) if is_verb(governor) else None


AUTHOR_OF_UTTERANCE = SourceRule(
    "author_of_utterance",
    precedence=100,
    find=author_of_utterance,
    examples=(
        SourceExample(
            "saying",
            "Wang",
            "Wang/NNP/nsubj/2/PERSON issued/VBD/root/0 a/DT/det/4 statement/NN/obj/2 saying/VBG/acl/4 "
            "it/PRP/nsubj/7 rained/VBD/ccomp/5 ././punct/2",
        ),
        SourceExample(
            "saying",
            "Wang",
            "Wang/NNP/nsubj/2/PERSON resigned/VBD/root/0 in/IN/case/5 a/DT/det/5 letter/NN/obl/2 saying/VBG/acl/5 "
            "it/PRP/nsubj/8 rained/VBD/ccomp/6",
        ),
    ),
)
