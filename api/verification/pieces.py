"""Divides a quotation of a draft where a new one of the same speaker begins: “We won,” she said. “He lost.”"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from api.wording.positions import located, marked
from api.wording.words import words
from attribution.language.title_case import WORD, is_title_case
from attribution.model import Quotation, QuotationType, quotation_id

from .draft import Draft

LEAST_WORDS = 3  # of a piece that is looked up by itself; a shorter one goes with the next
MOST_TITLE_WORDS = 8
_ENDED = re.compile(r"[.!?…][^\w]*\Z")
Range = tuple[int, int]  # offsets in the text of the quotation, end exclusive


def pieces(quotation: Quotation, draft: Draft) -> tuple[Quotation, ...]:
    """A quotation of each part of the words in quotation marks that need not have been said in one go.

    They need not if a sentence ends before the next marks open, or in a mixed quotation. Words that an interruption
    parts (“We won,” she said, “because he lost”) stay together, with a gap.
    """
    ranges = spoken_ranges(quotation)
    groups: list[list[Range]] = []
    for found in ranges:
        if groups and (
            _is_short(quotation.text, groups[-1]) or not _is_new(quotation, draft.text, groups[-1][-1], found)
        ):
            groups[-1].append(found)
        else:
            groups.append([found])
    if len(groups) > 1 and _is_short(quotation.text, groups[-1]):
        groups[-2:] = [groups[-2] + groups[-1]]
    return tuple(_piece(quotation, draft, group) for group in groups)


def spoken_ranges(quotation: Quotation) -> tuple[Range, ...]:
    """The passages in quotation marks as ranges of the text, without the title of a work among them."""
    ranges = marked(quotation.spans, quotation.quoted)
    return tuple(r for r in ranges if not _is_title(quotation.text[slice(*r)])) or ranges


def _is_title(passage: str) -> bool:
    printed = WORD.findall(passage)
    return 1 < len(printed) <= MOST_TITLE_WORDS and passage.rstrip()[-1:] not in ".!?" and is_title_case(printed)


def _piece(quotation: Quotation, draft: Draft, group: Sequence[Range]) -> Quotation:
    spans = tuple(span for start, end in group for span in located(quotation.spans, start, end))
    text = " ".join(draft.text[span.start : span.end] for span in spans)
    return replace(quotation, id=quotation_id(draft.digest, spans), text=text, spans=spans, quoted=spans)


def _is_new(quotation: Quotation, draft: str, before: Range, after: Range) -> bool:
    """Whether a passage in marks begins a quotation of its own."""
    if quotation.type is QuotationType.MIXED:
        return True
    *_, last = located(quotation.spans, *before)
    first = next(located(quotation.spans, *after))
    return _ENDED.search(draft[last.start : first.start]) is not None and draft[first.start].isupper()


def _is_short(text: str, group: Sequence[Range]) -> bool:
    return sum(len(words(text[start:end])) for start, end in group) < LEAST_WORDS
