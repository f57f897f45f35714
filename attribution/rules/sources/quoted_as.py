"""Whoever is quoted as saying it. THE MINISTER was quoted as saying that it rained."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import PASSIVE_SUBJECTS, introducer, lemma
from .source_rule import SourceExample, SourceRule

GOVERNORS = frozenset({"quote", "cite", "describe", "report", "record", "hear"})


def quoted_as(verb: Token) -> Token | None:
    """The passive subject or the object of the verb that governs "as saying"."""
    governor = verb.head
    if verb.dep_ not in ("advcl", "xcomp", "pcomp", "ccomp", "obl") or verb.tag_ != "VBG":
        return None
    if governor.dep_ == "prep":
        governor = governor.head
    if lemma(governor) not in GOVERNORS or (introducer(verb) != "as" and verb.head.lower_ != "as"):
        return None
    passive = next((c for c in governor.children if c.dep_ in PASSIVE_SUBJECTS), None)
    return passive or next((c for c in governor.children if c.dep_ in ("obj", "dobj")), None)


def quotes_as(verb: Token) -> bool:
    """Whether a verb governs such an "as saying", and so reports nothing of its own without a subject."""
    if lemma(verb) not in GOVERNORS and verb.dep_ != "prep":
        return False
    below = [*verb.children, *(inner for child in verb.children if child.lower_ == "as" for inner in child.children)]
    return any(quoted_as(child) is not None for child in below)


QUOTED_AS = SourceRule(
    "quoted_as",
    precedence=40,
    find=quoted_as,
    sole=True,  # whoever quotes them is a likelier subject by its place
    examples=(
        SourceExample(
            "saying",
            "The minister",
            "The/DT/det/2 minister/NN/nsubj:pass/4 was/VBD/aux:pass/4 quoted/VBN/root/0 as/IN/mark/6 "
            "saying/VBG/advcl/4 that/IN/mark/9 it/PRP/nsubj/9 rained/VBD/ccomp/6 ././punct/4",
        ),
        SourceExample(
            "saying",
            "Xi",
            "Xinhua/NNP/nsubj/2/ORG quoted/VBD/root/0 Xi/NNP/obj/2/PERSON as/IN/mark/5 saying/VBG/advcl/2 "
            "it/PRP/nsubj/7 rained/VBD/ccomp/5 ././punct/2",
        ),
    ),
)
