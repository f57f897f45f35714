"""Resolve conflicts: of several reports of the same content, only the most likely one is kept."""

from __future__ import annotations

from bisect import bisect_left

from ..model import lies_in
from ..rules.report import Report
from .spans import Spans, shared_characters, size

MIN_OVERLAP = 0.6  # intersection over union from which two contents count as the same
MIN_CONTAINMENT = 0.8  # share of the smaller content from which it counts as contained in the larger one


def intersection_over_union(first: Spans, second: Spans) -> float:
    """The intersection over union of two sets of spans, in characters; 0 if both are empty."""
    both = shared_characters(first, second)
    total = size(first) + size(second) - both
    return both / total if total else 0.0


def is_contained(first: Report, second: Report) -> bool:
    """Whether one content is contained in the other but neither cue is, in which case one report must be wrong."""
    least = min(size(first.content), size(second.content))
    nested = lies_in(first.cue, second.content) or lies_in(second.cue, first.content)
    return shared_characters(first.content, second.content) >= MIN_CONTAINMENT * least and not nested


def in_chain(first: Report, second: Report) -> bool:
    """Whether one contains the other: "Blinken stressed ..., Miller said"; "..., Xi said, according to a video"."""
    if first.source is None or second.source is None or first.source.span == second.source.span:
        return False
    if first.rule.wraps_clause != second.rule.wraps_clause:
        return True
    return encloses(first, second) or encloses(second, first)


def encloses(outer: Report, inner: Report) -> bool:
    """Whether the content of ``outer`` contains the cue and source of ``inner``.

    A sole source may be outside: "Lopez was *quoted* by the paper [as *saying* ...]".
    """
    parts = (inner.cue, *((inner.source.span,) if inner.source is not None and not inner.source.sole else ()))
    return all(lies_in(part, outer.content) for part in parts)


def in_conflict(first: Report, second: Report) -> bool:
    """Whether two reports claim the same words, so that at most one of them can be right."""
    if first.content[-1].end <= second.content[0].start or second.content[-1].end <= first.content[0].start:
        return False
    if in_chain(first, second):
        return False
    return intersection_over_union(first.content, second.content) >= MIN_OVERLAP or is_contained(first, second)


def with_outer_clauses(groups: list[list[Report]], chosen: list[Report]) -> list[Report]:
    """The chosen reports, with the outer reports of chains extended to their whole clause.

    "Blinken stressed [the talks], Miller said": if the scorer chose "the talks" for both cues and Miller's clause
    contains Blinken's cue, Miller's content becomes the clause "Blinken stressed the talks".
    """
    order = sorted(chosen, key=lambda r: r.cue.start)
    starts = [r.cue.start for r in order]
    out = []
    for group, report in zip(groups, chosen, strict=True):
        clause = next((r.content for r in group if r.extent == "rule" and r.source == report.source), ())
        if report.extent != "rule" and clause and report.source is not None:
            whole = report._replace(content=clause, extent="rule")
            first, last = bisect_left(starts, clause[0].start), bisect_left(starts, clause[-1].end)
            inner = [
                r for r in order[first:last] if r.cue_head != report.cue_head and r.source and r.source != report.source
            ]
            if any(
                encloses(whole, r) and intersection_over_union(r.content, report.content) >= MIN_OVERLAP for r in inner
            ):
                report = whole
        out.append(report)
    return out


def without_conflicts(reports: list[Report]) -> list[Report]:
    """The reports without those that conflict with a more likely one, ordered by start of content."""
    ordered = sorted(reports, key=lambda r: r.content[0].start)
    kept: dict[int, Report] = {}  # by position in the order
    recent: dict[int, Report] = {}
    for position, report in enumerate(ordered):
        recent = {n: r for n, r in recent.items() if r.content[-1].end > report.content[0].start}
        conflicting = [n for n, r in recent.items() if in_conflict(r, report)]
        if any(recent[n].probability >= report.probability for n in conflicting):
            continue
        for other in conflicting:
            del kept[other], recent[other]
        kept[position] = recent[position] = report
    return list(kept.values())
