"""Whoever gives the reply that is the cue's subject. "It rained," came the reply from WANG."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import introducer, is_noun, lemma, noun_of_phrase
from ...language.lexicon import words
from ...language.person_words import is_person_word
from .active_subject import active_subject
from .source_rule import SourceExample, SourceRule

COMING = frozenset({"come", "go", "be"})  # verbs of a reply that give it no other agent
FROM = frozenset({"from", "of", "by"})
REPLIES = ("reply_nouns", "utterance_nouns", "speech_nouns", "expression_nouns")


def owner_of_reply(verb: Token) -> Token | None:
    """The possessor of the reply, or who it comes from, however the parser attached the phrase."""
    own = active_subject(verb) if lemma(verb) in COMING else None
    return _owner(own, verb) if own is not None and is_reply(own) else None


def is_reply(noun: Token) -> bool:
    """Whether a noun means something that is said: "reply", "shout", "voice"."""
    return is_noun(noun) and lemma(noun) in words(*REPLIES)


def _owner(noun: Token, verb: Token) -> Token | None:
    """Whose reply a noun or its verb says it is: "WANG's reply", "the reply from WANG", "came from WANG"."""
    possessor = next((child for child in noun.lefts if child.dep_ in ("nmod:poss", "poss")), None)
    if possessor is not None:
        return possessor
    for child in (*noun.rights, *(child for child in verb.rights if child.i > noun.i)):
        if introducer(child) in FROM:
            named = noun_of_phrase(child)
            return named if _may_speak(named) else None
    return None


def _may_speak(token: Token) -> bool:
    """Whether a word is for a person or body: not "a shout from the back"."""
    named = token.ent_type_ in ("PERSON", "ORG") or token.tag_ in ("PRP", "NNP", "NNPS")
    return named or is_person_word(lemma(token)) or lemma(token) in words("body_nouns", "group_nouns", "roles")


OWNER_OF_REPLY = SourceRule(
    "owner_of_utterance",
    precedence=15,
    find=owner_of_reply,
    sole=True,  # the reply itself is its subject
    examples=(
        SourceExample(
            "came",
            "Wang",
            "It/PRP/nsubj/2 rained/VBD/ccomp/4 ,/,/punct/2 came/VBD/root/0 the/DT/det/6 reply/NN/nsubj/4 "
            "from/IN/case/8 Wang/NNP/nmod/6/PERSON ././punct/4",
        ),
        SourceExample(
            "came",
            "Wang’s",
            "It/PRP/nsubj/2 rained/VBD/ccomp/4 ,/,/punct/2 came/VBD/root/0 Wang/NNP/nmod:poss/7/PERSON ’s/POS/case/5 "
            "reply/NN/nsubj/4 ././punct/4",
        ),
        SourceExample(
            "came",
            "Wang",
            "It/PRP/nsubj/2 rained/VBD/ccomp/4 ,/,/punct/2 came/VBD/root/0 a/DT/det/6 shout/NN/nsubj/4 from/IN/case/8 "
            "Wang/NNP/obl/4/PERSON ././punct/4",
        ),
    ),
)
