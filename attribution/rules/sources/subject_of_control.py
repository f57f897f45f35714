"""The subject of the verb that governs an infinitive. WANG went on to say it rained."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import OBJECTS, introducer, is_passive, noun_of_phrase, subject
from ..authors import may_speak
from .source_rule import SameAs, SourceExample, SourceRule


def subject_of_control(verb: Token) -> Token | SameAs | None:
    """The source of the governing verb, or its subject if it is passive."""
    governor = verb.head
    if verb.dep_ not in ("xcomp", "ccomp") or governor == verb:
        return None
    if verb.dep_ == "ccomp" and verb.tag_ not in ("VB", "VBG"):
        return None
    own = subject(governor)
    if own is not None and own.lower_ == "it" and verb.tag_ == "VB":
        return _whom_it_falls_to(governor)
    return subject(governor) if is_passive(governor) else SameAs(governor)


def _whom_it_falls_to(governor: Token) -> Token | None:
    """Who acts in an infinitive that "it" stands for: "It fell to WANG to say", "It took WANG to say"."""
    for child in governor.rights:
        if child.dep_ in OBJECTS or introducer(child) in ("to", "on", "for"):
            noun = noun_of_phrase(child)
            return noun if may_speak(noun) else None
    return None


SUBJECT_OF_CONTROL = SourceRule(
    "subject_of_control",
    precedence=80,
    find=subject_of_control,
    examples=(
        SourceExample(
            "say",
            "Wang",
            "Wang/NNP/nsubj/2/PERSON went/VBD/root/0 on/RP/compound:prt/2 to/TO/mark/5 say/VB/xcomp/2 "
            "it/PRP/nsubj/7 rained/VBD/ccomp/5 ././punct/2",
        ),
        SourceExample(
            "say",
            "Wang",
            "Wang/NNP/nsubj/2/PERSON declined/VBD/root/0 to/TO/mark/4 say/VB/xcomp/2 it/PRP/nsubj/6 rained/VBD/ccomp/4",
        ),
        SourceExample(
            "say",
            "Wang",
            "It/PRP/nsubj/2 fell/VBD/root/0 to/IN/case/4 Wang/NNP/obl/2/PERSON to/TO/mark/6 say/VB/xcomp/2 "
            "it/PRP/nsubj/8 rained/VBD/ccomp/6",
        ),
    ),
    counterexamples=(("lying", "There/EX/expl/2 was/VBD/root/0 lying/VBG/xcomp/2 ././punct/2"),),
)
