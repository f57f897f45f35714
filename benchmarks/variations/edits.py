"""Change a text with gold and move the gold with it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from attribution.evaluation.field.gold import FieldText, Wanted
from attribution.model import Span


class Edit(NamedTuple):
    """Replace the characters from ``start`` to ``end`` by ``new``."""

    start: int
    end: int
    new: str


def edited(text: FieldText, edits: Sequence[Edit], renamed: Callable[[str], str] = str) -> FieldText:
    """The text after edits that do not overlap, with its spans moved; ``renamed`` gives the new form of a name."""
    edits = sorted(edits)
    old = text.article.text
    parts, at = [], 0
    for edit in edits:
        parts += [old[at : edit.start], edit.new]
        at = edit.end
    shifts = _Shifts(edits)
    article = replace(
        text.article,
        text="".join((*parts, old[at:])),
        entries=(),
        not_quotations=tuple(shifts.moved(span) for span in text.article.not_quotations),
    )
    wanted = tuple(_wanted(one, shifts, renamed) for one in text.wanted)
    return FieldText(replace(article, entries=tuple(one.entry for one in wanted)), wanted)


class _Shifts:
    """Where offsets of the old text are in the new one."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self._sums = [0]
        for edit in edits:
            self._sums.append(self._sums[-1] + len(edit.new) - (edit.end - edit.start))

    def moved(self, span: Span) -> Span:
        """The span in the new text."""
        return Span(self._offset(span.start, end=False), self._offset(span.end, end=True))

    def _offset(self, offset: int, *, end: bool) -> int:
        find = bisect_left if end else bisect_right  # what is inserted at an end is not in the span
        n = find(self._starts, offset)
        edit = self._edits[n - 1] if n else None
        if edit is None or offset >= edit.end:
            return offset + self._sums[n]
        if offset == edit.start:
            return offset + self._sums[n - 1]
        return edit.start + self._sums[n - 1] + (len(edit.new) if end else 0)


def _wanted(one: Wanted, shifts: _Shifts, renamed: Callable[[str], str]) -> Wanted:
    entry = one.entry
    return replace(
        one,
        entry=replace(
            entry,
            spans=tuple(shifts.moved(span) for span in entry.spans),
            speaker=None if entry.speaker is None else renamed(entry.speaker),
        ),
        accept=tuple(None if name is None else renamed(name) for name in one.accept),
    )
