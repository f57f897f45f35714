"""The noun phrase of a source."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.ages import age_phrase_end, age_phrase_start
from ...model import Span

ENDINGS = ("'s", "’s", "'", "’")  # of a possessive
EXCLUDED = frozenset({"ccomp", "parataxis", "advcl", "dep"})  # dependents that are not part of a source phrase


def source_phrase(head: Token, verb: Token) -> Span:
    """The noun phrase of ``head`` with appositions and relative clauses, cut off before it reaches ``verb``."""
    doc, left, right = head.doc, head.left_edge.i, head.right_edge.i
    for child in head.children:
        if child.dep_ in EXCLUDED or child.left_edge.i <= verb.i <= child.right_edge.i:
            if child.i > head.i:
                right = min(right, child.left_edge.i - 1)
            else:
                left = max(left, child.right_edge.i + 1)
    if head.i < verb.i <= right:
        right = verb.i - 1
    if left <= verb.i < head.i:
        left = verb.i + 1
    aged = age_phrase_end(head)
    if aged is not None:
        left, right = (age_phrase_start(aged) or head).i, max(right, aged.i)
    while right > head.i and ((doc[right].is_punct and doc[right].text not in (")", "]")) or doc[right].is_space):
        right -= 1
    while left < head.i and (doc[left].is_punct or doc[left].is_space or doc[left].dep_ in ("case", "cc", "mark")):
        left += 1
    return Span(doc[left].idx, doc[right].idx + len(doc[right]))


def owner_phrase(text: str, owner: Token, noun: Token) -> Span:
    """The noun phrase of a possessor without its ending: "the driver" in "the driver's account"."""
    span = source_phrase(owner, noun)
    ending = next((e for e in ENDINGS if text.endswith(e, span.start, span.end)), "")
    return Span(span.start, span.end - len(ending))
