"""The subject of the clause that a participle belongs to. WANG left, adding that it rained."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import introducer, is_passive, is_verb, subject
from ..addressees import is_addressed
from .source_rule import SameAs, SourceExample, SourceRule

INTRODUCERS = frozenset({"after", "before", "while", "when", "by", "in", "without", "", "to", "for", "as", "despite"})


def subject_of_main_clause(verb: Token) -> Token | SameAs | None:
    """The source of the governing verb, or its subject if it is passive."""
    governor = verb.head
    if verb.dep_ not in ("advcl", "parataxis") or verb.tag_ not in ("VBG", "VBN", "VB") or governor == verb:
        return None
    if is_addressed(verb):
        return None
    own = subject(governor)
    if (own is None and not is_verb(governor)) or introducer(verb) not in INTRODUCERS:
        return None
    return own if own is not None and is_passive(governor) else SameAs(governor)


SUBJECT_OF_MAIN_CLAUSE = SourceRule(
    "subject_of_main_clause",
    precedence=50,
    find=subject_of_main_clause,
    examples=(
        SourceExample(
            "adding",
            "Wang",
            "Wang/NNP/nsubj/2/PERSON left/VBD/root/0 ,/,/punct/4 adding/VBG/advcl/2 that/IN/mark/7 "
            "it/PRP/nsubj/7 rained/VBD/ccomp/4 ././punct/2",
        ),
        SourceExample(
            "Saying",
            "Wang",
            "Saying/VBG/advcl/7 that/IN/mark/4 it/PRP/nsubj/4 rained/VBD/ccomp/1 ,/,/punct/1 "
            "Wang/NNP/nsubj/7/PERSON left/VBD/root/0 ././punct/7",
        ),
    ),
    counterexamples=(
        (
            "Asked",
            "Asked/VBN/advcl/6 if/IN/mark/4 it/PRP/nsubj/4 rained/VBD/ccomp/1 Wang/NNP/nsubj/6/PERSON left/VBD/root/0 "
            "././punct/6",
        ),
    ),
)
