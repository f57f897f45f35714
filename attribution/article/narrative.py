"""Where the words of an article stand: in which sentence of the narrative, which paragraph, in or out of marks."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from spacy.attrs import SENT_START  # type: ignore[import-not-found]
from spacy.tokens import Token

from ..language.grammar import SUBJECTS
from ..language.lexicon import words
from ..language.names import key
from ..rules.beside_marks import Layout

SUBJECT, EMBEDDED, OBJECT, OWNER, OTHER, QUOTED = range(6)  # the roles of a mention
NAME, DESCRIPTION, PRONOUN = range(3)  # its forms
UPWARD = frozenset({"compound", "flat", "flat:name", "appos", "conj", "nmod:desc"})
MAIN = frozenset({"ROOT", "conj", "parataxis"})  # verbs whose subject leads
OWNERS = frozenset({"nmod:poss", "poss"})
OBJECTS = frozenset({"obj", "dobj", "iobj", "dative"})


@dataclass(frozen=True, slots=True)
class Reading:
    """Sentence starts, the number of each in the narrative, and the layout that they are of.

    A sentence that stands in quotation marks as a whole does not count: what is said inside it is no part of
    the reporter's story, and "he said" behind it is as near as if nothing had been quoted.
    """

    layout: Layout
    starts: list[int]
    numbers: list[int]

    @classmethod
    def of(cls, layout: Layout) -> Reading:
        values = layout.doc.to_array([SENT_START]).ravel()
        starts = [i for i, value in enumerate(values.tolist()) if value == 1]
        if not starts or starts[0]:
            starts.insert(0, 0)
        numbers, number = [], 0
        for first, after in zip(starts, [*starts[1:], len(layout.tokens)], strict=True):
            passage = layout.passage_at(layout.starts[first]) if after > first else None
            if passage is None or layout.starts[after - 1] >= passage.outer.end:
                number += 1
            numbers.append(number)
        return cls(layout, starts, numbers)

    def clock(self, at: int) -> int:
        """The number of the narrative's sentence at a token."""
        return self.numbers[bisect_right(self.starts, at) - 1]

    def paragraph(self, at: int) -> int:
        """The number of the paragraph at a token."""
        return bisect_right(self.layout.paragraphs, self.layout.starts[at], key=lambda p: p.start)

    def quoted(self, at: int) -> bool:
        """Whether the token stands in quotation marks."""
        return self.layout.passage_at(self.layout.starts[at]) is not None

    def role(self, token: Token) -> int:
        """What the mention at a token is in its clause; a name that describes a noun is what the noun is."""
        if self.quoted(token.i):
            return QUOTED
        top = topmost(token)
        label = top.dep_
        if label in SUBJECTS:
            return SUBJECT if top.head.dep_ in MAIN else EMBEDDED
        return OBJECT if label in OBJECTS else OWNER if label in OWNERS else OTHER


def topmost(token: Token) -> Token:
    """The head of the phrase that a name or noun is a part of: "minister" of "the minister Qin Gang"."""
    top = token
    while top.head != top and (top.dep_ in UPWARD or (top.dep_ == "nmod" and _office(top))):
        top = top.head
    return top


def _office(name: Token) -> bool:
    """ "Secretary of State NAME": the office is the head of the name."""
    head = name.head
    return name.pos_ == "PROPN" and 0 < name.i - head.i < 5 and head.tag_ == "NNP" and key(head.text) in words("titles")
