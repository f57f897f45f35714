"""Score whom sources mean: ``python -m benchmarks.antecedents.run LABELS --articles DIR [-v]``.

DIR has the articles and attributions in PolNeAR's form (``attribution/evaluation/polnear.py``). ``-v`` lists the
faults; on labels that are held out, nothing may be tuned on that list.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from attribution import attribute_text
from attribution.errors import AttributionError
from attribution.evaluation import polnear
from attribution.evaluation.alignment import Letters, align
from attribution.evaluation.gold import Article
from attribution.model import Span

from .labels import Label, Verdict, read


def judged(article: Article, labels: list[Label]) -> Iterator[tuple[Label, Verdict, str | None]]:
    """Each label of an article with its verdict and the name that the engine gives.

    The engine's quotation of a source is the one whose content matches an attribution of that source.
    """
    quotations = attribute_text(article.text)
    letters = Letters(article.text)
    pairs = align(letters, [entry.spans for entry in article.entries], [q.spans for q in quotations])
    for label in labels:
        source = (Span(label.start, label.end),)
        found = [quotations[pairs[n]] for n, e in enumerate(article.entries) if e.mention == source and n in pairs]
        if not found:
            yield label, Verdict.MISSED, None
        else:
            speaker = found[0].speaker
            verdict = label.judge(article.text[label.start : label.end], speaker)
            yield label, verdict, speaker.name if speaker else None


def table(counts: dict[str, Counter[Verdict]]) -> str:
    """The figures by kind of source and in total: right of those found, then wrong, nobody and missed."""
    total = sum(counts.values(), Counter[Verdict]())
    lines = []
    for kind, tally in [*sorted(counts.items()), ("total", total)]:
        found = tally.total() - tally[Verdict.MISSED]
        rest = ", ".join(f"{tally[verdict]} {verdict}" for verdict in (Verdict.WRONG, Verdict.NOBODY, Verdict.MISSED))
        lines.append(f"{kind:<13} {tally[Verdict.RIGHT] / max(found, 1):.3f} of {found} found; {rest}\n")
    return "".join(lines)


def main() -> int:
    """The command line. Returns 0, or 2 if nothing could be measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--articles", type=Path, required=True, help="a folder with text/ and attributions/")
    parser.add_argument("-v", "--verbose", action="store_true", help="list every fault first")
    options = parser.parse_args()
    labelled = read(options.labels)
    counts: dict[str, Counter[Verdict]] = {}
    try:
        articles = {Path(article.name).stem: article for article in polnear.read(options.articles)}
        for name, labels in labelled.items():
            for label, verdict, given in judged(articles[name], labels):
                counts.setdefault(label.kind, Counter())[verdict] += 1
                if options.verbose and verdict != Verdict.RIGHT:
                    print(name, label.start, label.kind, verdict, "|".join(label.answers), given or "-", sep="\t")
    except (AttributionError, KeyError) as error:
        print(f"Error: {error}", file=sys.stderr)
        return 2
    print(table(counts), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
