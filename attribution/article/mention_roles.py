"""The grammatical role of a mention: subject, object, possessor, or inside a quotation."""

from __future__ import annotations

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import OBJECTS, OWNERS, SUBJECTS
from ..language.lexicon import words
from ..language.name_key import key
from ..language.pronouns import HE_OR_SHE

SUBJECT, EMBEDDED, OBJECT, OWNER, OTHER, QUOTED = range(6)  # the roles of a mention
LEADING = (SUBJECT, EMBEDDED)
NAME, DESCRIPTION, PRONOUN = range(3)  # the forms of a mention
WITHIN_PHRASE = frozenset({"compound", "flat", "flat:name", "appos", "conj", "nmod:desc"})
MAIN_CLAUSES = frozenset({"ROOT", "conj", "parataxis"})  # a verb with one of these relations heads a main clause


def mention_role(article: Article, token: Token) -> int:
    """The role of the mention at a token, one of ``SUBJECT`` to ``QUOTED``; an apposition has its noun's role.

    Who is introduced by a copula is the subject: "Among them was LOPEZ", "Her lawyer is LOPEZ".
    """
    if article.is_quoted(token.i):
        return QUOTED
    top = phrase_head(token)
    label = top.dep_
    if label in SUBJECTS:
        return SUBJECT if top.head.dep_ in MAIN_CLAUSES else EMBEDDED
    if label in OBJECTS or label in OWNERS:
        return OBJECT if label in OBJECTS else OWNER
    return SUBJECT if token.pos_ == "PROPN" and _is_predicate(top) else OTHER


def _is_predicate(top: Token) -> bool:
    """Whether a copula makes a noun the predicate of a main clause whose subject is no "he" or "she"."""
    clause = top.head if top.dep_ == "attr" else top
    if clause.dep_ not in MAIN_CLAUSES or not (top.dep_ == "attr" or any(c.dep_ == "cop" for c in top.children)):
        return False
    return not any(c.dep_ in SUBJECTS and c.lower_ in HE_OR_SHE for c in clause.children)


def phrase_head(token: Token) -> Token:
    """The head of the noun phrase that a name or noun is part of: "minister" in "the minister Qin Gang"."""
    top = token
    while (label := top.dep_) in WITHIN_PHRASE or (label == "nmod" and _is_title_of_name(top)):
        head = top.head
        if head == top:
            break
        top = head
    return top


def _is_title_of_name(name: Token) -> bool:
    """Whether the name depends on its title: "Secretary of State NAME"."""
    head = name.head
    return name.pos_ == "PROPN" and 0 < name.i - head.i < 5 and head.tag_ == "NNP" and key(head.text) in words("titles")
