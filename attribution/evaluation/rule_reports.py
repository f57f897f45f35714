"""Count how many reports of a rule are right: ``python -m attribution.evaluation.rule_reports FOLDER [--rule NAME]``.

FOLDER is gold in the form of ``gold`` or, with ``text/`` and ``attributions/``, of ``polnear``. A report is right if
its content and its source match the gold (``comparison``). Run it on training articles to set ``min_probability``.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..errors import AttributionError
from . import gold, polnear
from .comparison import Comparison, compare
from .entries import Entry, printed
from .figures import Figure
from .running import run


def by_rule(comparisons: Sequence[Comparison]) -> dict[str, Figure]:
    """The attributions of each rule: ``predicted`` and ``right`` count, the gold does not know rules."""
    totals: dict[str, Figure] = defaultdict(Figure)
    for _, entry, right in _attributions(comparisons):
        totals[entry.rule] += Figure(predicted=1, right=right)
    return dict(totals)


def reports(comparisons: Sequence[Comparison], rule: str) -> list[str]:
    """A line for each attribution of a rule: whether it is right, where, its source and its content."""
    lines = []
    for article, entry, right in _attributions(comparisons):
        if entry.rule == rule:
            place = f"{article.name}:{entry.spans[0].start}"
            source, content = printed(article.text, entry.mention), printed(article.text, entry.spans)
            lines.append(f"{'right' if right else 'wrong'} {place}: {source!r}: {content!r}")
    return lines


def _attributions(comparisons: Sequence[Comparison]) -> Iterator[tuple[gold.Article, Entry, bool]]:
    """Each attribution with its article and whether its content and its source are right."""
    for c in comparisons:
        pairs = c.by_prediction
        for j in c.counted:
            entry = c.outcome.entries[j]
            if entry.attributed:
                yield c.outcome.article, entry, pairs.get(j) in c.right_mentions


def table(figures: dict[str, Figure]) -> str:
    """The counts as a table, the rule with most attributions first."""
    rows = sorted(figures.items(), key=lambda item: (-item[1].predicted, item[0]))
    head = f"{'rule':24}{'given':>7}{'right':>7}{'share':>8}"
    return "\n".join([head, *(f"{name:24}{f.predicted:7}{f.right:7}{f.precision:8.3f}" for name, f in rows)])


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line. Returns 0, or 1 if the gold cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rule", help="also list each attribution of this rule")
    options = parser.parse_args(arguments)
    try:
        read = polnear.read if (options.folder / "attributions").is_dir() else gold.read
        comparisons = [compare(outcome) for outcome in run(read(options.folder))]
    except AttributionError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    if options.rule:
        print(*reports(comparisons, options.rule), sep="\n")
    print(table(by_rule(comparisons)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
