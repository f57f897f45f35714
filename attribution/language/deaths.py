"""Which verbs tell that somebody died."""

from __future__ import annotations

from spacy.tokens import Token

from .grammar import lemma
from .lexicon import words

INTRANSITIVE = frozenset({"die", "drown", "perish", "suffocate"})
AUXILIARIES = frozenset({"be", "have", "do"})
MAX_TO_VERB = 8  # tokens from a name to the verb that it is the subject of


def verb_of_death(after: list[Token]) -> Token | None:
    """The first full verb after a name, if it tells of a death: "Xi, 19, drowned", "Xi was killed", no "Xi killed"."""
    for token in after:
        if token.is_sent_start or token.lower_ == "whose":  # "Xi, whose father died"
            return None
        if token.tag_.startswith("VB") and lemma(token) not in AUXILIARIES:
            dies = lemma(token) in words("death_verbs") and (lemma(token) in INTRANSITIVE or token.tag_ == "VBN")
            return token if dies else None
    return None
