"""Checks a quotation of a draft against statements of its sources, and says whether it may go out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from api.wording.asked import read
from api.wording.cuts import Turn, omission_turns
from api.wording.positions import marked
from api.wording.significance import Significance
from api.wording.words import words
from attribution.model import Quotation, QuotationType, SpeakerKind

from .findings import Verdict, verdict
from .matching import Finding, Match, paraphrase
from .pieces import pieces
from .referents import possible_referents
from .sources import SourceKind
from .speakers import called_alike
from .statement import Statement
from .support import support

T = TypeVar("T")
Cast = Collection[tuple[str, SpeakerKind]]  # speakers by name or, if their kind is ANONYMOUS, by their role
SUPPORTED = 0.5  # of the content words of a report in the draft's own words
ADDED = 0.1  # of the content words that a paragraph has to add to its quotations to bear out a report
LEAST_SURE = 0.5  # of the engine that a mention in the draft means a speaker
NAMED = (SpeakerKind.PERSON, SpeakerKind.ORGANIZATION)
GRAVE_TURNS = (Turn.NEGATION, Turn.CONDITION)


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
    ranges = marked(quotation.spans, quotation.quoted)
    if quotation.type is QuotationType.INDIRECT or not ranges:
        return quotation.text
    return " … ".join(quotation.text[start:end] for start, end in ranges)


def check(
    quotation: Quotation,
    draft: str,
    statements: Iterable[Statement[T]],
    names: Cast,
    transcripts: Iterable[Cast] = (),
) -> tuple[Checked[T], ...]:
    """Check one quotation of a draft, as a whole or, if it then may not go out, each piece of it by itself.

    ``names``: the speakers of the statements, by which they are identified. ``transcripts``: those of each transcript
    or set of notes, whose labels may be offices ("THE COURT:").
    """
    known = list(statements)
    speakers = _meant(quotation, draft, names, transcripts)
    if is_report(quotation):
        asked = asked_text(quotation)
        found = _supported(asked, known, speakers)
        return (Checked(quotation, asked, found, _judge_report(found)),)
    stated = _stated(quotation)
    whole = _marked(quotation, stated, known, speakers)
    parts = pieces(quotation, draft) if whole.judgement is not Judgement.OK else ()
    return tuple(_marked(part, stated, known, speakers) for part in parts) if len(parts) > 1 else (whole,)


def is_report(quotation: Quotation) -> bool:
    """Whether the draft gives it in its own words."""
    return quotation.type is QuotationType.INDIRECT or not quotation.quoted


def _marked(
    quotation: Quotation, stated: Collection[Turn], known: Sequence[Statement[T]], speakers: frozenset[str] | None
) -> Checked[T]:
    """The check of words in quotation marks: by what was said, and if that has nothing like it, by what is around."""
    asked = asked_text(quotation)
    found = verdict(read(asked), [said for said in known if not said.is_context], speakers)
    found = found if found.matches else verdict(read(asked), known, speakers)
    return Checked(quotation, asked, found, _judge_marked(found, stated))


def _meant(quotation: Quotation, draft: str, names: Cast, transcripts: Iterable[Cast]) -> frozenset[str] | None:
    """The names in the sources that may be the draft's speaker; None for a speaker without a name, or an unsure one.

    In a transcript that does not name the speaker, any label without a name may be theirs: the judge is "THE COURT:".
    """
    speaker = quotation.speaker
    if speaker is None or speaker.kind not in NAMED or (speaker.confidence or 1.0) < LEAST_SURE:
        return None
    unnamed = {
        name
        for cast in transcripts
        if not _alike(speaker.name, cast)
        for name, kind in cast
        if kind is SpeakerKind.ANONYMOUS
    }
    others = possible_referents(quotation, draft, [name for name, _ in names])
    return frozenset({speaker.name, *_alike(speaker.name, names), *unnamed, *others})


def _alike(asked: str, names: Cast) -> set[str]:
    return {name for name, kind in names if called_alike(asked, name, kind)}


def _supported(asked: str, statements: Sequence[Statement[T]], speakers: frozenset[str] | None) -> Verdict[T]:
    """The verdict on a report in the draft's own words: its content must be the speaker's, and nothing against it."""

    def rank(item: tuple[float, bool, Statement[T]]) -> tuple[float, bool]:
        score, conflicting, statement = item
        other = statement.said_by(speakers) is False
        return -score + 0.3 * other + 0.05 * (not statement.speakers), conflicting

    tried = [(support(asked, s), s) for s in statements]
    quoted = max((t.score for t, s in tried if not s.is_context), default=0.0)
    enough = [(t, s) for t, s in tried if t.score >= (max(SUPPORTED, quoted + ADDED) if s.is_context else SUPPORTED)]
    near = sorted(((t.score, bool(t.conflicts), s) for t, s in enough), key=rank)
    matches = [found for *_, s in near if (found := paraphrase(read(asked), s)) is not None]
    if not near or not matches:
        return Verdict(Finding.NOT_FOUND, (Finding.NOT_FOUND,), ())
    _, conflicting, best = near[0]
    findings = [Finding.ALTERED if conflicting else Finding.PARAPHRASED]
    if best.said_by(speakers) is False:
        findings.insert(0, Finding.OTHER_SPEAKER)
    if best.is_denied:
        findings.insert(0, Finding.DENIED)
    return Verdict(findings[0], tuple(findings), tuple(matches[:MOST_SHOWN]))


MOST_SHOWN = 5


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
    turns = [turn for turn in best.turns if turn not in stated]
    if any(turn in GRAVE_TURNS for turn in turns):
        return Judgement.STOP if best.finding is Finding.TRUNCATED else Judgement.LOOK
    return Judgement.LOOK if turns and best.finding is Finding.TRUNCATED else Judgement.OK


def _stated(quotation: Quotation) -> tuple[Turn, ...]:
    """The turns that the draft gives in its own words: the door was not “locked at any time”."""
    ranges = marked(quotation.spans, quotation.quoted)
    own = (word for word in words(quotation.text) if not any(start <= word.start < end for start, end in ranges))
    return omission_turns(list(own))


def _is_slight(best: Match[T]) -> bool:
    """Whether no changed word matters by itself."""
    return all(kind is Significance.OTHER for difference in best.differences for kind in difference.kinds)
