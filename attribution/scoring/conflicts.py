"""Of several reports of one content only the likeliest stays."""

from __future__ import annotations

from bisect import bisect_left

from ..model import Span, lies_in
from ..rules.report import Report

SAME = 0.6  # intersection over union of two contents from which they are one
WITHIN = 0.8  # share of the smaller content that lies in the larger one


def in_common(first: tuple[Span, ...], second: tuple[Span, ...]) -> int:
    """How many characters two sets of spans share."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in first for b in second)


def shared(first: tuple[Span, ...], second: tuple[Span, ...]) -> float:
    """Intersection over union of two sets of spans, in characters."""
    both = in_common(first, second)
    total = sum(s.end - s.start for s in (*first, *second)) - both
    return both / total if total else 0.0


def contained(first: Report, second: Report) -> bool:
    """Whether one of two contents lies within the other, though neither's cue does: one of them is mistaken."""
    least = min(sum(s.end - s.start for s in r.content) for r in (first, second))
    nested = lies_in(first.cue, second.content) or lies_in(second.cue, first.content)
    return in_common(first.content, second.content) >= WITHIN * least and not nested


def in_chain(first: Report, second: Report) -> bool:
    """Whether one reports the other: "Blinken stressed ..., Miller said"; "..., Xi said, according to a video"."""
    if first.source is None or second.source is None or first.source.span == second.source.span:
        return False
    if first.rule.wraps != second.rule.wraps:
        return True
    return holds(first, second) or holds(second, first)


def holds(outer: Report, inner: Report) -> bool:
    """Whether the outer report's content holds the inner one's cue and source."""
    parts = (inner.cue, *((inner.source.span,) if inner.source is not None else ()))
    return all(lies_in(part, outer.content) for part in parts)


def are_rivals(first: Report, second: Report) -> bool:
    """Whether two reports claim the same words, and at most one of them can be right."""
    if first.content[-1].end <= second.content[0].start or second.content[-1].end <= first.content[0].start:
        return False
    if in_chain(first, second):
        return False
    return shared(first.content, second.content) >= SAME or contained(first, second)


def with_chains(groups: list[list[Report]], chosen: list[Report]) -> list[Report]:
    """The choices, the outer reports of chains with all that they report.

    "Blinken stressed [the talks], Miller said": where Miller's own clause holds Blinken's cue, and the choice for
    Miller is what Blinken stressed, Miller gets his clause: that Blinken stressed it.
    """
    order = sorted(chosen, key=lambda r: r.cue.start)
    starts = [r.cue.start for r in order]
    out = []
    for group, report in zip(groups, chosen, strict=True):
        clause = next((r.content for r in group if r.extent == "rule" and r.source == report.source), ())
        if report.extent != "rule" and clause and report.source is not None:
            whole = report._replace(content=clause, extent="rule")
            first, last = bisect_left(starts, clause[0].start), bisect_left(starts, clause[-1].end)
            inner = [r for r in order[first:last] if r.verb != report.verb and r.source and r.source != report.source]
            if any(holds(whole, r) and shared(r.content, report.content) >= SAME for r in inner):
                report = whole
        out.append(report)
    return out


def without_rivals(reports: list[Report]) -> list[Report]:
    """The reports less those whose content a likelier one reports already; by start of content."""
    ordered = sorted(reports, key=lambda r: r.content[0].start)
    kept: list[Report] = []
    recent: list[Report] = []
    for report in ordered:
        recent = [r for r in recent if r.content[-1].end > report.content[0].start]
        rivals = [r for r in recent if are_rivals(r, report)]
        if any(r.probability >= report.probability for r in rivals):
            continue
        for rival in rivals:
            kept.remove(rival)
            recent.remove(rival)
        kept.append(report)
        recent.append(report)
    return kept
