"""The turns of speakers: divide a transcript, or a part of one in an article, by its labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from ...language.name_key import key
from ...language.title_case import WORD, is_title_case
from ...model import Span
from ..marks import CLOSING, DOUBLE_MARK, OPENING, STRAIGHT
from .block import Turn
from .examinations import with_answers, with_parties
from .labels import Candidate
from .stage_directions import is_stage_direction, without_stage_directions
from .transcript_heads import Head, heads
from .transcripts import SPOKEN, labels_of_speakers

MANY_TURNS, HEADLINES = 4, 2  # a text of fewer turns is a transcript if the first one stands at its head
MIN_SHARE = 0.5  # share of the paragraphs from the first label to the last in a text that is a transcript
LABELLED = 0.6  # share of the paragraphs with a label from which others without "I" or "you" are the reporter's
MAX_PARAGRAPHS = 60  # paragraphs of one quotation; a longer turn becomes several
MAX_HEADING = 80  # characters of the head of a section
STOPS = ".!?:;,…—–-”\"’')]"
QUOTING = OPENING + STRAIGHT  # a paragraph in marks is what somebody else says, in a report that the speaker reads out
FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|[Ww]e|[Oo]ur)\b")
THIRD_PERSON = re.compile(r"(?:He|She|They)\b")
END = re.compile(
    r"\W*(?:end|ends|end of .*|end \d.*|-?30-?|(?:content and programming )?copyright\b.*|duration: .*|disclaimer: .*"
    r"|call participants:.*|\[?call ended\]?.*|notes? to editors?:?.*|media (?:contact|enquiries)s?:?.*)\W*",
    re.IGNORECASE,
)


def find_turns(text: str, paragraphs: list[Span]) -> tuple[list[Turn], list[Head]]:
    """The turns of a text and the heads between them, in order; none if it is not a transcript and holds none."""
    labels = labels_of_speakers(text, paragraphs)
    if not labels:
        return [], []
    above = heads(text, paragraphs)
    numbers = {head.paragraph for head in above}
    plain = with_answers(paragraphs, [label for label in labels if label.paragraph not in numbers])
    named = list(with_parties(text, paragraphs, plain, above))
    return [turn for turn in _turns(text, paragraphs, named, numbers) if turn.spans], above


def _turns(text: str, paragraphs: list[Span], labels: list[Candidate], above: set[int]) -> Iterator[Turn]:
    """The turn of each label, divided if it is very long; ``above`` are the paragraphs that are heads."""
    if not labels:
        return
    whole = _is_whole(paragraphs, labels)
    ends = [*(label.paragraph for label in labels[1:]), len(paragraphs)]
    several = False  # whether a turn before the last has several paragraphs
    labelled = _labels_each(paragraphs, labels)
    for found, end in zip(labels, ends, strict=True):
        spans = without_stage_directions(text, found.end, paragraphs[found.paragraph].end)
        below = paragraphs[found.paragraph + 1 : next((n for n in range(found.paragraph + 1, end) if n in above), end)]
        last = end == len(paragraphs) and len(labels) > HEADLINES
        if _is_enclosed(text, spans):
            below = []
        elif not whole or (last and not several):
            below = [] if spans else [line for line in below if not is_stage_direction(text, *line)][:1]
        kept = list(_continued(text, below, found, begun=bool(spans)))
        if labelled:
            told = partial(_is_told, text, last=end == len(paragraphs))
            kept = [line for n, line in enumerate(kept) if (not spans and n == 0) or not told(line)]
        several = several or len(kept) > 1 or bool(kept and spans)
        for paragraph in kept:
            if len(spans) >= MAX_PARAGRAPHS:
                yield Turn(found.label, tuple(spans))
                spans = []
            spans += without_stage_directions(text, *paragraph)
        yield Turn(found.label, _without_marks(text, spans))


def _without_marks(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """The words of a turn, without marks that enclose all of them: Ana Ruiz: “We will stay.”"""
    return (Span(spans[0].start + 1, spans[0].end - 1),) if _is_enclosed(text, spans) else tuple(spans)


def _is_enclosed(text: str, spans: list[Span]) -> bool:
    """Whether marks enclose all of a turn, which therefore has no further paragraphs."""
    if len(spans) != 1:
        return False
    start, end = spans[0]
    inner = text[start + 1 : end - 1]
    enclosed = text[start] in QUOTING and text[end - 1] in CLOSING + STRAIGHT
    return enclosed and inner != "" and not DOUBLE_MARK.search(inner)


def _is_whole(paragraphs: list[Span], labels: list[Candidate]) -> bool:
    """Whether the text is a transcript as a whole, so that what has no label continues the turn above it."""
    reach = labels[-1].paragraph - labels[0].paragraph + 1
    return reach >= MIN_SHARE * len(paragraphs) and (len(labels) >= MANY_TURNS or labels[0].paragraph < HEADLINES)


def _continued(text: str, below: list[Span], found: Candidate, *, begun: bool) -> Iterator[Span]:
    """The paragraphs below a label that belong to its turn, up to the end of the transcript.

    A paragraph that names the speaker is the reporter's again: "Ms Amis left by a side door."
    """
    for number, paragraph in enumerate(below):
        if END.fullmatch(text, *paragraph) or ((number or begun) and names_speaker(text, paragraph, found.last)):
            return
        if _is_heading(text, paragraph):
            continue
        if not is_stage_direction(text, *paragraph) and text[paragraph.start] not in QUOTING:
            yield paragraph


def _labels_each(paragraphs: list[Span], labels: list[Candidate]) -> bool:
    """Whether nearly every paragraph between the first label and the last has a label, as in a printed interview."""
    reach = labels[-1].paragraph - labels[0].paragraph + 1
    return len(labels) >= MANY_TURNS and len(labels) >= LABELLED * reach


def _is_told(text: str, paragraph: Span, *, last: bool) -> bool:
    """Whether a paragraph below a turn is the reporter's: without "I" or "you", and after the last turn or of "she"."""
    spoken = SPOKEN.search(text, *paragraph) is not None
    return not spoken and (last or THIRD_PERSON.match(text, *paragraph) is not None)


def _is_heading(text: str, paragraph: Span) -> bool:
    """Whether a paragraph is the head of a section: "Question-and-Answer Session"."""
    if paragraph.end - paragraph.start > MAX_HEADING or text[paragraph.end - 1] in STOPS:
        return False
    return is_title_case(WORD.findall(text, *paragraph))


def names_speaker(text: str, paragraph: Span, name: str) -> bool:
    """Whether a paragraph calls the speaker by name, and is not told by "I"."""
    if not name or FIRST_PERSON.search(text, *paragraph):
        return False
    return any(word[0].isupper() and key(word.removesuffix("’s").removesuffix("'s")) == name
               for word in WORD.findall(text, *paragraph))  # fmt: skip
