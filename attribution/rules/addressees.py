"""Participles that tell who was spoken to, and not who spoke: "Asked whether it rained, Wang left"."""

from __future__ import annotations

from spacy.tokens import Token

from ..language.grammar import agent, lemma
from ..language.lexicon import words


def is_addressed(verb: Token) -> bool:
    """Whether a verb is a past participle whose understood subject was spoken to, without saying by whom."""
    clause = verb.dep_ in ("advcl", "acl", "parataxis", "dep")
    return clause and verb.tag_ == "VBN" and lemma(verb) in words("addressee_verbs") and agent(verb) is None
