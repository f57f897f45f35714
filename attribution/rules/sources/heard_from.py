"""Whoever somebody hears it from. "It rained," Xi heard from WANG."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import CLAUSES, introducer, is_noun, is_passive, lemma, noun_of_phrase
from .source_rule import SourceExample, SourceRule

HEARING = frozenset({"hear", "learn", "gather"})


def heard_from(verb: Token) -> Token | None:
    """The noun of the "from" phrase of a verb of hearing whose words precede it."""
    if lemma(verb) not in HEARING or is_passive(verb) or any(child.dep_ in CLAUSES for child in verb.rights):
        return None
    return named_from(verb)


def named_from(verb: Token) -> Token | None:
    """The noun of the "from" phrase after a verb."""
    for child in verb.rights:
        if introducer(child) == "from":
            named = noun_of_phrase(child)
            return named if is_noun(named) or named.tag_ == "PRP" else None
    return None


HEARD_FROM = SourceRule(
    "heard_from",
    precedence=16,
    find=heard_from,
    sole=True,  # whoever hears it is a likelier subject by its place
    examples=(
        SourceExample(
            "heard",
            "Wang",
            "It/PRP/nsubj/2 rained/VBD/ccomp/5 ,/,/punct/2 Xi/NNP/nsubj/5/PERSON heard/VBD/root/0 from/IN/case/7 "
            "Wang/NNP/obl/5/PERSON ././punct/5",
        ),
    ),
    counterexamples=(("heard", "heard/VBD/root/0 it/PRP/nsubj/3 rained/VBD/ccomp/1 from/IN/case/5 noon/NN/obl/3"),),
)
