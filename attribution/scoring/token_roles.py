"""An article laid out for scoring: tokens by offset and quick means of the role network's figures."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy
from numpy.typing import NDArray

from ..article.article import Article
from ..article.passages import Passage
from ..model import Span
from ..roles.network import ROLES
from ..roles.runs import Figures, Path, Run, begins, ends, membership, runs
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
class TokenRoles:
    """Figures of shape (tokens, 3, 5); ``sums`` are running sums of each role's membership, shape (3, tokens + 1)."""

    article: Article
    figures: Figures
    inside: list[list[float]]
    begins: list[list[float]]
    ends: list[list[float]]
    sums: list[list[float]]
    found: tuple[list[Run], ...]
    known: dict[tuple[int, str], Known] = field(default_factory=dict)  # features of the cues seen so far

    @classmethod
    def of(cls, article: Article, figures: Figures, path: Path) -> TokenRoles:
        inside = [membership(figures, role) for role in range(len(ROLES))]
        zero: NDArray[numpy.float32] = numpy.zeros(1, dtype="float32")
        sums = [numpy.concatenate((zero, values.cumsum())).tolist() for values in inside]
        return cls(
            article,
            figures,
            [values.tolist() for values in inside],
            [begins(figures, role).tolist() for role in range(len(ROLES))],
            [ends(figures, role).tolist() for role in range(len(ROLES))],
            sums,
            tuple(runs(figures, path, role, RUN_THRESHOLD) for role in range(len(ROLES))),
        )

    def mean(self, role: int, start: int, end: int) -> float:
        """The mean membership of a role over tokens ``start`` to ``end``; 0 for none."""
        end = min(end, len(self.article.tokens))
        return (self.sums[role][end] - self.sums[role][start]) / (end - start) if end > start else 0.0

    def at(self, role: int, index: int) -> float:
        """The membership at one token; 0 outside the text."""
        return self.inside[role][index] if 0 <= index < len(self.article.tokens) else 0.0

    def begin(self, role: int, index: int) -> float:
        """The probability that a span of the role begins at a token; 0 outside the text."""
        return self.begins[role][index] if 0 <= index < len(self.article.tokens) else 0.0

    def end(self, role: int, index: int) -> float:
        """The probability that a span of the role ends with a token; 0 outside the text."""
        return self.ends[role][index] if 0 <= index < len(self.article.tokens) else 0.0
