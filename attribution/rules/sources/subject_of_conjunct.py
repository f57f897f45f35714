"""The subject of the verb that the cue is joined to. BLINKEN met Wang and said it rained."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import is_passive, is_verb, subject
from .source_rule import SameAs, SourceExample, SourceRule


def subject_of_conjunct(verb: Token) -> Token | SameAs | None:
    """The source of the first conjunct, or its subject if only that one is passive."""
    governor = verb.head
    if verb.dep_ != "conj" or governor == verb:
        return None
    own = subject(governor)
    if own is None and not is_verb(governor):
        return None
    return own if is_passive(governor) and not is_passive(verb) else SameAs(governor)


SUBJECT_OF_CONJUNCT = SourceRule(
    "subject_of_conjunct",
    precedence=60,
    find=subject_of_conjunct,
    examples=(
        SourceExample(
            "said",
            "Blinken",
            "Blinken/NNP/nsubj/2/PERSON met/VBD/root/0 Wang/NNP/obj/2/PERSON and/CC/cc/5 said/VBD/conj/2 "
            "it/PRP/nsubj/7 rained/VBD/ccomp/5 ././punct/2",
        ),
        SourceExample(
            "added",
            "Wang",
            "Wang/NNP/nsubj/2/PERSON said/VBD/root/0 no/UH/obj/2 and/CC/cc/5 added/VBD/conj/2 it/PRP/nsubj/7 "
            "rained/VBD/ccomp/5 ././punct/2",
        ),
    ),
)
