"""The data model: the record of a quotation as immutable plain data.

Offsets are Unicode code points of the article's original text, end exclusive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from .codec import decoder, encoder


class QuotationType(StrEnum):
    """How the content is reported."""

    DIRECT = "direct"  # entirely in quotation marks, as a clause of its own
    MIXED = "mixed"  # partly in quotation marks, within the reporter's clause
    INDIRECT = "indirect"  # without quotation marks
    BELIEF = "belief"  # what somebody thinks, wants, fears or intends, without quotation marks
    ACT = "act"  # that somebody spoke, but not what they said: "thanked the crew", "declined to comment"


class Factuality(StrEnum):
    """Whether the content was said and meant."""

    ASSERTED = "asserted"  # the speaker said it, and stands by it
    DENIED = "denied"  # the speaker rejects it: "denied that he took it"
    UNSAID = "unsaid"  # the article says that it was not said: "never said that", "declined to say whether"
    OPEN = "open"  # asked, expected, possible or under review: "asked whether", "is expected to say", "Claim:"


class SpeakerKind(StrEnum):
    """The kind of source that a speaker is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"


class Reason(StrEnum):
    """Why a quotation has no speaker."""

    NO_CUE = "no_cue"
    NO_SOURCE = "no_source"
    AMBIGUOUS_PRONOUN = "ambiguous_pronoun"
    AMBIGUOUS_NAME = "ambiguous_name"
    UNBALANCED_MARKS = "unbalanced_marks"
    NOT_SPEECH = "not_speech"
    UNSAID = "unsaid"


class Span(NamedTuple):
    """A span of the text. A tuple for speed, because spans are many and often compared and hashed."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that report: "said", "according to", "told reporters"."""

    text: str
    lemma: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """The speaker as printed beside the cue: "she", "Blinken", "a senior US official"."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """The speaker by canonical name. Speakers with the same name and kind are equal.

    ``description`` is the role or office printed with the name ("Kenyan water minister"), ``speaks_for`` the name of
    the person or organization that a spokesperson represents; None if the article prints none. ``members`` are the
    speakers of a group that the article lists: "Lopez and Okafor said".
    """

    name: str
    kind: SpeakerKind
    description: str | None = field(default=None, compare=False)
    speaks_for: str | None = field(default=None, compare=False)
    members: tuple[Speaker, ...] = field(default=(), compare=False)


def lies_in(part: Span, spans: Iterable[Span]) -> bool:
    """Whether ``part`` lies completely within one of the spans."""
    start, end = part
    for first, last in spans:  # noqa: SIM110  any() with a generator takes twice as long, and this is a hot path
        if first <= start and end <= last:
            return True
    return False


class Factor(NamedTuple):
    """A feature that affected the confidence, and its weight: what it adds to the log odds."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence for an attribution: the rule, the chain from mention to name, and why there is no speaker, if so.

    ``factors`` are the features with the largest effect on the confidence, largest first; empty if only rules decided.
    """

    rule: str
    chain: tuple[str, ...] = ()
    reason: Reason | None = None
    factors: tuple[Factor, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """One passage that an article attributes to a speaker, or that is in quotation marks.

    ``spans`` are the content without outer quotation marks, cue and mention; ``quoted`` are its verbatim parts;
    ``text`` is the text of the spans, joined by single spaces. ``reported_by`` is the outer speaker of a chain.
    ``confidence`` is the probability (0 to 1) that content and speaker are both right.
    """

    id: str
    type: QuotationType
    text: str
    spans: tuple[Span, ...]
    quoted: tuple[Span, ...]
    cue: Cue | None
    mention: Mention | None
    speaker: Speaker | None
    reported_by: Speaker | None
    confidence: float
    factuality: Factuality = Factuality.ASSERTED
    evidence: Evidence = field(default_factory=lambda: Evidence("none"))


def text_digest(text: str) -> str:
    """The hexadecimal SHA-256 of the text in UTF-8.

    Raises ``UnicodeEncodeError`` if the text contains a lone surrogate.
    """
    return hashlib.sha256(text.encode("utf8")).hexdigest()


def quotation_id(digest: str, spans: tuple[Span, ...], cue: Span | None = None) -> str:
    """The identifier of a quotation, 20 hexadecimal digits, derived from text digest, content spans and cue."""
    key = digest + "".join(f":{s.start}-{s.end}" for s in spans) + (f"@{cue.start}" if cue else "")
    return hashlib.sha256(key.encode("ascii")).hexdigest()[:20]


def to_record(quotation: Quotation) -> dict[str, Any]:
    """The quotation as the JSON object of the record (dicts, lists, strings and numbers)."""
    record: dict[str, Any] = encoder(Quotation)(quotation)
    return record


def from_record(record: dict[str, Any]) -> Quotation:
    """The quotation of a record: the inverse of ``to_record``. A field that an older record lacks has its default."""
    quotation: Quotation = decoder(Quotation)(record)
    return quotation
