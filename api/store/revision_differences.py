"""What changed between the quotations of two revisions of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from .views import QuoteView

SIMILAR = 0.6  # share of common letters from which two wordings are one quotation that was changed
MOST_PAIRS = 10_000  # more pairs of quotations than these are not compared letter by letter


@dataclass(frozen=True, slots=True)
class Change:
    """One quotation before and after."""

    before: QuoteView
    after: QuoteView


@dataclass(frozen=True, slots=True)
class Changes:
    """What came, what changed and what went, each in the order of the text. What only moved is in none."""

    added: tuple[QuoteView, ...] = ()
    changed: tuple[Change, ...] = ()
    removed: tuple[QuoteView, ...] = ()


def compare(before: Sequence[QuoteView], after: Sequence[QuoteView]) -> Changes:
    """The changes from one revision to the next."""
    old, new = _without_same(before, after)
    many = len(old) * len(new) > MOST_PAIRS
    pairs = [(_similarity(before[one], after[other], many), one, other) for one in old for other in new]
    changed = []
    for share, one, other in sorted(pairs, key=lambda pair: -pair[0]):
        if share >= SIMILAR and one in old and other in new:
            old.remove(one)
            new.remove(other)
            changed.append(Change(before[one], after[other]))
    changed.sort(key=lambda change: change.after.position)
    return Changes(tuple(after[i] for i in new), tuple(changed), tuple(before[i] for i in old))


def _without_same(before: Sequence[QuoteView], after: Sequence[QuoteView]) -> tuple[list[int], list[int]]:
    """The positions on both sides of what has no counterpart that says the same."""
    waiting: dict[object, list[int]] = {}
    for position, quote in enumerate(before):
        waiting.setdefault(_said(quote), []).append(position)
    new = []
    for position, quote in enumerate(after):
        same = waiting.get(_said(quote))
        if same:
            same.pop(0)
        else:
            new.append(position)
    return sorted(position for left in waiting.values() for position in left), new


def _said(quote: QuoteView) -> tuple[object, ...]:
    """Who said what, wherever it stands."""
    return quote.type, quote.text, quote.speaker and quote.speaker.name, quote.reported_by and quote.reported_by.name


def _similarity(before: QuoteView, after: QuoteView, many: bool) -> float:
    if before.text == after.text or many:
        return float(before.text == after.text)
    return Indel.normalized_similarity(before.text, after.text, score_cutoff=SIMILAR)
