"""Verbs whose subject was spoken to: "Asked whether it rained, Wang left"; "the court heard that it rained"."""

from __future__ import annotations

from spacy.tokens import Token

from ..language.grammar import PASSIVE_SUBJECTS, agent, introducer, lemma
from ..language.lexicon import words


def is_addressed(verb: Token) -> bool:
    """Whether a verb is a past participle whose understood subject was spoken to, without saying by whom."""
    clause = verb.dep_ in ("advcl", "acl", "parataxis", "dep")
    return clause and verb.tag_ == "VBN" and lemma(verb) in words("addressee_verbs") and agent(verb) is None


def addressee(verb: Token) -> Token | None:
    """The subject of a verb if it was spoken to: "THE JURY was *told* that it rained"; None of other verbs."""
    if lemma(verb) not in words("addressee_verbs"):
        return None
    return next((child for child in verb.children if child.dep_ in PASSIVE_SUBJECTS), None)


def has_audience(verb: Token) -> bool:
    """Whether the subject of a verb is an audience: "The jury was *told* ...", "The court *heard* that it rained"."""
    heard = lemma(verb) == "hear" and any(c.dep_ == "ccomp" and introducer(c) == "that" for c in verb.children)
    return heard or addressee(verb) is not None
