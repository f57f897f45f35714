"""The subject of a verb that can be the source of its words."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import SUBJECTS, introducer, is_passive, subject

MIN_SUBJECTS = 2
MARKS = frozenset("()\"'“”‘’")


def active_subject(verb: Token) -> Token | None:
    """The verb's own subject, unless the verb is passive, or the subject is "there", "what" or a clause.

    A cue that interrupts a clause may be given the clause's subject too: the river, BLINKEN *said*, had risen.
    """
    own = _inner_subject(verb) or subject(verb)
    if own is None or is_passive(verb) or own.lower_ in ("there", "what") or own.dep_.startswith("csubj"):
        return None
    return own


def _inner_subject(verb: Token) -> Token | None:
    """The last of several subjects before the verb, if a comma sets it off from the others.

    A person's name may follow a bracket or mark as well: "the plumber, 'Spike' [Lopez]", "Duty Ranger (DR) [Lopez]".
    """
    before = [child for child in verb.lefts if child.dep_ in SUBJECTS and not introducer(child)]
    if len(before) < MIN_SUBJECTS:
        return None
    last = before[-1]
    first = last.left_edge
    mark = first.text if first.text == "," else verb.doc[first.i - 1].text if first.i else ""
    person = any(part.ent_type_ == "PERSON" for part in (last, *last.children))
    return last if mark == "," or (mark in MARKS and person) else None
