"""Whether two quotations of one speaker are wordings of one utterance, decided by the two alone.

The content words decide, as sets: re-translations and re-spinnings move words and replace some. Short quotations say
little of the occasion, so that they must agree in all content words, and be of the same days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from rapidfuzz.distance import LCSseq

from .asked import Asked
from .content import content_stems

NEAR = timedelta(days=7)  # between reports of one utterance, as a rule
SHORT = 4  # content words below which a quotation is short
LEAST_SHARED = 3  # content words
ALIKE = 0.5  # Jaccard similarity of two wordings that were reported in the same days
ALIKE_APART = 0.8  # of two that were not: speakers repeat themselves
EXCERPT = 5  # content words of an excerpt
VERBATIM = 4  # content words in a row of an excerpt that was reported in the same days
WITHIN = 0.9  # share of an excerpt's content words that the longer wording has
IN_ORDER = 0.8  # share of them that it has in the same order


@dataclass(frozen=True)
class Wording:
    """What is compared of a quotation: the stems of its content words in order, and when it was published."""

    stems: tuple[str, ...]
    published_at: datetime | None

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems without their order."""
        return frozenset(self.stems)

    @property
    def is_short(self) -> bool:
        """Whether the words alone do not tell one occasion from another."""
        return len(self.content) < SHORT

    @cached_property
    def figures(self) -> frozenset[str]:
        """The numbers among the content words."""
        return frozenset(stem for stem in self.content if stem[0].isdigit())


def wording(quoted: Asked, published_at: datetime | None) -> Wording:
    """The wording of a quotation: of its words to the letter, as its own ellipses and brackets say."""
    return Wording(content_stems(quoted.words), published_at)


def same_utterance(one: Wording, other: Wording) -> bool:
    """Whether two quotations of one speaker are wordings of one utterance."""
    shorter, longer = sorted((one, other), key=lambda wording: len(wording.content))
    if shorter.is_short:
        return bool(shorter.content) and shorter.content == longer.content and _near(one, other) is True
    return _alike(shorter, longer) or is_excerpt(shorter, longer)


def is_excerpt(part: Wording, whole: Wording) -> bool:
    """Whether a quotation of one speaker has hardly a content word that another one does not have in the same order."""
    if part.is_short or len(part.content) > len(whole.content):
        return False
    if _near(part, whole) is False:
        return part.figures <= whole.figures and _is_contained(part, whole)
    return _is_contained(part, whole) or _is_verbatim(part, whole)


def _near(one: Wording, other: Wording) -> bool | None:
    """Whether two quotations were published in the same days; None if that is not known."""
    if one.published_at is None or other.published_at is None:
        return None
    return abs(one.published_at - other.published_at) <= NEAR


def _alike(one: Wording, other: Wording) -> bool:
    shared, apart = len(one.content & other.content), _near(one, other) is False
    least = (ALIKE_APART if apart else ALIKE) * len(one.content | other.content)
    return shared >= LEAST_SHARED and shared >= least and not (apart and one.figures != other.figures)


def _is_contained(part: Wording, whole: Wording) -> bool:
    shared = len(part.content & whole.content)
    if shared < EXCERPT or shared < WITHIN * len(part.content):
        return False
    return LCSseq.similarity(part.stems, whole.stems) >= IN_ORDER * len(part.stems)


def _is_verbatim(part: Wording, whole: Wording) -> bool:
    length = len(part.stems)
    starts = range(len(whole.stems) - length + 1)
    return length >= VERBATIM and any(whole.stems[n : n + length] == part.stems for n in starts)
