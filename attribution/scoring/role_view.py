"""An article laid out for scoring: tokens by offset and quick means of the role network's figures."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

import numpy
from numpy.typing import NDArray
from spacy.attrs import SENT_START  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token

from ..article.passages import Passage
from ..model import Span
from ..roles.network import ROLES
from ..roles.runs import Figures, Path, Run, begins, ends, membership, runs
from ..rules.beside_marks import Layout
from ..rules.report import Source

RUN_THRESHOLD = 0.3  # of each token of a run beside the likeliest spans


Features = dict[str, float]
Beside = tuple[tuple[str, Passage], ...]  # the marked passages that touch cue and source: "left", "right"


@dataclass(frozen=True, slots=True)
class Known:
    """The features of one cue, of each source with what stands beside it, and of each content in its extent."""

    cue: Features
    sources: dict[Source | None, tuple[Features, Beside]] = field(default_factory=dict)
    contents: dict[tuple[tuple[Span, ...], str], Features] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Board:
    """Figures of shape (tokens, 3, 5); ``sums`` are running sums of each role's membership, shape (3, tokens + 1)."""

    layout: Layout
    tokens: list[Token]
    figures: Figures
    inside: list[list[float]]
    begins: list[list[float]]
    ends: list[list[float]]
    sums: list[list[float]]
    found: tuple[list[Run], ...]
    sentence: list[int]
    paragraph: list[int]
    known: dict[tuple[int, str], Known] = field(default_factory=dict)  # features of the cues seen so far

    @property
    def doc(self) -> Doc:
        return self.layout.doc

    @classmethod
    def of(cls, layout: Layout, figures: Figures, path: Path) -> Board:
        inside = [membership(figures, role) for role in range(len(ROLES))]
        zero: NDArray[numpy.float32] = numpy.zeros(1, dtype="float32")
        sums = [numpy.concatenate((zero, values.cumsum())).tolist() for values in inside]
        starts = layout.doc.to_array([SENT_START]).astype("int64") == 1
        numbers: list[int] = numpy.maximum(starts.cumsum() - 1, 0).tolist()
        return cls(
            layout,
            layout.tokens,
            figures,
            [values.tolist() for values in inside],
            [begins(figures, role).tolist() for role in range(len(ROLES))],
            [ends(figures, role).tolist() for role in range(len(ROLES))],
            sums,
            tuple(runs(figures, path, role, RUN_THRESHOLD) for role in range(len(ROLES))),
            numbers,
            _numbered(layout),
        )

    def range(self, span: Span) -> tuple[int, int]:
        """The tokens (start, end exclusive) that a span of the text touches."""
        starts = self.layout.starts
        first = bisect_left(starts, span.start + 1) - 1
        last = bisect_left(starts, span.end)
        return max(first, 0), max(last, first + 1)

    def mean(self, role: int, start: int, end: int) -> float:
        """The mean membership of a role over tokens ``start`` to ``end``; 0 for none."""
        end = min(end, len(self.tokens))
        return (self.sums[role][end] - self.sums[role][start]) / (end - start) if end > start else 0.0

    def at(self, role: int, index: int) -> float:
        """The membership at one token; 0 outside the text."""
        return self.inside[role][index] if 0 <= index < len(self.tokens) else 0.0

    def begin(self, role: int, index: int) -> float:
        """The probability that a span of the role begins at a token; 0 outside the text."""
        return self.begins[role][index] if 0 <= index < len(self.tokens) else 0.0

    def end(self, role: int, index: int) -> float:
        """The probability that a span of the role ends with a token; 0 outside the text."""
        return self.ends[role][index] if 0 <= index < len(self.tokens) else 0.0


def _numbered(layout: Layout) -> list[int]:
    """The number of each token's paragraph; -1 before the first."""
    firsts = [bisect_left(layout.starts, paragraph.start) for paragraph in layout.paragraphs]
    numbers = [-1] * firsts[0] if firsts else [-1] * len(layout.starts)
    for number, (first, after) in enumerate(zip(firsts, [*firsts[1:], len(layout.starts)], strict=True)):
        numbers += [number] * (after - first)
    return numbers
