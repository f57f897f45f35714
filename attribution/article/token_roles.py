"""The role network's probabilities for each token to be source, cue or content, with constant-time means."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from spacy.tokens import Doc

from .role_runs import (
    EVERY_ROLE,
    ROLES,
    RoleProbabilities,
    Run,
    StatePath,
    best_path,
    end_probabilities,
    membership,
    runs,
    start_probabilities,
)

PROBABILITIES_KEY, PATH_KEY = "saidby_roles", "saidby_roles_path"  # keys of ``doc.user_data``
RUN_THRESHOLD = 0.3  # membership of every token of a run that is not on the best path


def put_roles(doc: Doc, probabilities: RoleProbabilities) -> None:
    """Store a network's output on a Doc: probabilities of shape (tokens, 3 roles, 5 states), and their best path."""
    doc.user_data[PROBABILITIES_KEY], doc.user_data[PATH_KEY] = probabilities, best_path(probabilities)


def roles_of(doc: Doc) -> tuple[RoleProbabilities, StatePath] | None:
    """The stored probabilities and best path; None if the pipeline has no role network."""
    probabilities, path = doc.user_data.get(PROBABILITIES_KEY), doc.user_data.get(PATH_KEY)
    return (
        (probabilities, path) if isinstance(probabilities, numpy.ndarray) and isinstance(path, numpy.ndarray) else None
    )


@dataclass(frozen=True, slots=True)
class TokenRoles:
    """The output of the role network for an article. Without a network ``tagged`` is False and all values are 0.

    ``membership``, ``starts`` and ``ends`` are probabilities, indexed by role and token; ``cumulative`` holds the
    cumulative sums of ``membership``, shape (3, tokens + 1); ``runs`` are the runs of each role, in text order.
    """

    tagged: bool
    membership: list[list[float]]
    starts: list[list[float]]
    ends: list[list[float]]
    cumulative: list[list[float]]
    runs: tuple[list[Run], ...]

    @classmethod
    def of(cls, doc: Doc) -> TokenRoles:
        """Read the output that ``put_roles`` stored on a Doc."""
        stored = roles_of(doc)
        if stored is None:
            zeros, sums = [[0.0] * len(doc)] * len(ROLES), [[0.0] * (len(doc) + 1)] * len(ROLES)
            return cls(False, zeros, zeros, zeros, sums, tuple([] for _ in ROLES))
        probabilities, path = stored
        inside = numpy.ascontiguousarray(membership(probabilities, EVERY_ROLE).T)
        return cls(
            True,
            inside.tolist(),
            start_probabilities(probabilities, EVERY_ROLE).T.tolist(),
            end_probabilities(probabilities, EVERY_ROLE).T.tolist(),
            [[0.0, *sums] for sums in inside.cumsum(axis=1).tolist()],
            tuple(runs(probabilities, path, role, RUN_THRESHOLD) for role in range(len(ROLES))),
        )

    def mean(self, role: int, start: int, end: int) -> float:
        """The mean membership over the tokens ``start`` to ``end`` (exclusive); 0 for an empty range."""
        end = min(end, len(self.membership[role]))
        return (self.cumulative[role][end] - self.cumulative[role][start]) / (end - start) if end > start else 0.0

    def probability(self, role: int, index: int) -> float:
        """The membership of one token; 0 outside the text."""
        return self.membership[role][index] if 0 <= index < len(self.membership[role]) else 0.0

    def start_probability(self, role: int, index: int) -> float:
        """The probability that a span of the role starts at a token; 0 outside the text."""
        return self.starts[role][index] if 0 <= index < len(self.starts[role]) else 0.0

    def end_probability(self, role: int, index: int) -> float:
        """The probability that a token is the last of a span of the role; 0 outside the text."""
        return self.ends[role][index] if 0 <= index < len(self.ends[role]) else 0.0
