"""The name after the cue that the parser did not label as its subject. "It rained," said GLASER."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import lemma
from ...language.lexicon import words
from .source_rule import SourceExample, SourceRule

MAX_DISTANCE = 6  # tokens from the verb to the name
MISLABELLED = frozenset({"obj", "dobj", "dep", "appos", "attr", "obl:unmarked", "npadvmod"})
CLOSING_MARKS = "”\"’'»"


def name_after_cue(verb: Token) -> Token | None:
    """The first dependent after the verb that can speak, if the content precedes the verb."""
    for child in verb.rights:
        if child.i - verb.i > MAX_DISTANCE:
            return None
        if child.dep_ in MISLABELLED and _can_speak(child) and _adjacent(verb, child) and _follows_content(verb):
            return child
    return None


def _can_speak(token: Token) -> bool:
    return token.pos_ in ("PROPN", "PRON") or token.ent_type_ in ("PERSON", "ORG") or lemma(token) in words("roles")


def _adjacent(verb: Token, name: Token) -> bool:
    return not any(token.is_alpha for token in verb.doc[verb.i + 1 : name.left_edge.i])


def _follows_content(verb: Token) -> bool:
    if any(c.dep_ in ("ccomp", "parataxis", "dep") and c.i < verb.i for c in verb.children):
        return True
    before = "".join(token.text for token in verb.doc[max(0, verb.i - 2) : verb.i])
    return any(mark in before for mark in CLOSING_MARKS)


NAME_AFTER_CUE = SourceRule(
    "name_after_cue",
    precedence=120,
    find=name_after_cue,
    examples=(
        SourceExample(
            "said",
            "Glaser",
            "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/ccomp/6 ,/,/punct/3 ”/''/punct/3 said/VBD/root/0 "
            "Glaser/NNP/obj/6/PERSON ././punct/6",
        ),
    ),
)
