"""A quotation without a cue, the turns before it, and who may speak in it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from spacy.tokens import Token

from ..article.article import Article
from ..article.passages import Passage
from ..model import Span
from ..rules.report import Report
from .earlier_turns import Turn
from .turn_speakers import Names, Speaker, are_two, speaker_of

MAX_OF_DIALOGUE = 90  # characters of what is said in one turn of a dialogue; what is longer goes on


class Choice(StrEnum):
    """Who speaks: who spoke last, the other one of a dialogue, whom the text beside the passage tells of, or nobody."""

    LAST = "last"
    OTHER = "other"
    SHOWN = "shown"
    NOBODY = "nobody"


class Situation(NamedTuple):
    """A passage without a cue and who may speak in it.

    ``names``: whom sources lead to. ``last`` spoke last, ``other`` is the last turn of somebody else, ``before`` the
    turn before that, ``since`` the number of turns between the other and the last one. ``shown`` is the report of the
    text beside the passage. ``adjoins``: whether nothing stands between the passage and the one before it, and the one
    after it; ``following`` is the report of the latter.
    """

    article: Article
    number: int
    names: Names
    last: Turn
    other: Turn | None
    before: Turn | None
    since: int
    shown: Report | None
    adjoins: tuple[bool, bool]
    following: Report | None

    @property
    def passage(self) -> Passage:
        return self.article.passages[self.number]

    def turn(self, choice: Choice) -> Turn | None:
        """The earlier turn that a choice continues; None if it is none of them."""
        return {Choice.LAST: self.last, Choice.OTHER: self.other}.get(choice)

    def speaker(self, report: Report) -> Speaker:
        """The speaker of one of the reports."""
        return speaker_of(self.article, report, self.names)

    def gender(self, report: Report) -> str:
        """The gender of the speaker of one of the reports, as its source prints it or by the name it leads to."""
        return speaker_of(self.article, report, None).gender or self.speaker(report).gender

    def are_two(self, first: Report, second: Report) -> bool:
        """Whether two reports have two speakers."""
        return are_two(self.article, first, second, self.names)

    def is_apart(self) -> bool:
        """Whether the passage is in another paragraph than the last turn."""
        return self.last.paragraph(self.article) != self.article.paragraph_at(self.passage.outer.start)

    def follows(self) -> bool:
        """Whether nothing is told between the last turn and the passage, which is in a later paragraph."""
        article, start = self.article, self.passage.outer.start
        last, here = self.last.paragraph(article), article.paragraph_at(start)
        return not article.char_before(start) and not article.has_alphanumeric(last.end, here.start)

    def is_near(self, other: Turn) -> bool:
        """Whether no paragraph stands between the turn of the other one and the last turn."""
        start = self.last.paragraph(self.article).start
        return not self.article.has_alphanumeric(other.paragraph(self.article).end, start)

    def is_in_row(self) -> bool:
        """Whether the passage before, or that after, is a paragraph without a cue too."""
        article, number = self.article, self.number
        if number - 1 in self.last.report.passages and is_whole_paragraph(article, article.passages[number - 1]):
            return True
        if number + 1 >= len(article.passages):
            return False
        here, after = article.passages[number : number + 2]
        return is_whole_paragraph(article, after) and not article.has_alphanumeric(here.outer.end, after.outer.start)

    def parts(self) -> list[Passage]:
        """The passage, and the last one of each turn before it."""
        turns = [turn.report for turn in (self.other, self.last) if turn is not None]
        return [self.passage, *(self.article.passages[r.passages[-1]] for r in turns if r.passages)]

    def has_long_part(self) -> bool:
        """Whether more is said in one of these than in a turn of a dialogue."""
        return any(part.end - part.start > MAX_OF_DIALOGUE for part in self.parts())

    def tokens(self) -> list[Token]:
        """The tokens of the passage."""
        return self._tokens_of(self.passage.spans)

    def said(self, turn: Turn | None) -> list[Token]:
        """The tokens of the last two passages of a turn, or of its indirect speech."""
        if turn is None:
            return []
        own = [self.article.passages[number] for number in turn.report.passages[-2:]]
        return self._tokens_of([span for part in own for span in part.spans] or turn.report.content)

    def _tokens_of(self, spans: Iterable[Span]) -> list[Token]:
        return [token for span in spans for token in self.article.tokens[slice(*self.article.token_range(span))]]


def is_whole_paragraph(article: Article, passage: Passage) -> bool:
    """Whether nothing but a passage is in its paragraph."""
    paragraph, outer = article.paragraph_at(passage.outer.start), passage.outer
    return outer.start == paragraph.start and not article.has_alphanumeric(outer.end, paragraph.end)
