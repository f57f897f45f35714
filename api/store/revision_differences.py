"""Compares the quotations of two revisions of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from .views import QuoteView

MIN_SIMILARITY = 0.6  # normalized Indel similarity from which two wordings count as one changed quotation
MAX_PAIRS = 10_000  # with more pairs of quotations, only identical texts are matched


@dataclass(frozen=True, slots=True)
class Change:
    """A quotation before and after a change."""

    before: QuoteView
    after: QuoteView


@dataclass(frozen=True, slots=True)
class Changes:
    """Added, changed and removed quotations, each in text order. Quotations that only moved are not included."""

    added: tuple[QuoteView, ...] = ()
    changed: tuple[Change, ...] = ()
    removed: tuple[QuoteView, ...] = ()


def compare(before: Sequence[QuoteView], after: Sequence[QuoteView]) -> Changes:
    """Return the changes from one revision's quotations to the next one's."""
    old, new = _unmatched(before, after)
    many = len(old) * len(new) > MAX_PAIRS
    pairs = [(_similarity(before[one], after[other], many), one, other) for one in old for other in new]
    changed = []
    for share, one, other in sorted(pairs, key=lambda pair: -pair[0]):
        if share >= MIN_SIMILARITY and one in old and other in new:
            old.remove(one)
            new.remove(other)
            changed.append(Change(before[one], after[other]))
    changed.sort(key=lambda change: change.after.position)
    return Changes(tuple(after[i] for i in new), tuple(changed), tuple(before[i] for i in old))


def _unmatched(before: Sequence[QuoteView], after: Sequence[QuoteView]) -> tuple[list[int], list[int]]:
    """Return the indexes on both sides of the quotations without an identical counterpart."""
    waiting: dict[object, list[int]] = {}
    for position, quote in enumerate(before):
        waiting.setdefault(_content(quote), []).append(position)
    new = []
    for position, quote in enumerate(after):
        same = waiting.get(_content(quote))
        if same:
            same.pop(0)
        else:
            new.append(position)
    return sorted(position for left in waiting.values() for position in left), new


def _content(quote: QuoteView) -> tuple[object, ...]:
    """Return who said what, without the position: quotations that are equal in this are identical."""
    return quote.type, quote.text, quote.speaker and quote.speaker.name, quote.reported_by and quote.reported_by.name


def _similarity(before: QuoteView, after: QuoteView, many: bool) -> float:
    if before.text == after.text or many:
        return float(before.text == after.text)
    return Indel.normalized_similarity(before.text, after.text, score_cutoff=MIN_SIMILARITY)
