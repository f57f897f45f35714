"""Passages in quotation marks, including those that run over several paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Span
from .marks import ALL_MARKS, FILLER, MarkPair, normalize_typed_marks, pair_marks

MAX_PARAGRAPHS = 40  # a mark that is still open after this many paragraphs is treated as a stray one


@dataclass(frozen=True, slots=True)
class Passage:
    """The text between two outer quotation marks: ``spans`` exclude the marks, ``outer`` includes them.

    There are several spans if the passage runs over several paragraphs. ``single`` tells single marks from double ones.
    ``closed`` is False if the closing mark is missing; the passage then ends with its paragraph.
    """

    spans: tuple[Span, ...]
    outer: Span
    single: bool
    closed: bool

    @property
    def start(self) -> int:
        return self.spans[0].start

    @property
    def end(self) -> int:
        return self.spans[-1].end

    @property
    def has_closing_mark(self) -> bool:
        """Whether a closing mark follows the last span; a passage without one may have been closed at its cue."""
        return self.end != self.outer.end


def find_passages(text: str, paragraphs: list[Span]) -> list[Passage]:
    """The outermost passages of an article, in order of the text. Linear in its length."""
    text = normalize_typed_marks(text)
    marks = [pair_marks(text, p.start, p.end) for p in paragraphs]
    used = [[False] * len(of_one) for of_one in marks]
    found: list[Passage] = []
    for number in range(len(paragraphs)):
        for place, mark in enumerate(marks[number]):
            if used[number][place] or mark.opening is None:
                continue
            used[number][place] = True
            if mark.closing is not None:
                found.append(_make_passage(text, [Span(mark.opening + 1, mark.closing)], mark, mark.closing + 1, True))
            else:
                found.append(_unclosed_passage(text, paragraphs, marks, used, number, place))
    return sorted((p for p in found if any(_has_content(text, s) for s in p.spans)), key=lambda p: p.outer.start)


def _unclosed_passage(
    text: str, paragraphs: list[Span], marks: list[list[MarkPair]], used: list[list[bool]], number: int, place: int
) -> Passage:
    mark, following = marks[number][place], range(place + 1, len(marks[number]))
    assert mark.opening is not None
    later = next((at for i in following if (at := marks[number][i].opening) is not None), None)
    first = Span(mark.opening + 1, paragraphs[number].end if later is None else later)
    if later is not None:
        return _make_passage(text, [first], mark, first.end, False)
    reopened = _reopened_in_each_paragraph(text, paragraphs, marks, used, number, mark, first)
    return reopened or _closed_in_later_paragraph(text, paragraphs, marks, used, number, mark) or (
        _make_passage(text, [first], mark, first.end, False)
    )  # fmt: skip


def _opens_paragraph(text: str, paragraph: Span, mark: MarkPair) -> bool:
    assert mark.opening is not None
    return text[paragraph.start : mark.opening].strip() in ("", FILLER)


def _reopened_in_each_paragraph(
    text: str, paragraphs: list[Span], marks: list[list[MarkPair]], used: list[list[bool]], number: int, mark: MarkPair,
    first: Span,
) -> Passage | None:  # fmt: skip
    """The passage of which every paragraph opens with a mark and only the last one closes; None if it is not one.

    Flags the marks it consumes in ``used``.
    """
    spans, taken = [first], []
    for following in range(number + 1, min(len(paragraphs), number + MAX_PARAGRAPHS)):
        if not marks[following]:
            return None
        head = marks[following][0]
        if (
            head.opening is None
            or head.single != mark.single
            or not _opens_paragraph(text, paragraphs[following], head)
        ):
            break
        taken.append(following)
        if head.closing is not None:
            spans.append(Span(head.opening + 1, head.closing))
            for paragraph in taken:
                used[paragraph][0] = True
            return _make_passage(text, spans, mark, head.closing + 1, True)
        if len(marks[following]) > 1:
            break
        spans.append(Span(head.opening + 1, paragraphs[following].end))
    return None


def _closed_in_later_paragraph(
    text: str, paragraphs: list[Span], marks: list[list[MarkPair]], used: list[list[bool]], number: int, mark: MarkPair
) -> Passage | None:
    """The passage opened here and closed in a later paragraph, as one span across the breaks; None if it is not one.

    Flags the mark it consumes in ``used``.
    """
    assert mark.opening is not None
    for following in range(number + 1, min(len(paragraphs), number + MAX_PARAGRAPHS)):
        if not marks[following]:
            continue
        head = marks[following][0]
        if head.opening is None and head.closing is not None and head.single == mark.single:
            used[following][0] = True
            return _make_passage(text, [Span(mark.opening + 1, head.closing)], mark, head.closing + 1, True)
        return None
    return None


def _make_passage(text: str, spans: list[Span], mark: MarkPair, outer_end: int, closed: bool) -> Passage:
    assert mark.opening is not None
    outer_start = mark.opening - (text[mark.opening - 1 : mark.opening] == FILLER)
    if closed and text[outer_end - 2 : outer_end - 1] == FILLER:
        spans = [*spans[:-1], Span(spans[-1].start, max(spans[-1].start, spans[-1].end - 1))]
    trimmed = tuple(s for s in (trim(text, span) for span in spans) if s.start < s.end)
    return Passage(trimmed, Span(outer_start, outer_end), mark.single, closed)


def trim(text: str, span: Span) -> Span:
    """The span without leading and trailing whitespace."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _has_content(text: str, span: Span) -> bool:
    """Whether the span contains anything besides quotation marks and whitespace."""
    return any(not c.isspace() and c not in ALL_MARKS + FILLER for c in text[span.start : span.end])
