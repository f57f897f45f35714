"""Choose the best candidate of each cue by the probability that content and source are right."""

from __future__ import annotations

from dataclasses import dataclass

import numpy

from ..article.article import Article
from ..rules.report import Report
from .conflicts import encloses, in_conflict
from .features import FeatureCache, group_features
from .trees import forest

EXACT_WEIGHT = 1.0  # weight of the "exact" forest against "linked" in the choice among variants
MIN_ALTERNATIVE = 0.4  # probability that a variant needs to take part in a conflict or resolve it


@dataclass(slots=True)
class Choice:
    """The variants of one cue, best first, and the index ``at`` of the chosen one.

    ``linked`` are the probabilities that content and source are right, ``scores`` the values that rank the variants.
    """

    variants: list[Report]
    linked: list[float]
    scores: list[float]
    at: int = 0

    @property
    def report(self) -> Report:
        """The chosen variant."""
        return self.variants[self.at]

    def alternative_to(self, competitor: Report) -> int | None:
        """The index of the best variant that does not conflict with ``competitor``, or None."""
        for place, variant in enumerate(self.variants):
            if self.linked[place] >= MIN_ALTERNATIVE and not in_conflict(variant, competitor):
                return place
        return None


def choose(article: Article, groups: list[list[Report]], cache: FeatureCache) -> list[Report]:
    """The best variant of each group, with the probability that its content and source are right.

    If two cues would report the same words, the one that loses less by it takes its next best variant. Without a role
    network, the first variant of each group.
    """
    if not article.roles.tagged:
        return [group[0] for group in groups]
    choices = _ranked(article, groups, cache)
    _resolve_conflicts(choices)
    return [_with_probability(choice.report, choice.linked[choice.at]) for choice in choices]


def _with_probability(report: Report, probability: float) -> Report:
    return report._replace(probability=max(probability, report.rule.min_probability))


def _ranked(article: Article, groups: list[list[Report]], cache: FeatureCache) -> list[Choice]:
    flat = [report for group in groups for report in group]
    if not flat:
        return []
    table = forest("linked").table([row for group in groups for row in group_features(article, cache, group)])
    linked = forest("linked").probabilities(table)
    several = numpy.asarray([len(group) > 1 for group in groups for _ in group])  # rows of groups with a choice
    scores = linked.copy()
    scores[several] += EXACT_WEIGHT * forest("exact").probabilities(
        table[several]
    )  # both forests have the same columns
    choices, start = [], 0
    for group in groups:
        order = start + (-scores[start : start + len(group)]).argsort(kind="stable")
        choices.append(Choice([flat[n] for n in order.tolist()], linked[order].tolist(), scores[order].tolist()))
        start += len(group)
    return choices


def _resolve_conflicts(choices: list[Choice]) -> None:
    """Let one of two cues that would report the same words take another variant, if it has one."""
    recent: list[Choice] = []
    for choice in sorted(choices, key=lambda c: c.report.content[0].start):
        if choice.linked[choice.at] < MIN_ALTERNATIVE:
            continue
        start = choice.report.content[0].start
        recent = [c for c in recent if c.report.content[-1].end > start]
        for other in recent:
            if in_conflict(other.report, choice.report) and not (_chained(other, choice) or _chained(choice, other)):
                _reassign(other, choice)
        recent.append(choice)


def _chained(outer: Choice, inner: Choice) -> bool:
    """Whether the clause of one cue contains the other's report: "Blinken stressed [the talks], Miller said"."""
    return any(v.extent == "rule" and v.source and encloses(v, inner.report) for v in outer.variants)


def _reassign(first: Choice, second: Choice) -> None:
    options = []
    for kept, changed in ((first, second), (second, first)):
        place = changed.alternative_to(kept.report)
        if place is not None:
            options.append((kept.scores[kept.at] + changed.scores[place], changed, place))
    if options:
        _, changed, place = max(options, key=lambda option: option[0])
        changed.at = place
