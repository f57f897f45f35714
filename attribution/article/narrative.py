"""The grammatical role of a mention: subject, object, owner, or within a quotation."""

from __future__ import annotations

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import SUBJECTS
from ..language.lexicon import words
from ..language.name_key import key

SUBJECT, EMBEDDED, OBJECT, OWNER, OTHER, QUOTED = range(6)  # the roles of a mention
NAME, DESCRIPTION, PRONOUN = range(3)  # its forms
UPWARD = frozenset({"compound", "flat", "flat:name", "appos", "conj", "nmod:desc"})
MAIN = frozenset({"ROOT", "conj", "parataxis"})  # verbs whose subject leads
OWNERS = frozenset({"nmod:poss", "poss"})
OBJECTS = frozenset({"obj", "dobj", "iobj", "dative"})


def mention_role(article: Article, token: Token) -> int:
    """What the mention at a token is in its clause; a name that describes a noun is what the noun is."""
    if article.quoted(token.i):
        return QUOTED
    top = topmost(token)
    label = top.dep_
    if label in SUBJECTS:
        return SUBJECT if top.head.dep_ in MAIN else EMBEDDED
    return OBJECT if label in OBJECTS else OWNER if label in OWNERS else OTHER


def topmost(token: Token) -> Token:
    """The head of the phrase that a name or noun is a part of: "minister" of "the minister Qin Gang"."""
    top = token
    while top.head != top and (top.dep_ in UPWARD or (top.dep_ == "nmod" and _office(top))):
        top = top.head
    return top


def _office(name: Token) -> bool:
    """ "Secretary of State NAME": the office is the head of the name."""
    head = name.head
    return name.pos_ == "PROPN" and 0 < name.i - head.i < 5 and head.tag_ == "NNP" and key(head.text) in words("titles")
