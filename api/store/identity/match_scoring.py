"""Weigh who a name means: the probability of each known speaker, against somebody whom the archive does not know.

What stands round a name tells bearers of the same name apart. It never makes one speaker of two names that would not
be one without it: what is known of a speaker grows with every article, and who is one would depend on their order.

Of the speakers whose names fit, each weighs its name's likelihood, times the articles that it appears in, times what
the context says; the unknown weighs as much as the bearers of such a name whom the archive has yet to meet. For the
name "John Smith" that is

    expected = (speakers called John) x (speakers called Smith) / (all speakers)
               x (all appearances) / (appearances of a speaker who was known before)

without those that are called both, and never less than a floor. The second factor is how often an archive meets
somebody new: nearly always while it is young. A probability is a weight over the sum of weights.
Why these figures: ``benchmarks/speakers/calibrate.py`` and ``docs/benchmarks.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from .comparison import Comparison, Difference
from .roles import Agreement, agreement

LINKED = 0.9  # from this probability on, a name is linked to the speaker
APART = 0.05  # below this probability, no merge is suggested
FLOOR = 0.001  # least weight of another person with exactly this name
FLOOR_OF_VARIANTS = 0.005  # least weight of another person with a similar name
SMALLEST = 10_000  # speakers; smaller archives say little about how common names are

ROLE = {
    Agreement.UNKNOWN: 1.0,
    Agreement.AGREES: 40.0,
    Agreement.PARTLY: 4.0,
    Agreement.DIFFERS: 0.3,
    Agreement.CONTRADICTS: 0.003,
}
COMPANY = (1.0, 15.0, 60.0)  # zero, one, or more co-quoted speakers were quoted together with them before
SAME_SOURCE = 2.0


@dataclass(frozen=True, slots=True)
class Context:
    """The context of a name: in one article, or in all articles of a known speaker."""

    descriptions: tuple[frozenset[str], ...] = ()
    company: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known speaker to whom a name may refer."""

    speaker_id: str
    comparison: Comparison
    context: Context = field(default_factory=Context)
    articles: int = 1


class Verdict(Enum):
    """What a name refers to: a known speaker, a new one, or one of several."""

    KNOWN = "known"
    NEW = "new"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict, the most probable speaker, and the probability of each candidate."""

    verdict: Verdict
    best: Candidate | None
    probabilities: tuple[tuple[Candidate, float], ...]

    @property
    def confidence(self) -> float:
        """The probability of the most probable speaker."""
        return self.probabilities[0][1] if self.probabilities else 0.0


def expected_others(givens: int, families: int, both: int, everyone: int, appearances: int = 0) -> float:
    """The expected number of further people with a name, apart from the ``both`` that are known."""
    known_before = max(appearances - everyone, 0) + 1
    rate = max(appearances, 1) / known_before
    return max(givens - both, 0) * max(families - both, 0) / max(everyone, SMALLEST) * rate


def weight(candidate: Candidate, here: Context) -> float:
    """The weight of the evidence for a candidate."""
    there = candidate.context
    company = COMPANY[min(len(here.company & there.company), 2)]
    source = SAME_SOURCE if here.sources & there.sources else 1.0
    role = ROLE[agreement(here.descriptions, there.descriptions)]
    return candidate.comparison.likelihood * candidate.articles * role * company * source


def decide(candidates: Sequence[Candidate], here: Context, others: float) -> Decision:
    """Decide between the candidates and an unknown speaker; ``others``: expected number of unknown people so named."""
    exact = any(candidate.comparison.difference == Difference.NONE for candidate in candidates)
    unknown = max(others, FLOOR if exact else FLOOR_OF_VARIANTS)
    weights = [(weight(candidate, here), candidate) for candidate in candidates]
    if not exact:
        weights = [(min(value, candidate.comparison.likelihood), candidate) for value, candidate in weights]
    total = unknown + sum(value for value, _ in weights)
    ranked = sorted(((c, value / total) for value, c in weights), key=lambda item: (-item[1], item[0].speaker_id))
    best, confidence = ranked[0] if ranked else (None, 0.0)
    if confidence >= LINKED:
        verdict = Verdict.KNOWN
    elif unknown / total >= LINKED or not exact or _contradicted(candidates, here):
        verdict = Verdict.NEW
    else:
        verdict = Verdict.UNDECIDED
    return Decision(verdict, best, tuple(ranked))


def _contradicted(candidates: Sequence[Candidate], here: Context) -> bool:
    """Whether all candidates with exactly this name have a different occupation."""
    return all(
        agreement(here.descriptions, candidate.context.descriptions) == Agreement.CONTRADICTS
        for candidate in candidates
        if candidate.comparison.difference == Difference.NONE
    )
