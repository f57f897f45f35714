"""The rule registry: every ``Rule`` defined in a module of this package is registered automatically."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from .discovery import defined_in
from .rule import Rule

if TYPE_CHECKING:
    from ..article.article import Article
    from .report import Report

Rules = Sequence[Rule]


@cache
def all_rules() -> tuple[Rule, ...]:
    """The rules of this package, ordered by module name, with ``fallback`` rules last."""
    return tuple(sorted(defined_in(__name__.rpartition(".")[0], Rule), key=lambda rule: rule.fallback))


def proposals(article: Article, rules: Rules) -> list[Report]:
    """All reports that the rules propose; if several rules propose the same cue, only those of the first rule."""
    found: list[Report] = []
    taken: dict[int, Rule] = {}  # by the cue's head token
    for rule in rules:
        for report in rule.propose(article):
            if taken.setdefault(report.cue_head, rule) is rule:
                found.append(report)
    return found


def report_beside_marks(article: Article, number: int, rules: Iterable[Rule]) -> Report | None:
    """The report of the first rule that attributes passage ``number`` by the text beside it, or None."""
    for rule in rules:
        report = rule.propose_beside(article, number) if rule.propose_beside is not None else None
        if report is not None:
            return report
    return None
