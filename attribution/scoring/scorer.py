"""Choose among the candidates of each cue by the probability that content and source are right."""

from __future__ import annotations

from dataclasses import dataclass

import numpy

from ..article.article import Article
from ..rules.report import Report
from .conflicts import are_rivals, holds
from .features import Seen, group_features
from .trees import forest

EXACT_SHARE = 1.0  # how much the choice among variants looks at exact edges besides the link
WORTH = 0.4  # a variant less likely than this is no way out of a conflict


@dataclass(slots=True)
class Choice:
    """The variants of one cue, the best first, with their probabilities, and which of them is chosen."""

    variants: list[Report]
    linked: list[float]
    worth: list[float]
    at: int = 0

    @property
    def report(self) -> Report:
        return self.variants[self.at]

    def other(self, rival: Report) -> int | None:
        """The best variant that does not report what ``rival`` reports."""
        for place, variant in enumerate(self.variants):
            if self.linked[place] >= WORTH and not are_rivals(variant, rival):
                return place
        return None


def choose(article: Article, groups: list[list[Report]], seen: Seen) -> list[Report]:
    """The best variant of each group, with its probability of being right in content and source.

    Where two cues would report the same words, one of them takes its next best variant: the one that loses less by it.
    """
    if not article.roles.tagged:
        return [group[0] for group in groups]
    choices = _ranked(article, groups, seen)
    _settle(choices)
    return [choice.report._replace(probability=choice.linked[choice.at]) for choice in choices]


def _ranked(article: Article, groups: list[list[Report]], seen: Seen) -> list[Choice]:
    flat = [report for group in groups for report in group]
    if not flat:
        return []
    table = forest("linked").table([row for group in groups for row in group_features(article, seen, group)])
    linked = forest("linked").probabilities(table)
    several = numpy.asarray([len(group) > 1 for group in groups for _ in group])  # where there is something to choose
    worth = linked.copy()
    worth[several] += EXACT_SHARE * forest("exact").probabilities(table[several])  # both know the same columns
    choices, start = [], 0
    for group in groups:
        order = start + (-worth[start : start + len(group)]).argsort(kind="stable")
        choices.append(Choice([flat[n] for n in order.tolist()], linked[order].tolist(), worth[order].tolist()))
        start += len(group)
    return choices


def _settle(choices: list[Choice]) -> None:
    """Part the cues that would report the same words, where one of them has something else to report."""
    recent: list[Choice] = []
    for choice in sorted(choices, key=lambda c: c.report.content[0].start):
        if choice.linked[choice.at] < WORTH:
            continue
        start = choice.report.content[0].start
        recent = [c for c in recent if c.report.content[-1].end > start]
        for other in recent:
            if are_rivals(other.report, choice.report) and not (_chained(other, choice) or _chained(choice, other)):
                _part(other, choice)
        recent.append(choice)


def _chained(outer: Choice, inner: Choice) -> bool:
    """Whether one cue's own clause holds the other's cue: "Blinken stressed [the talks], Miller said"."""
    return any(v.extent == "rule" and v.source and holds(v, inner.report) for v in outer.variants)


def _part(first: Choice, second: Choice) -> None:
    ways = []
    for stays, goes in ((first, second), (second, first)):
        place = goes.other(stays.report)
        if place is not None:
            ways.append((stays.worth[stays.at] + goes.worth[place], goes, place))
    if ways:
        _, goes, place = max(ways, key=lambda way: way[0])
        goes.at = place
