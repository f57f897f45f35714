"""Of several reports of one content only the likeliest stays."""

from __future__ import annotations

from ..cues.report import Report
from ..model import Span

SAME = 0.6  # intersection over union of two contents from which they are one


def shared(first: tuple[Span, ...], second: tuple[Span, ...]) -> float:
    """Intersection over union of two sets of spans, in characters."""
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in first for b in second)
    total = sum(s.end - s.start for s in (*first, *second)) - both
    return both / total if total else 0.0


def without_rivals(reports: list[Report]) -> list[Report]:
    """The reports less those whose content a likelier one reports already; by start of content."""
    ordered = sorted(reports, key=lambda r: r.content[0].start)
    kept: list[Report] = []
    recent: list[Report] = []
    for report in ordered:
        recent = [r for r in recent if r.content[-1].end > report.content[0].start]
        rivals = [r for r in recent if shared(r.content, report.content) >= SAME]
        if any(r.probability >= report.probability for r in rivals):
            continue
        for rival in rivals:
            kept.remove(rival)
            recent.remove(rival)
        kept.append(report)
        recent.append(report)
    return kept
