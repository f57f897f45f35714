"""The subject of a verb that can be the source of its words."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import is_passive, subject


def active_subject(verb: Token) -> Token | None:
    """The verb's own subject, unless the verb is passive, or the subject is "there", "what" or a clause."""
    own = subject(verb)
    if own is None or is_passive(verb) or own.lower_ in ("there", "what") or own.dep_.startswith("csubj"):
        return None
    return own
