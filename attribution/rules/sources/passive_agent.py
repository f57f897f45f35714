"""The agent of a passive cue. It was announced by THE MINISTRY."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import agent, is_passive, subject
from ..addressees import is_told
from .source_rule import SourceExample, SourceRule


def passive_agent(verb: Token) -> Token | None:
    """The noun of the "by" phrase."""
    return agent(verb) if (subject(verb) is not None and is_passive(verb)) or is_told(verb) else None


PASSIVE_AGENT = SourceRule(
    "passive_agent",
    precedence=10,
    find=passive_agent,
    examples=(
        SourceExample(
            "announced",
            "the ministry",
            "It/PRP/nsubj:pass/3 was/VBD/aux:pass/3 announced/VBN/root/0 by/IN/case/6 the/DT/det/6 "
            "ministry/NN/obl:agent/3 ././punct/3",
        ),
        SourceExample(
            "announced",
            "Xi",
            "The/DT/det/2 plan/NN/nsubj:pass/4 was/VBD/aux:pass/4 announced/VBN/root/0 "
            "yesterday/NN/obl:unmarked/4 by/IN/case/7 Xi/NNP/obl:agent/4/PERSON ././punct/4",
        ),
    ),
    counterexamples=(("said", "Nothing/NN/nsubj:pass/3 was/VBD/aux:pass/3 said/VBN/root/0 ././punct/3"),),
)
