"""Checks a quotation of a draft against statements of its sources, and says whether it may go out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from api.wording.asked import read
from api.wording.content import content_stems
from api.wording.cuts import Turn, omission_turns
from api.wording.significance import Significance
from api.wording.words import words
from attribution.model import Quotation, QuotationType, SpeakerKind

from .draft import Draft
from .findings import Verdict, verdict
from .known import Cast, Known, alike, by_last_word
from .matching import Finding, Match
from .pieces import pieces, spoken_ranges
from .referents import possible_referents
from .reports import own_words, supported
from .sources import SourceKind
from .speakers import speaks_for
from .statement import Statement

T = TypeVar("T")
LEAST_CONTENT = 2  # content words of a splice: among a few sources, short pieces do not agree by chance
LEAST_TOLD = 3  # content words outside of quotation marks from which on they are compared, too
LEAST_SURE = 0.5  # of the engine that a mention in the draft means a speaker
NAMED = (SpeakerKind.PERSON, SpeakerKind.ORGANIZATION)
GRAVE_TURNS = (Turn.NEGATION, Turn.CONDITION)


SENTENCE_ENDS = (".", "!", "?")
SENTENCE_BREAK = re.compile(r"[.!?][\"”’']*\s+")  # on one line


class Judgement(StrEnum):
    """Whether a quotation may go out, the most serious last."""

    OK = "ok"
    LOOK = "look"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class SourceInput:
    """A source of a draft. Without a ``kind`` it is recognized."""

    name: str
    text: str
    kind: SourceKind | None = None


@dataclass(frozen=True, slots=True)
class DraftInput:
    """A draft, what it rests on, and whether the archive may bear it out as well."""

    text: str
    sources: Sequence[SourceInput]
    archive: bool


@dataclass(frozen=True)
class Checked(Generic[T]):
    """A quotation of a draft with what the sources say of it. ``asked`` is the text that was verified."""

    quotation: Quotation
    asked: str
    verdict: Verdict[T]
    judgement: Judgement


def asked_text(quotation: Quotation) -> str:
    """What is verified: the words in quotation marks, with gaps between them, or all of a report without marks."""
    ranges = spoken_ranges(quotation)
    if quotation.type is QuotationType.INDIRECT or not ranges:
        return quotation.text
    return " … ".join(quotation.text[start:end] for start, end in ranges)


def check(
    quotation: Quotation,
    draft: Draft,
    known: Known[T],
    archived: Sequence[Statement[T]] = (),
    names: Cast = (),
) -> tuple[Checked[T], ...]:
    """Check one quotation of a draft, as a whole or, if it then may not go out, each piece of it by itself.

    ``archived``: what the archive says of it; ``names``: the speakers of that, by which they are identified.
    """
    speakers = _meant(quotation, draft, known, names)
    if is_report(quotation):
        asked = asked_text(quotation)
        found = supported(asked, [*known.bearing_on(asked, speakers), *archived], speakers)
        return (Checked(quotation, asked, found, _judge_report(found)),)
    stated = _stated(quotation, draft)
    whole = _marked(quotation, stated, known, archived, speakers)
    if whole.judgement is Judgement.OK and len(content_stems(words(own_words(quotation)))) >= LEAST_TOLD:
        told = supported(quotation.text, [*known.bearing_on(quotation.text, speakers), *archived], speakers)
        return (Checked(quotation, quotation.text, told, Judgement.STOP) if told.is_altered else whole,)
    parts = pieces(quotation, draft) if whole.judgement is not Judgement.OK else ()
    return tuple(_marked(part, stated, known, archived, speakers) for part in parts) if len(parts) > 1 else (whole,)


def is_report(quotation: Quotation) -> bool:
    """Whether the draft gives it in its own words."""
    return quotation.type is QuotationType.INDIRECT or not quotation.quoted


def _marked(
    quotation: Quotation,
    stated: Collection[Turn],
    known: Known[T],
    archived: Sequence[Statement[T]],
    speakers: frozenset[str] | None,
) -> Checked[T]:
    """The check of words in quotation marks: by what was said, and if that has nothing like it, by what is around."""
    asked = asked_text(quotation)
    compared = [*known.comparable(read(asked), speakers), *archived]
    found = verdict(read(asked), [said for said in compared if not said.is_context], speakers, LEAST_CONTENT)
    found = found if found.matches else verdict(read(asked), compared, speakers, LEAST_CONTENT)
    return Checked(quotation, asked, found, _judge_marked(found, stated))


def _meant(quotation: Quotation, draft: Draft, known: Known[T], names: Cast) -> frozenset[str] | None:
    """The names in the sources that may be the draft's speaker; None for a speaker without a name, or an unsure one."""
    speaker = quotation.speaker
    if speaker is None or speaker.kind not in NAMED or (speaker.confidence or 1.0) < LEAST_SURE:
        return None
    more = [(name, kind) for name, kind in names if name not in known.names]
    others = {
        *possible_referents(quotation, draft, known.family_names),
        *possible_referents(quotation, draft, by_last_word(name for name, _ in more)),
    }
    roles = [*known.voices, *(name for name, kind in more if kind is SpeakerKind.ANONYMOUS)]
    voices = {role for role in roles if speaks_for(role, speaker)}
    return frozenset({speaker.name, *known.labels(speaker.name), *alike(speaker.name, more), *others, *voices})


def _judge_marked(found: Verdict[T], stated: Collection[Turn]) -> Judgement:
    """Whether words in quotation marks with these findings may go out.

    ``stated``: the turns that the draft gives in its own words.
    """
    if found.finding is Finding.VERBATIM or found.finding is Finding.TRUNCATED:
        return _judge_turns(found.matches[0], stated)
    if found.finding is Finding.ALTERED and _is_slight(found.matches[0]):
        return Judgement.LOOK
    return Judgement.STOP


def _judge_report(found: Verdict[T]) -> Judgement:
    if found.finding is Finding.PARAPHRASED:
        return Judgement.OK
    return Judgement.LOOK if found.finding is Finding.NOT_FOUND else Judgement.STOP


def _judge_turns(best: Match[T], stated: Collection[Turn]) -> Judgement:
    turns = {turn for turn in best.turns if turn not in stated}
    if best.cut is not None and best.cut.after[:1] in SENTENCE_ENDS:
        turns.discard(Turn.CONTRAST)  # the next sentence is another statement
    if any(turn in GRAVE_TURNS for turn in turns):
        return Judgement.STOP if best.finding is Finding.TRUNCATED else Judgement.LOOK
    return Judgement.LOOK if turns and best.finding is Finding.TRUNCATED else Judgement.OK


def _stated(quotation: Quotation, draft: Draft) -> tuple[Turn, ...]:
    """The turns that the draft gives in its own words: the door was not “locked at any time”."""
    before = SENTENCE_BREAK.split(draft.before(quotation.spans[0].start))[-1]
    return omission_turns([*words(before), *words(own_words(quotation))])


def _is_slight(best: Match[T]) -> bool:
    """Whether no changed word matters by itself."""
    return all(kind is Significance.OTHER for difference in best.differences for kind in difference.kinds)
