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

LINKED = 0.9  # from this probability on, two are one speaker
APART = 0.05  # below this one no merge is suggested
FLOOR = 0.001  # another bearer of the very name
FLOOR_OF_VARIANTS = 0.005  # another bearer of a name like it
SMALLEST = 10_000  # an archive of fewer speakers tells little of how common names are

ROLE = {
    Agreement.UNKNOWN: 1.0,
    Agreement.AGREES: 40.0,
    Agreement.PARTLY: 4.0,
    Agreement.DIFFERS: 0.3,
    Agreement.CONTRADICTS: 0.003,
}
COMPANY = (1.0, 15.0, 60.0)  # none, one, or more of those quoted beside them were quoted beside them before
SAME_SOURCE = 2.0


@dataclass(frozen=True, slots=True)
class Context:
    """What stands round a name: in one article, or in those that a known speaker appears in."""

    descriptions: tuple[frozenset[str], ...] = ()
    company: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known speaker whom a name may mean."""

    speaker_id: str
    comparison: Comparison
    context: Context = field(default_factory=Context)
    articles: int = 1


class Verdict(Enum):
    """Whom a name means: somebody known, somebody new, or one of several."""

    KNOWN = "known"
    NEW = "new"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, the likeliest speaker, and the probability of each."""

    verdict: Verdict
    best: Candidate | None
    probabilities: tuple[tuple[Candidate, float], ...]

    @property
    def confidence(self) -> float:
        """How probable the likeliest speaker is."""
        return self.probabilities[0][1] if self.probabilities else 0.0


def expected_others(givens: int, families: int, both: int, everyone: int, appearances: int = 0) -> float:
    """How many more bearers of a name are to be met than the ``both`` that are known."""
    known_before = max(appearances - everyone, 0) + 1
    rate = max(appearances, 1) / known_before
    return max(givens - both, 0) * max(families - both, 0) / max(everyone, SMALLEST) * rate


def weight(candidate: Candidate, here: Context) -> float:
    """What speaks for a candidate."""
    there = candidate.context
    company = COMPANY[min(len(here.company & there.company), 2)]
    source = SAME_SOURCE if here.sources & there.sources else 1.0
    role = ROLE[agreement(here.descriptions, there.descriptions)]
    return candidate.comparison.likelihood * candidate.articles * role * company * source


def judge(candidates: Sequence[Candidate], here: Context, others: float) -> Judgement:
    """Whom a name means, of the candidates and the unknown."""
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
    return Judgement(verdict, best, tuple(ranked))


def _contradicted(candidates: Sequence[Candidate], here: Context) -> bool:
    """Whether everybody of this name is in another line of work."""
    return all(
        agreement(here.descriptions, candidate.context.descriptions) == Agreement.CONTRADICTS
        for candidate in candidates
        if candidate.comparison.difference == Difference.NONE
    )
