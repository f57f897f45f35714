"""Whoever is told to say it. She asked WANG to say it rained."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import lemma
from .source_rule import SourceExample, SourceRule

GOVERNORS = frozenset({"tell", "ask", "urge", "order", "invite", "encourage", "advise", "persuade", "get"})


def object_of_control(verb: Token) -> Token | None:
    """The object of a governing verb that controls the infinitive by its object."""
    governor = verb.head
    if verb.dep_ not in ("xcomp", "ccomp") or governor == verb:
        return None
    if verb.tag_ != "VB" or lemma(governor) not in GOVERNORS:
        return None
    return next((c for c in governor.children if c.dep_ in ("obj", "dobj", "iobj", "dative")), None)


OBJECT_OF_CONTROL = SourceRule(
    "object_of_control",
    precedence=70,
    find=object_of_control,
    examples=(
        SourceExample(
            "say",
            "Wang",
            "She/PRP/nsubj/2 asked/VBD/root/0 Wang/NNP/obj/2/PERSON to/TO/mark/5 say/VB/xcomp/2 it/PRP/nsubj/7 "
            "rained/VBD/ccomp/5 ././punct/2",
        ),
    ),
)
