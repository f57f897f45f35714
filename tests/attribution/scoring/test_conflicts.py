"""Of several reports of the same content the most likely is kept; chains are not in conflict."""

from __future__ import annotations

from attribution import Span
from attribution.rules.according_to import ACCORDING_TO
from attribution.rules.cue_verbs import CUE_VERB
from attribution.rules.report import Report, Source
from attribution.rules.rule import Rule
from attribution.scoring.conflicts import intersection_over_union, without_conflicts


def report(
    content: tuple[int, int], source: tuple[int, int], cue: tuple[int, int], p: float, rule: Rule = CUE_VERB
) -> Report:
    return Report(rule, Span(*cue), "say", cue[0], Source(Span(*source), 0, "made"), (Span(*content),), p)


def test_the_overlap_of_two_contents() -> None:
    assert intersection_over_union((Span(0, 10),), (Span(0, 10),)) == 1
    assert intersection_over_union((Span(0, 10),), (Span(5, 15),)) == 5 / 15
    assert intersection_over_union((Span(0, 2),), (Span(5, 6),)) == 0


def test_the_more_likely_of_two_reports_is_kept() -> None:
    weak, strong = report((10, 50), (0, 4), (5, 9), 0.4), report((12, 50), (0, 4), (60, 64), 0.8)
    assert without_conflicts([weak, strong]) == [strong]
    assert without_conflicts([strong, weak]) == [strong]


def test_different_contents_are_both_kept() -> None:
    first, second = report((10, 20), (0, 4), (5, 9), 0.4), report((30, 50), (21, 24), (25, 29), 0.8)
    assert without_conflicts([first, second]) == [first, second]


def test_a_chain_is_not_a_conflict() -> None:
    """[Blinken stressed the talks], Miller said: the inner content lies within the outer one, cue and all."""
    inner = report((17, 60), (0, 7), (8, 16), 0.9)
    outer = report((0, 60), (62, 68), (69, 73), 0.6)
    assert without_conflicts([inner, outer]) == [outer, inner] or without_conflicts([inner, outer]) == [inner, outer]
    assert len(without_conflicts([inner, outer])) == 2


def test_a_report_according_to_another_source_is_kept() -> None:
    said = report((0, 40), (42, 46), (47, 51), 0.9)
    according = report((0, 38), (66, 72), (53, 65), 0.95, rule=ACCORDING_TO)
    assert len(without_conflicts([said, according])) == 2
