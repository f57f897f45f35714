"""The data model: the record of a quotation as immutable plain data.

Offsets are Unicode code points of the article's original text, end exclusive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

from .codec import Described, decoder, encoder


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
    """A stretch of the article's text. A tuple for speed, because spans are many and often compared and hashed."""

    start: Annotated[int, Described("The offset of the first code point.", 10)]
    end: Annotated[int, Described("The offset after the last code point.", 28)]


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that report: "said", "according to", "told reporters"."""

    text: Annotated[str, Described("As printed.", "said")]
    lemma: Annotated[str, Described("The dictionary form.", "say")]
    start: Annotated[int, Described("The offset of the first code point.", 34)]
    end: Annotated[int, Described("The offset after the last code point.", 38)]


@dataclass(frozen=True, slots=True)
class Mention:
    """The speaker as printed beside the cue: "she", "Blinken", "a senior US official"."""

    text: Annotated[str, Described("As printed.", "Xi")]
    start: Annotated[int, Described("The offset of the first code point.", 31)]
    end: Annotated[int, Described("The offset after the last code point.", 33)]


@dataclass(frozen=True, slots=True)
class SingleSpeaker:
    """One speaker by canonical name. Those with the same name and kind are equal."""

    name: Annotated[str, Described("The fullest name in the article.", "Xi Jinping")]
    kind: Annotated[SpeakerKind, Described("The kind of source.", "person")]
    description: Annotated[
        str | None,
        Described("The role or office as printed with the name; null if there is none.", "Chinese President"),
    ] = field(default=None, compare=False)
    speaks_for: Annotated[
        str | None,
        Described("The person or organization that a spokesperson represents; null if none is printed.", None),
    ] = field(default=None, compare=False)
    confidence: Annotated[
        float | None,
        Described(
            "The probability that the mention means this speaker; null if the engine did not determine it.",
            0.93,
            minimum=0,
            maximum=1,
        ),
    ] = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Speaker(SingleSpeaker):
    """The speaker of a quotation: one speaker, or a group with its members."""

    members: Annotated[
        tuple[SingleSpeaker, ...],
        Described('The speakers of a group that the article lists, as in "Lopez and Okafor said".', []),
    ] = field(default=(), compare=False)


def lies_in(part: Span, spans: Iterable[Span]) -> bool:
    """Whether ``part`` lies completely within one of the spans."""
    start, end = part
    for first, last in spans:  # noqa: SIM110  any() with a generator takes twice as long, and this is a hot path
        if first <= start and end <= last:
            return True
    return False


class Factor(NamedTuple):
    """A feature that affected the confidence, or the choice of the speaker."""

    name: Annotated[str, Described("The name of the feature.", "source_role")]
    weight: Annotated[float, Described("What it adds to the log odds of the answer being right.", 1.27)]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence for an attribution, or why there is no speaker."""

    rule: Annotated[str, Described("The rule that found the speaker.", "subject_of_cue")]
    chain: Annotated[
        tuple[str, ...], Described("From the mention to the name.", ["Xi", "Chinese President Xi Jinping"])
    ] = ()
    reason: Annotated[Reason | None, Described("Why there is no speaker; null if there is one.", None)] = None
    factors: Annotated[
        tuple[Factor, ...],
        Described("The features with the largest effect on the confidence, largest first; empty if rules decided."),
    ] = ()
    link_factors: Annotated[
        tuple[Factor, ...],
        Described(
            "The features by which the choice of the speaker whom a pronoun or description means differs most from the "
            "next best one, largest first; empty if the mention is a name.",
            [],
        ),
    ] = ()
    block: Annotated[
        str | None,
        Described(
            "The kind of the block in which the quotation begins: `prose`, `headline`, `turn`, `post`, `caption` and "
            "others; null: an older engine, which did not say, read the article.",
            "prose",
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """One passage that an article attributes to a speaker, or that is in quotation marks.

    This is the one definition of the record: ``to_record`` and ``from_record``, the engine's sockets, the store's JSON
    and the schemas of the API follow these fields and those of the classes above.
    """

    id: Annotated[str, Described("The identifier, derived from the article and the spans.", "9f2d6c1b7e3a4850d1c2")]
    type: Annotated[
        QuotationType,
        Described(
            "`direct`: entirely in quotation marks, as its own clause; `mixed`: partly in quotation marks; `indirect`: "
            "without quotation marks; `belief`: not said but thought, wanted or feared; `act`: that somebody spoke, "
            "but not what they said.",
            "direct",
        ),
    ]
    text: Annotated[
        str, Described("What was said, as printed; the spans joined by single spaces.", "This is very good,")
    ]
    spans: Annotated[
        tuple[Span, ...], Described("Where the content stands, without outer quotation marks, cue and mention.")
    ]
    quoted: Annotated[tuple[Span, ...], Described("The verbatim parts of the content, in quotation marks.")]
    cue: Annotated[Cue | None, Described("The words that report; null if there are none.")]
    mention: Annotated[Mention | None, Described("The speaker as printed beside the cue; null if there is none.")]
    speaker: Annotated[Speaker | None, Described("Who said it; null if nobody is certain enough.")]
    reported_by: Annotated[Speaker | None, Described("Who passed it on, the outer speaker of a chain.", None)]
    confidence: Annotated[
        float, Described("The probability that content and speaker are both right.", 0.97, minimum=0, maximum=1)
    ]
    factuality: Annotated[
        Factuality | None,
        Described(
            "Whether the content was said and meant. `asserted`: the speaker stands by it; `denied`: the speaker "
            "rejects it; `unsaid`: the article says that it was not said; `open`: asked, expected, possible or under "
            "review; null: an older engine, which did not determine it, read the article.",
            "asserted",
        ),
    ] = None
    evidence: Annotated[Evidence, Described("Why the engine says so.")] = field(
        default_factory=lambda: Evidence("none")
    )


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
