"""The record: what the engine says of one quotation, as frozen plain data.

Offsets are Unicode code points into the article's own text, end exclusive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple


class QuotationType(StrEnum):
    """How the words were passed on."""

    DIRECT = "direct"  # all of it in quotation marks, as its own clause
    MIXED = "mixed"  # a marked part inside the reporter's clause
    INDIRECT = "indirect"  # no marks
    BELIEF = "belief"  # no words at all: what somebody thinks, wants, fears or intends, as the article has it


class SpeakerKind(StrEnum):
    """What sort of source a speaker is."""

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


class Span(NamedTuple):
    """A stretch of the text; a tuple, since there are many, and they are compared and hashed all the time."""

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
    """Who that is, by canonical name; two of one name and kind are equal.

    ``description`` is the role or office as the article prints it beside the name ("Kenyan water minister"),
    ``speaks_for`` the name of the person or body that a spokesperson speaks for; None where it prints none.
    """

    name: str
    kind: SpeakerKind
    description: str | None = field(default=None, compare=False)
    speaks_for: str | None = field(default=None, compare=False)


def lies_in(part: Span, spans: Iterable[Span]) -> bool:
    """Whether one of the spans holds all of ``part``."""
    start, end = part
    for first, last in spans:  # noqa: SIM110  any() over a generator takes twice as long, and this is asked all the time
        if first <= start and end <= last:
            return True
    return False


class Factor(NamedTuple):
    """One feature that decided, and its weight: what it adds to the log odds of being right."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why the engine says so: the rule, the chain from mention to name, or the reason for silence.

    ``factors`` are the features that moved the confidence most, the weightiest first; none where only a rule spoke.
    """

    rule: str
    chain: tuple[str, ...] = ()
    reason: Reason | None = None
    factors: tuple[Factor, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """One passage that an article attributes, or that stands in quotation marks.

    ``spans`` are the content, without outer quotation marks, cue and mention; ``quoted`` are its
    verbatim parts; ``text`` is what is printed in the spans, joined by one space.
    ``confidence`` is a probability (0 to 1) that content and speaker are both right.
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
    evidence: Evidence = field(default_factory=lambda: Evidence("none"))


def text_digest(text: str) -> str:
    """The SHA-256 of the text in UTF-8, in hexadecimal.

    Raises ``UnicodeEncodeError`` for a lone surrogate, which no UTF-8 text can hold.
    """
    return hashlib.sha256(text.encode("utf8")).hexdigest()


def quotation_id(digest: str, spans: tuple[Span, ...], cue: Span | None = None) -> str:
    """An identifier derived from the article's digest, the content's spans and the cue: 20 hexadecimal digits."""
    key = digest + "".join(f":{s.start}-{s.end}" for s in spans) + (f"@{cue.start}" if cue else "")
    return hashlib.sha256(key.encode("ascii")).hexdigest()[:20]


def to_record(quotation: Quotation) -> dict[str, Any]:
    """The quotation as the JSON object of the record (plain dicts, lists, strings and numbers)."""

    def span(value: Span) -> dict[str, int]:
        return {"start": value.start, "end": value.end}

    def speaker(value: Speaker | None) -> dict[str, str | None] | None:
        if value is None:
            return None
        own = {"description": value.description, "speaks_for": value.speaks_for}
        return {"name": value.name, "kind": value.kind.value, **own}

    cue, mention, evidence = quotation.cue, quotation.mention, quotation.evidence
    return {
        "id": quotation.id,
        "type": quotation.type.value,
        "text": quotation.text,
        "spans": [span(s) for s in quotation.spans],
        "quoted": [span(s) for s in quotation.quoted],
        "cue": {"text": cue.text, "lemma": cue.lemma, "start": cue.start, "end": cue.end} if cue else None,
        "mention": {"text": mention.text, "start": mention.start, "end": mention.end} if mention else None,
        "speaker": speaker(quotation.speaker),
        "reported_by": speaker(quotation.reported_by),
        "confidence": quotation.confidence,
        "evidence": {
            "rule": evidence.rule,
            "chain": list(evidence.chain),
            "reason": evidence.reason.value if evidence.reason else None,
            "factors": [{"name": f.name, "weight": f.weight} for f in evidence.factors],
        },
    }
