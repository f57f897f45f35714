"""Verbs whose subject was spoken to: "Asked whether it rained, Wang left"; "the court heard that it rained"."""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from ..language.grammar import (
    AUXILIARIES,
    FINITE_TAGS,
    PASSIVE_SUBJECTS,
    RELATIVE_CLAUSES,
    SUBJECTS,
    agent,
    introducer,
    is_passive,
    lemma,
    subject,
)
from ..language.lexicon import words

DEPENDENT = RELATIVE_CLAUSES | {"advcl", "acl", "parataxis", "dep"}
# What follows a participle that tells what somebody heard; not an object, which the past of the verb would have.
AFTER_PARTICIPLE = frozenset(
    "about by he how if in it of on she that there they to we what when where whether which who whom why".split()
)
MAX_TOLD = 60  # tokens from the participle to the verb of its sentence


def is_addressed(verb: Token) -> bool:
    """Whether a verb is a past participle whose understood subject was spoken to, without saying by whom."""
    return is_told(verb) and agent(verb) is None


def is_told(verb: Token) -> bool:
    """Whether a verb is a past participle whose understood subject was spoken to, by whomever.

    "*Told* that it rained, Wang left"; "Wang, *told* that it rained, left", where parsers take it for the past.
    """
    if verb.tag_ not in ("VBN", "VBD") or lemma(verb) not in words("addressee_verbs"):
        return False
    if any(child.dep_ in AUXILIARIES for child in verb.lefts) and not is_passive(verb):
        return False  # "having told"
    if verb.tag_ == "VBN" and verb.dep_ in DEPENDENT:
        return True
    if verb.i + 1 == len(verb.doc) or verb.nbor().lower_ not in AFTER_PARTICIPLE:
        return False
    if verb.is_sent_start:
        return verb.dep_ == "advcl" and subject(verb) is None
    return verb.i > 1 and verb.nbor(-1).text == "," and _is_followed_by_predicate(verb)


def _is_followed_by_predicate(verb: Token) -> bool:
    """Whether the sentence of a verb goes on with a predicate after a comma."""
    after = takewhile(lambda token: not token.is_sent_start, verb.doc[verb.i + 2 : verb.i + MAX_TOLD])
    return any(map(is_second_predicate, after))


def is_second_predicate(verb: Token) -> bool:
    """Whether a finite verb after a comma has neither a subject nor a conjunction of its own."""
    if verb.tag_ not in FINITE_TAGS or verb.nbor(-1).text != "," or verb.dep_ in AUXILIARIES:
        return False
    return not any(child.dep_ in SUBJECTS or child.dep_ in ("cc", "mark") for child in verb.lefts)


def addressee(verb: Token) -> Token | None:
    """The subject of a verb if it was spoken to: "THE JURY was *told* that it rained"; None of other verbs."""
    if lemma(verb) not in words("addressee_verbs"):
        return None
    return next((child for child in verb.children if child.dep_ in PASSIVE_SUBJECTS), None)


def has_audience(verb: Token) -> bool:
    """Whether the subject of a verb is an audience: "The jury was *told* ...", "The court *heard* that it rained"."""
    heard = lemma(verb) == "hear" and any(c.dep_ == "ccomp" and introducer(c) == "that" for c in verb.children)
    return heard or addressee(verb) is not None


def is_topic(cue: Token, noun: Token) -> bool:
    """Whether a noun before a colon is what the words after it are about: "On XI: “...”"."""
    phrase = noun.head if noun.dep_ == "pobj" else noun
    return cue.text == ":" and introducer(phrase) in ("about", "on")


def is_recipient(verb: Token, noun: Token) -> bool:
    """Whether somebody speaks to whom a noun means, or to whom it is in apposition: "Xi *wrote* to THE DEAN, WANG"."""
    noun = noun.head if noun.dep_ == "appos" else noun
    phrase = noun.head if noun.dep_ == "pobj" else noun
    return phrase.head == verb and phrase.i > verb.i and introducer(phrase) == "to"
