"""The subject of the verb that the cue is joined to. BLINKEN met Wang and said it rained."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import is_passive, is_verb, subject
from .source_rule import SameAs, SourceExample, SourceRule


def subject_of_conjunct(verb: Token) -> Token | SameAs | None:
    """The source of the conjunct before that has a subject, or this subject if only that conjunct is passive."""
    if verb.dep_ != "conj" or verb.head == verb:
        return None
    between = [child for child in verb.head.rights if child.dep_ == "conj" and child.i < verb.i and subject(child)]
    governor = between[-1] if between else verb.head  # "I rang, and the clerk rose and said"
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
        SourceExample(
            "said",
            "Xi",
            "Wang/NNP/nsubj/2/PERSON rang/VBD/root/0 and/CC/cc/5 Xi/NNP/nsubj/5/PERSON rose/VBD/conj/2 and/CC/cc/7 "
            "said/VBD/conj/2 it/PRP/nsubj/9 rained/VBD/ccomp/7 ././punct/2",
        ),
    ),
)
