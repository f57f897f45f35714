"""Whoever sent the words that somebody gets. Xi got a letter from WANG saying it rained."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import ACTIVE_SUBJECTS, OBJECTS, PASSIVE_SUBJECTS, introducer, is_passive, is_verb, lemma
from ..authors import author_of, is_words, may_speak
from .source_rule import SourceExample, SourceRule

RECEIVING = frozenset({"receive", "get", "have", "obtain"})
PARTICIPLES = frozenset({"advcl", "acl", "xcomp", "parataxis"})
ARRIVING = frozenset({"arrive", "come", "reach", "land"})


def sender(verb: Token) -> Token | None:
    """The author of words that are received, or that a participle follows without a comma."""
    governor = verb.head.head if verb.dep_ == "acl" else verb.head
    if verb.tag_ != "VBG" or verb.dep_ not in PARTICIPLES or not is_verb(governor) or introducer(verb):
        return None
    noun = next((child for child in governor.children if child.i < verb.i and is_words(child)), None)
    if noun is None or noun.head != governor or not _is_got(noun, governor, verb):
        return None
    author = author_of(noun, may_speak)
    return author if author is not None and noun.i < author.i < verb.i else None


def _is_got(noun: Token, governor: Token, verb: Token) -> bool:
    """Whether words reach somebody by the verb that governs them, or stand before a participle without a comma."""
    if noun.dep_ in ACTIVE_SUBJECTS | PASSIVE_SUBJECTS:
        return lemma(governor) in ARRIVING or is_passive(governor)
    adjoins = not verb.nbor(-1).is_punct
    return noun.dep_ in OBJECTS and (adjoins or lemma(governor) in RECEIVING or is_passive(governor))


SENDER = SourceRule(
    "author_of_utterance",
    precedence=45,
    find=sender,
    sole=True,  # the role network hears whoever gets the words
    examples=(
        SourceExample(
            "saying",
            "Wang",
            "Xi/NNP/nsubj/2/PERSON got/VBD/root/0 a/DT/det/4 letter/NN/obj/2 from/IN/case/6 Wang/NNP/obl/2/PERSON "
            "saying/VBG/advcl/2 it/PRP/nsubj/9 rained/VBD/ccomp/7 ././punct/2",
        ),
        SourceExample(
            "saying",
            "Wang",
            "A/DT/det/2 letter/NN/nsubj/5 from/IN/case/4 Wang/NNP/nmod/2/PERSON came/VBD/root/0 ,/,/punct/7 "
            "saying/VBG/advcl/5 it/PRP/nsubj/9 rained/VBD/ccomp/7 ././punct/5",
        ),
    ),
    counterexamples=(
        (
            "saying",
            "answered/VBD/root/0 a/DT/det/3 letter/NN/obj/1 from/IN/case/5 Wang/NNP/nmod/3/PERSON ,/,/punct/7 "
            "saying/VBG/advcl/1 it/PRP/nsubj/9 rained/VBD/ccomp/7 ././punct/1",
        ),
    ),
)
