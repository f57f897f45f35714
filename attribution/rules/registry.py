"""All rules: whatever module of this package defines a ``Rule``; none has to be entered anywhere else."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from .rule import Rule

if TYPE_CHECKING:
    from ..article.article import Article
    from .report import Report

Rules = Sequence[Rule]


@cache
def all_rules() -> tuple[Rule, ...]:
    """The rules of this package: special ones before general ones, else by the names of their modules."""
    package = __name__.rpartition(".")[0]
    found: dict[int, Rule] = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(import_module(package).__path__)):
        for value in vars(import_module(f"{package}.{module}")).values():
            if isinstance(value, Rule):
                found.setdefault(id(value), value)
    return tuple(sorted(found.values(), key=lambda rule: rule.general))


def proposals(article: Article, rules: Rules) -> list[Report]:
    """What the rules propose; of several rules with the same cue the first one's reports."""
    found: list[Report] = []
    taken: dict[int, Rule] = {}  # by the cue's main token
    for rule in rules:
        for report in rule.propose(article):
            if taken.setdefault(report.verb, rule) is rule:
                found.append(report)
    return found


def beside(article: Article, number: int, rules: Iterable[Rule]) -> Report | None:
    """The report of the first rule that finds a source for a passage in quotation marks."""
    for rule in rules:
        report = rule.beside(article, number) if rule.beside is not None else None
        if report is not None:
            return report
    return None
