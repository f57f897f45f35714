"""What was said, as a source has it: the words to compare an asked quotation with."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from api.wording.content import content_stems
from api.wording.word import Word
from api.wording.words import words
from attribution.model import Factuality

from .reported_speech import present, reported_word

T_co = TypeVar("T_co", covariant=True)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\Z")


@dataclass(frozen=True)
class Statement(Generic[T_co]):
    """A quotation that an archive or a source has.

    ``text`` is its content, ``quoted`` the ranges of it inside quotation marks (offsets, end exclusive): all of it in
    direct speech, none in indirect speech. ``speakers`` identify who said it: a speaker, or a group and its members.
    ``origin`` is the quotation itself. ``is_context``: the text is a paragraph around quotations that are statements of
    their own, which tell better than the paragraph what was said in which words.
    """

    text: str
    quoted: tuple[tuple[int, int], ...]
    factuality: Factuality | None
    speakers: frozenset[str]
    origin: T_co
    is_context: bool = False

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words of the content."""
        return words(self.text)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of the words."""
        return frozenset(word.key for word in self.words)

    @cached_property
    def reported_keys(self) -> frozenset[str]:
        """The keys of the words as indirect speech shifts them."""
        return frozenset(reported_word(word).key for word in self.words)

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems of the content words."""
        return content(self.words)

    @property
    def is_verbatim(self) -> bool:
        """Whether any of it is in quotation marks."""
        return bool(self.quoted)

    @cached_property
    def openings(self) -> tuple[int, ...]:
        """Where a sentence begins after an interruption: "I do not know," she said. "The League will decide."

        A passage in marks that follows another one and begins with a capital, unless that is "I".
        """
        pairs = zip(self.quoted, self.quoted[1:], strict=False)
        return tuple(start for (_, end), (start, _) in pairs if self._opens(end, start))

    def _opens(self, end: int, start: int) -> bool:
        first = self.text[start:].split(maxsplit=1)[0:1]
        interrupted = not self.text[end:start].strip()
        return interrupted and bool(first) and first[0][0].isupper() and not re.match(r"I\b", first[0])

    @property
    def is_denied(self) -> bool:
        """Whether the speaker denied it, or the reporter says that it was not said."""
        return self.factuality in (Factuality.DENIED, Factuality.UNSAID)

    def said_by(self, speakers: Collection[str] | None) -> bool | None:
        """Whether one of these speakers said it; None if none is asked for, or the statement does not say who did."""
        if speakers is None or not self.speakers:
            return None
        return not self.speakers.isdisjoint(speakers)

    def passages(self) -> Iterator[tuple[Word, ...]]:
        """The stretches of words that may be asked for as a whole: the content, and each passage in marks."""
        yield self.words
        for start, end in self.quoted:
            passage = tuple(word for word in self.words if start <= word.start and word.end <= end)
            if passage and len(passage) < len(self.words):
                yield passage


def content(found: Sequence[Word]) -> frozenset[str]:
    """The stems of the content words: irregular verbs in the past as in the present, ordinals as numbers."""
    return frozenset(cardinal(stem) for stem in content_stems([present(word) for word in found]))


def cardinal(key: str) -> str:
    """An ordinal in figures as a number: "5th" is "5"."""
    return _ORDINAL.sub("", key)
