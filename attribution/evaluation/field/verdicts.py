"""One verdict per quotation: right, wrong extent, no speaker, wrong speaker, or missed.

A quotation is found by the record that shares at least half of its letters and digits with it (intersection over
union, one to one). One whose content is split by its cue may also be found piece by piece. Failing that, a record that
covers ``COVERED`` of it finds it with a wrong extent. The extent is right if every overlap is at least ``WHOLE``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ...model import QuotationType, Span
from ..alignment import THRESHOLD, Letters, Spans, align
from ..entries import NO_WORDS, Entry
from .gold import FieldText, Wanted

WHOLE = 0.8
COVERED = 0.3
MOST = 0.6  # of a forbidden passage, to count as attributed


class Verdict(StrEnum):
    """What became of a quotation of the gold, from best to worst."""

    RIGHT = "right"
    EXTENT = "extent"  # the right speaker, too many words or too few
    NOBODY = "nobody"  # found, without a speaker
    MISSED = "missed"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on a quotation, and the records that found it."""

    wanted: Wanted
    verdict: Verdict
    found: tuple[Entry, ...] = ()

    @property
    def counted(self) -> bool:
        """Whether it counts: an optional quotation only does if it is given to a wrong speaker."""
        return self.verdict == Verdict.WRONG or not self.wanted.optional


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdicts on a text, the attributions of words, and what was attributed though nobody said it.

    ``spurious`` are attributions that meet no quotation of the gold; ``forbidden`` pairs the forbidden passages that
    somebody is said to have said with the record that says so.
    """

    text: FieldText
    judged: tuple[Judged, ...]
    attributed: tuple[Entry, ...]
    spurious: tuple[Entry, ...]
    forbidden: tuple[tuple[Span, Entry], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The records that found a quotation, by number, with their overlaps; ``complete``: every piece was found."""

    records: tuple[tuple[int, float], ...] = ()
    complete: bool = True


def judge(text: FieldText, entries: Sequence[Entry]) -> Judgement:
    """Judge the records of one text. Acts report no words and are left out."""
    predicted = [entry for entry in entries if entry.type != QuotationType.ACT]
    letters = Letters(text.article.text)
    contents = [entry.spans for entry in predicted]
    pairs = align(letters, [wanted.entry.spans for wanted in text.wanted], contents)
    matches = [_match(letters, wanted, pairs.get(i), contents) for i, wanted in enumerate(text.wanted)]
    used = {j for match in matches for j, _ in match.records}
    attributed = [(j, entry) for j, entry in enumerate(predicted) if entry.speaker and entry.type not in NO_WORDS]
    words = tuple(entry for _, entry in attributed)
    return Judgement(
        text=text,
        judged=tuple(_judged(w, match, predicted) for w, match in zip(text.wanted, matches, strict=True)),
        attributed=words,
        spurious=tuple(entry for j, entry in attributed if j not in used),
        forbidden=tuple(
            (passage, entry)
            for passage in text.article.not_quotations
            if (entry := _covering(letters, passage, words)) is not None
        ),
    )


def _match(letters: Letters, wanted: Wanted, paired: int | None, contents: Sequence[Spans]) -> Match:
    spans = wanted.entry.spans
    whole = [] if paired is None else [(paired, _overlap(letters, spans, contents[paired]))]
    if len(spans) > 1:
        pieces = [_piece(letters, piece, whole, contents) for piece in spans]
        found, complete = [piece for piece in pieces if piece], all(pieces)
    else:
        found, complete = whole, True
    if found:
        return Match(tuple(found), complete)
    size = max(1, letters.size(spans))
    cover, j = max(((letters.shared(spans, c) / size, j) for j, c in enumerate(contents)), default=(0.0, -1))
    return Match(((j, cover),), complete=False) if cover >= COVERED else Match()


def _piece(
    letters: Letters, piece: Span, whole: list[tuple[int, float]], contents: Sequence[Spans]
) -> tuple[int, float] | None:
    """The record that found a piece of a split quotation: the one of the whole, or else one of about its extent."""
    size = max(1, letters.size((piece,)))
    for j, ratio in whole:
        if letters.shared((piece,), contents[j]) >= THRESHOLD * size:
            return j, max(ratio, _overlap(letters, (piece,), contents[j]))
    options = [(j, part) for j, spans in enumerate(contents) for part in (spans, *((span,) for span in spans))]
    ratio, j = max(((_overlap(letters, (piece,), part), j) for j, part in options), default=(0.0, -1))
    return (j, ratio) if ratio >= THRESHOLD else None


def _overlap(letters: Letters, one: Spans, other: Spans) -> float:
    """Intersection over union, in letters and digits."""
    both = letters.shared(one, other)
    return both / max(1, letters.size(one) + letters.size(other) - both)


def _judged(wanted: Wanted, match: Match, predicted: Sequence[Entry]) -> Judged:
    found = tuple(predicted[j] for j in sorted({j for j, _ in match.records}))
    names = [entry.speaker for entry in found]
    if not found:
        verdict = Verdict.MISSED
    elif any(name is not None and not wanted.accepts(name) for name in names):
        verdict = Verdict.WRONG
    elif not all(wanted.accepts(name) for name in names):
        verdict = Verdict.NOBODY
    elif match.complete and min(ratio for _, ratio in match.records) >= WHOLE:
        verdict = Verdict.RIGHT
    else:
        verdict = Verdict.EXTENT
    return Judged(wanted, verdict, found)


def _covering(letters: Letters, passage: Span, words: Sequence[Entry]) -> Entry | None:
    size = max(1, letters.size((passage,)))
    return next((entry for entry in words if letters.shared((passage,), entry.spans) >= MOST * size), None)
