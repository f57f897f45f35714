"""The name after the cue that the parser did not label as its subject. "It rained," said GLASER."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import FINITE_TAGS, entity_of, is_noun, lemma
from ...language.lexicon import words
from .source_rule import SourceExample, SourceRule

MAX_DISTANCE = 6  # tokens from the verb to the name
MISLABELLED = frozenset({"obj", "dobj", "dep", "appos", "attr", "obl:unmarked", "npadvmod", "flat"})
CLOSING_MARKS = "”\"’'»"


def name_after_cue(verb: Token) -> Token | None:
    """The first dependent after the verb that can speak, if the content precedes the verb or follows a colon."""
    for child in verb.rights:
        if child.i - verb.i > MAX_DISTANCE:
            return None
        follows = (_can_speak(child) and _follows_content(verb)) or _opens(verb, child)
        if child.dep_ in MISLABELLED and _adjacent(verb, child) and follows:
            return child
    return None


def _opens(verb: Token, name: Token) -> bool:
    """Whether a verb and a noun are all that stands before a colon: "Says [Glaser]: It rained"."""
    person = entity_of(verb.doc, name)
    after = person.end if person is not None else name.i + 1
    begins = is_noun(name) and verb.tag_ in FINITE_TAGS and (verb.is_sent_start or verb.i == 0)
    return bool(begins) and after < len(verb.doc) and verb.doc[after].text == ":"


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
        SourceExample(
            "Says",
            "Glaser",
            "Says/VBZ/root/0 Glaser/NNP/obj/1/PERSON :/:/punct/1 “/``/punct/5 It/PRP/nsubj/5 "
            "rained/VBD/parataxis/1 ././punct/1 ”/''/punct/1",
        ),
    ),
)
