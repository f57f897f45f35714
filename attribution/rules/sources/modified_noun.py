"""The noun that a cue verb modifies: "a report saying", "the minister who said"."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import RELATIVE_CLAUSES, is_noun, lemma
from ...language.lexicon import words


def modified_noun(verb: Token) -> Token | None:
    """The noun, unless the verb is a past participle ("the words said")."""
    modifies = verb.dep_ in ("acl", *RELATIVE_CLAUSES) and is_noun(verb.head) and verb.tag_ != "VBN"
    return verb.head if modifies else None


def modified_utterance(verb: Token) -> Token | None:
    """The noun, if it means something that is said or written, such as "statement"."""
    noun = modified_noun(verb)
    return noun if noun is not None and lemma(noun) in words("utterance_nouns") else None
