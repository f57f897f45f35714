"""The dependency frame that a verb stands in: what decides, with its lemma, whether it is a cue."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from spacy.tokens import Token

from ..language.grammar import Complement, complements, subtree_span
from .passages import Passage

NEAR = 60  # characters between a verb and a quotation mark that may belong together
OBLIQUES = ("obl:about", "obl:for", "obl:to", "obl:of", "obl:on", "obl:against", "obl:with", "obl:as")


class Framed(NamedTuple):
    """A verb's complements, the name of their frame, and how quotation marks lie to them."""

    parts: list[Complement]
    frame: str
    marks: str


class Frames:
    """The frames of an article's verbs, each looked up once, with the outer quotation marks near them."""

    def __init__(self, passages: list[Passage]) -> None:
        self.places = sorted(at for p in passages for at in (p.outer.start, p.outer.end))
        self.openings = sorted(p.outer.start for p in passages)
        self.framed: dict[int, Framed] = {}  # by verb

    def near(self, token: Token) -> bool:
        """Whether a mark stands within ``NEAR`` characters of the token."""
        at = bisect_left(self.places, token.idx - NEAR)
        return at < len(self.places) and self.places[at] <= token.idx + len(token) + NEAR

    def frame(self, verb: Token) -> Framed:
        """The frame that a verb stands in, looked up once."""
        known = self.framed.get(verb.i)
        if known is None:
            parts = list(complements(verb))
            known = self.framed[verb.i] = Framed(parts, frame(parts), self.state(verb, parts))
        return known

    def state(self, verb: Token, parts: list[Complement]) -> str:
        """ "Q": a quotation opens inside a complement; "q": a mark is near; "-": neither."""
        for part in parts:
            span = subtree_span(part.top)
            at = bisect_left(self.openings, span.start - 1)
            if at < len(self.openings) and self.openings[at] < span.end:
                return "Q"
        return "q" if self.near(verb) else "-"


def frame(parts: list[Complement]) -> str:
    """The frame's name: the strongest complement ("ccomp", "xcomp", "as", "obj", "obl:about", ..., "none")."""
    relations = {p.relation for p in parts}
    for name in ("ccomp", "xcomp"):
        if name in relations:
            return name
    if "obj" in relations:
        return "as" if "obl:as" in relations or "advcl:as" in relations else "obj"
    return next((o for o in OBLIQUES if o in relations), "none")
