"""Format the scores as a table or JSON, and the mistakes as a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from .calibration import Calibration
from .figures import Figure
from .mistakes import Mistake, mistakes
from .scores import QUESTIONS, Scores

WIDTH = 96  # of a line of the list of mistakes
LEFT_OUT = "..."


def table(scores: Scores) -> str:
    """The scores as a text table for the terminal."""
    count = sum(len(c.gold) for c in scores.comparisons)
    crashes = sum(c.outcome.crash is not None for c in scores.comparisons)
    articles = _counted(len(scores.comparisons), "article")
    lines = [f"{articles}, {_counted(count, 'quotation')} in the gold, {_counted(crashes, 'crash', 'crashes')}", ""]
    lines.append(f"{'':24}{'gold':>7}{'given':>7}{'precision':>11}{'recall':>8}{'F1':>7}")
    lines += [_row(name, scores.questions[name]) for name in QUESTIONS]
    for kind, figures in scores.types.items():
        lines.append(kind)
        lines += [_row(f"  {name}", figure) for name, figure in figures.items()]
    lines.append("to the letter")
    lines += [_row(f"  {role}", figure) for role, figure in scores.exact.items()]
    lines.append("")
    lines += [
        f"{name.replace('_', ' '):24}{figure.found:7}{figure.gold:7}{figure.recall:11.3f}"
        for name, figure in scores.shares.items()
        if figure.gold
    ]
    return "\n".join([*lines, "", *_calibration(Calibration.of(scores.samples))]) + "\n"


def _counted(number: int, noun: str, plural: str = "") -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def _row(name: str, figure: Figure) -> str:
    if not figure.gold and not figure.predicted:
        return f"{name:24}{'-':>7}{'-':>7}"
    values = f"{figure.precision:11.3f}{figure.recall:8.3f}{figure.f1:7.3f}"
    return f"{name:24}{figure.gold:7}{figure.predicted:7}{values}"


def _calibration(calibration: Calibration) -> list[str]:
    if not calibration.count:
        return ["no attribution to calibrate"]
    rows = [f"{'confidence':24}{'given':>7}{'mean':>11}{'right':>8}"]
    rows += [
        f"{f'{b.low:.1f} to {b.high:.1f}':24}{b.count:7}{b.confidence:11.3f}{b.right:8.3f}"
        for b in calibration.bins
        if b.count
    ]
    rows.append(f"expected calibration error {calibration.error:.3f}")
    if calibration.sure:
        rows.append(f"right with a confidence of 0.9 or more: {calibration.sure_right:.3f} of {calibration.sure}")
    return rows


def listing(found: Sequence[Mistake], limit: int) -> str:
    """The number of mistakes of each kind, and the first ``limit`` mistakes."""
    kinds = Counter(mistake.kind for mistake in found)
    counts = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    lines = [_counted(len(found), "mistake") + (f": {counts}" if counts else "")]
    for mistake in found[:limit]:
        about = f" wanted {mistake.wanted!r}" if mistake.wanted else ""
        about += f" given {mistake.given!r}" if mistake.given else ""
        lines.append(f"{mistake.article}:{mistake.start}: {mistake.kind}:{about}")
        if mistake.content:
            lines.append(f"    {shortened(mistake.content)}")
    if len(found) > limit:
        lines.append(f"... and {len(found) - limit} more")
    return "\n".join(lines) + "\n"


def shortened(text: str, width: int = WIDTH) -> str:
    """The text, shortened to ``width`` in the middle, because the end of a content matters too."""
    if len(text) <= width:
        return text
    tail = (width - len(LEFT_OUT)) // 3
    return text[: width - len(LEFT_OUT) - tail] + LEFT_OUT + text[-tail:]


def as_json(scores: Scores, limit: int) -> dict[str, Any]:
    """The content of the table and of the list (up to ``limit`` mistakes) as plain data."""
    calibration = Calibration.of(scores.samples)
    found = mistakes(scores.comparisons)
    return {
        "articles": len(scores.comparisons),
        "crashes": {c.outcome.article.name: c.outcome.crash for c in scores.comparisons if c.outcome.crash},
        "figures": {name: _figure(figure) for name, figure in scores.questions.items()},
        "types": {
            kind: {name: _figure(figure) for name, figure in figures.items()} for kind, figures in scores.types.items()
        },
        "exact": {role: _figure(figure) for role, figure in scores.exact.items()},
        "shares": {name: figure.recall for name, figure in scores.shares.items() if figure.gold},
        "calibration": {
            "count": calibration.count,
            "expected_error": calibration.error,
            "sure": calibration.sure,
            "sure_right": calibration.sure_right,
            "bins": [
                {"low": b.low, "high": b.high, "count": b.count, "confidence": b.confidence, "right": b.right}
                for b in calibration.bins
            ],
        },
        "mistakes": len(found),
        "errors": [mistake.record() for mistake in found[:limit]],
    }


def _figure(figure: Figure) -> dict[str, float]:
    return {
        "gold": figure.gold,
        "given": figure.predicted,
        "precision": figure.precision,
        "recall": figure.recall,
        "f1": figure.f1,
    }
