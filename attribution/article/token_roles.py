"""How likely each token is source, cue or content, as the role network says, with quick sums and means."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy.typing import NDArray
from spacy.tokens import Doc

from .role_runs import ROLES, Figures, Path, Run, begins, best_path, ends, membership, runs

FIGURES, PATH = "saidby_roles", "saidby_roles_path"  # of ``doc.user_data``
RUN_THRESHOLD = 0.3  # of each token of a run beside the likeliest spans


def put_roles(doc: Doc, figures: Figures) -> None:
    """Write what a network says of a Doc: probabilities of shape (tokens, 3 roles, 5 states)."""
    doc.user_data[FIGURES], doc.user_data[PATH] = figures, best_path(figures)


def roles_of(doc: Doc) -> tuple[Figures, Path] | None:
    """The probabilities that a network wrote and the likeliest states; None where the pipeline has no such network."""
    figures, path = doc.user_data.get(FIGURES), doc.user_data.get(PATH)
    return (figures, path) if isinstance(figures, numpy.ndarray) and isinstance(path, numpy.ndarray) else None


@dataclass(frozen=True, slots=True)
class TokenRoles:
    """What the role network says of an article; all roles are unlikely where the pipeline has none (``tagged``).

    ``inside``, ``begins`` and ``ends`` are probabilities by role and token; ``sums`` are running sums of ``inside``,
    shape (3, tokens + 1); ``found`` are the runs of each role.
    """

    tagged: bool
    inside: list[list[float]]
    begins: list[list[float]]
    ends: list[list[float]]
    sums: list[list[float]]
    found: tuple[list[Run], ...]

    @classmethod
    def of(cls, doc: Doc) -> TokenRoles:
        """The roles of a Doc's tokens."""
        tagged = roles_of(doc)
        if tagged is None:
            none, sums = [[0.0] * len(doc)] * len(ROLES), [[0.0] * (len(doc) + 1)] * len(ROLES)
            return cls(False, none, none, none, sums, tuple([] for _ in ROLES))
        figures, path = tagged
        inside = [membership(figures, role) for role in range(len(ROLES))]
        zero: NDArray[numpy.float32] = numpy.zeros(1, dtype="float32")
        return cls(
            True,
            [values.tolist() for values in inside],
            [begins(figures, role).tolist() for role in range(len(ROLES))],
            [ends(figures, role).tolist() for role in range(len(ROLES))],
            [numpy.concatenate((zero, values.cumsum())).tolist() for values in inside],
            tuple(runs(figures, path, role, RUN_THRESHOLD) for role in range(len(ROLES))),
        )

    def mean(self, role: int, start: int, end: int) -> float:
        """The mean membership of a role over tokens ``start`` to ``end``; 0 for none."""
        end = min(end, len(self.inside[role]))
        return (self.sums[role][end] - self.sums[role][start]) / (end - start) if end > start else 0.0

    def at(self, role: int, index: int) -> float:
        """The membership at one token; 0 outside the text."""
        return self.inside[role][index] if 0 <= index < len(self.inside[role]) else 0.0

    def begin(self, role: int, index: int) -> float:
        """The probability that a span of the role begins at a token; 0 outside the text."""
        return self.begins[role][index] if 0 <= index < len(self.begins[role]) else 0.0

    def end(self, role: int, index: int) -> float:
        """The probability that a span of the role ends with a token; 0 outside the text."""
        return self.ends[role][index] if 0 <= index < len(self.ends[role]) else 0.0
