"""The subject of a verb that can be the source of its words."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import SUBJECTS, introducer, is_passive, subject


def active_subject(verb: Token) -> Token | None:
    """The verb's own subject, unless the verb is passive, or the subject is "there", "what" or a clause.

    A cue that interrupts a clause may be given the clause's subject too: the river, BLINKEN *said*, had risen.
    """
    own = _inner_subject(verb) or subject(verb)
    if own is None or is_passive(verb) or own.lower_ in ("there", "what") or own.dep_.startswith("csubj"):
        return None
    return own


def _inner_subject(verb: Token) -> Token | None:
    """The last of several subjects before the verb, if a comma sets it off from the others."""
    before = [child for child in verb.lefts if child.dep_ in SUBJECTS and not introducer(child)]
    first = before[-1].left_edge.i if len(before) > 1 else 0
    return before[-1] if first and verb.doc[first - 1].text == "," else None
