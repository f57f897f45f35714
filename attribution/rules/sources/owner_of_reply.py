"""Whoever gives the reply that is the cue's subject. "It rained," came the reply from WANG."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import introducer, lemma, noun_of_phrase
from ..authors import author_of, is_words, may_speak
from .active_subject import active_subject
from .source_rule import SourceExample, SourceRule

COMING = frozenset({"come", "go", "be"})  # verbs of a reply that give it no other agent
FROM = frozenset({"from", "of", "by"})


def owner_of_reply(verb: Token) -> Token | None:
    """The author of the reply, or whom it comes from."""
    own = active_subject(verb) if lemma(verb) in COMING else None
    return author_of(own, may_speak) or _came_from(own, verb) if own is not None and is_words(own) else None


def _came_from(reply: Token, verb: Token) -> Token | None:
    """Whom a reply came from, if its verb says so: "the reply came from WANG"."""
    phrases = (noun_of_phrase(child) for child in verb.rights if child.i > reply.i and introducer(child) in FROM)
    return next((noun for noun in phrases if may_speak(noun)), None)


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
