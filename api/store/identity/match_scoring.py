"""Match scoring: the probability that a name refers to each known speaker, or to one who is not in the archive yet.

Context distinguishes between speakers with the same name. It never links two names that the names alone would not
link: the context of a speaker grows with every article, so the result would depend on the order of articles.

The weight of a known speaker is the likelihood of the name (``comparison.py``), times the number of articles in which
the speaker appears, times the factors of the context. The weight of an unknown speaker is the expected number of
people with the name who are not in the archive yet. For "John Smith" that is

    expected = (speakers called John) x (speakers called Smith) / (all speakers)
               x (all appearances) / (appearances of speakers who were already known)

where speakers with both names are left out of the first two counts, and the result is never less than a floor. The
last quotient is the rate of new speakers, which is high while the archive is small. The probability of a speaker is its
weight divided by the sum of all weights. The constants are calibrated by ``benchmarks/speakers/calibrate.py``; see
``docs/benchmarks.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from .comparison import Comparison, Difference
from .roles import Agreement, agreement

LINK_THRESHOLD = 0.9  # probability from which a name is linked to the speaker
SUGGESTION_THRESHOLD = 0.05  # probability from which a merge is suggested
EXACT_NAME_FLOOR = 0.001  # minimum weight of an unknown speaker with exactly this name
VARIANT_FLOOR = 0.005  # minimum weight of an unknown speaker with a similar name
MIN_POPULATION = 10_000  # speakers assumed at least: a small archive says little about how common names are

ROLE_FACTORS = {
    Agreement.UNKNOWN: 1.0,
    Agreement.AGREES: 40.0,
    Agreement.PARTLY: 4.0,
    Agreement.DIFFERS: 0.3,
    Agreement.CONTRADICTS: 0.003,
}
CO_QUOTED_FACTORS = (
    1.0,
    15.0,
    60.0,
)  # zero, one, or more co-quoted speakers were quoted with the candidate before
SAME_SOURCE_FACTOR = 2.0


@dataclass(frozen=True, slots=True)
class Context:
    """The context of a name in one article, or in the articles of a known speaker.

    ``descriptions``: the words of each description. ``co_quoted``: the keys of other persons named in quotations of the
    same articles. ``sources``: the identifiers of the articles' sources.
    """

    descriptions: tuple[frozenset[str], ...] = ()
    co_quoted: frozenset[str] = frozenset()
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
    """The verdict, the most probable candidate, and all candidates with their probabilities, most probable first."""

    verdict: Verdict
    best: Candidate | None
    probabilities: tuple[tuple[Candidate, float], ...]

    @property
    def confidence(self) -> float:
        """The probability of the most probable candidate; 0 if there is none."""
        return self.probabilities[0][1] if self.probabilities else 0.0


def expected_namesakes(givens: int, families: int, both: int, speakers: int, appearances: int = 0) -> float:
    """The expected number of people with a name who are not in the archive yet.

    ``givens``, ``families`` and ``both``: the numbers of known speakers with the given name, the family name, and both.
    ``speakers`` and ``appearances``: the size of the archive.
    """
    repeated = max(appearances - speakers, 0) + 1
    rate = max(appearances, 1) / repeated
    return max(givens - both, 0) * max(families - both, 0) / max(speakers, MIN_POPULATION) * rate


def weight(candidate: Candidate, here: Context) -> float:
    """The unnormalized weight of a candidate, given the context ``here`` of the name."""
    there = candidate.context
    co_quoted = CO_QUOTED_FACTORS[min(len(here.co_quoted & there.co_quoted), 2)]
    source = SAME_SOURCE_FACTOR if here.sources & there.sources else 1.0
    role = ROLE_FACTORS[agreement(here.descriptions, there.descriptions)]
    return candidate.comparison.likelihood * candidate.articles * role * co_quoted * source


def decide(candidates: Sequence[Candidate], here: Context, others: float) -> Decision:
    """Decide between the candidates and an unknown speaker; ``others``: the result of ``expected_namesakes``."""
    exact = any(candidate.comparison.difference == Difference.NONE for candidate in candidates)
    unknown = max(others, EXACT_NAME_FLOOR if exact else VARIANT_FLOOR)
    weights = [(weight(candidate, here), candidate) for candidate in candidates]
    if not exact:
        weights = [(min(value, candidate.comparison.likelihood), candidate) for value, candidate in weights]
    total = unknown + sum(value for value, _ in weights)
    ranked = sorted(((c, value / total) for value, c in weights), key=lambda item: (-item[1], item[0].speaker_id))
    best, confidence = ranked[0] if ranked else (None, 0.0)
    if confidence >= LINK_THRESHOLD:
        verdict = Verdict.KNOWN
    elif unknown / total >= LINK_THRESHOLD or not exact or _contradicted(candidates, here):
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
