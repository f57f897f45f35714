"""Whom somebody else tells of as saying it. "It rained," Xi remembers WANG telling her."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import CLAUSES, OBJECTS, is_passive, is_verb, lemma, subject
from ...language.lexicon import cue_probability, words
from ...language.person_words import is_person_word
from .source_rule import SourceExample, SourceRule

MIN_PRIOR = 0.4  # of the verb of whoever is told of
PREPOSED = CLAUSES | {"parataxis", "dep"}
PARTICIPLES = frozenset({"acl", "xcomp"})
WORDS = CLAUSES | {"parataxis", "dep", "advcl", "acl", "acl:relcl", "relcl", "advmod", "conj"}


def teller(verb: Token) -> Token | None:
    """The subject of a verb of speech below a verb that words precede, if none of the words follow it."""
    if not _follows_words(verb):
        return None
    below = [(child, subject(child)) for child in verb.rights if child.dep_ in CLAUSES and not is_passive(child)]
    for told_of in (child for child in verb.rights if child.dep_ in OBJECTS and _is_person(child)):
        beside = (*told_of.rights, *(child for child in verb.rights if child.dep_ == "xcomp"))
        below += [(child, told_of) for child in beside if _is_participle_after(child, told_of)]
    for inner, own in below:
        if own is not None and verb.i < own.i < inner.i and is_verb(inner) and _is_of_words_before(inner):
            return own
    return None


def _follows_words(verb: Token) -> bool:
    before = any(child.dep_ in PREPOSED for child in verb.lefts)
    return before or (verb.dep_ == "parataxis" and verb.head.i < verb.i)


def _is_participle_after(inner: Token, own: Token) -> bool:
    """Whether a participle follows its subject without a comma: "remembers his aunt *telling* him"."""
    between = inner.doc[own.i + 1 : inner.i]
    return inner.tag_ == "VBG" and inner.dep_ in PARTICIPLES and not any(token.is_punct for token in between)


def _is_person(own: Token) -> bool:
    return own.ent_type_ == "PERSON" or own.tag_ == "PRP" or is_person_word(lemma(own))


def _is_of_words_before(inner: Token) -> bool:
    """Whether a verb of speech lacks words of its own: "telling her", "saying", "had warned him on Monday"."""
    if cue_probability(lemma(inner), "ccomp", "Q") < MIN_PRIOR:
        return False
    follows = [child for child in inner.rights if not child.is_punct]
    told = lemma(inner) in words("addressee_verbs")
    objects = sum(child.dep_ in OBJECTS for child in follows)
    return objects <= told and not any(child.dep_ in WORDS for child in follows)


TELLER = SourceRule(
    "subject_of_cue",
    precedence=5,
    find=teller,
    sole=True,  # whoever tells of it is a likelier subject by its place
    examples=(
        SourceExample(
            "remembers",
            "Wang",
            "It/PRP/nsubj/2 rained/VBD/ccomp/5 ,/,/punct/5 Xi/NNP/nsubj/5/PERSON remembers/VBZ/root/0 "
            "Wang/NNP/nsubj/7/PERSON telling/VBG/ccomp/5 her/PRP/obj/7 ././punct/5",
        ),
    ),
    counterexamples=(
        (
            "remembers",
            "remembers/VBZ/root/0 Wang/NNP/nsubj/3/PERSON telling/VBG/ccomp/1 her/PRP/obj/3 ././punct/1",
        ),
        (
            "remembers",
            "It/PRP/nsubj/2 rained/VBD/ccomp/3 remembers/VBZ/root/0 that/IN/mark/6 Wang/NNP/nsubj/6/PERSON "
            "told/VBD/ccomp/3 her/PRP/iobj/6 lies/NNS/obj/6 ././punct/3",
        ),
    ),
)
