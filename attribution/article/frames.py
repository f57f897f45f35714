"""The dependency frame of a verb, which together with its lemma predicts whether it is a cue."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from spacy.tokens import Token

from ..language.grammar import Complement, complements, subtree_span
from .passages import Passage

MAX_MARK_DISTANCE = 60  # characters between a verb and a quotation mark that may belong to it
CONTENT_OBLIQUES = ("obl:about", "obl:for", "obl:to", "obl:of", "obl:on", "obl:against", "obl:with", "obl:as")


class VerbFrame(NamedTuple):
    """A verb's complements, the name of its frame (see ``frame``), and its ``mark_state``: "Q", "q" or "-"."""

    parts: list[Complement]
    frame: str
    marks: str


class Frames:
    """The frames of an article's verbs, each computed once, and the positions of its outer quotation marks."""

    def __init__(self, passages: list[Passage]) -> None:
        self.mark_offsets = sorted(at for p in passages for at in (p.outer.start, p.outer.end))
        self.openings = sorted(p.outer.start for p in passages)
        self._by_verb: dict[int, VerbFrame] = {}  # by the verb's token index

    def is_near_mark(self, token: Token) -> bool:
        """Whether a quotation mark is within ``MAX_MARK_DISTANCE`` characters of the token."""
        at = bisect_left(self.mark_offsets, token.idx - MAX_MARK_DISTANCE)
        return at < len(self.mark_offsets) and self.mark_offsets[at] <= token.idx + len(token) + MAX_MARK_DISTANCE

    def frame(self, verb: Token) -> VerbFrame:
        """The frame of a verb, cached."""
        stored = self._by_verb.get(verb.i)
        if stored is None:
            parts = list(complements(verb))
            stored = self._by_verb[verb.i] = VerbFrame(parts, frame(parts), self.mark_state(verb, parts))
        return stored

    def mark_state(self, verb: Token, parts: list[Complement]) -> str:
        """The quotation marks around a verb: "Q" if one opens inside a complement, "q" if one is near, else "-"."""
        for part in parts:
            span = subtree_span(part.top)
            at = bisect_left(self.openings, span.start - 1)
            if at < len(self.openings) and self.openings[at] < span.end:
                return "Q"
        return "q" if self.is_near_mark(verb) else "-"


def frame(parts: list[Complement]) -> str:
    """The frame's name, its highest-ranked complement: "ccomp", "xcomp", "as", "obj", "obl:about", ..., or "none"."""
    relations = {p.relation for p in parts}
    for name in ("ccomp", "xcomp"):
        if name in relations:
            return name
    if "obj" in relations:
        return "as" if "obl:as" in relations or "advcl:as" in relations else "obj"
    return next((o for o in CONTENT_OBLIQUES if o in relations), "none")
