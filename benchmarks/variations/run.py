"""Count the right answers that changed texts lose: ``python -m benchmarks.variations.run FOLDER... [-v]``.

Each FOLDER has field texts with gold (``benchmarks/field/README.md``). A variation leaves it true who said what, so
that every right answer that is lost shows what the engine leans on. ``-v`` lists them; not for a held-out set.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NamedTuple

from attribution.errors import AttributionError
from attribution.evaluation.entries import printed
from attribution.evaluation.field import gold
from attribution.evaluation.field.gold import FieldText
from attribution.evaluation.field.verdicts import Judgement, Verdict, judge
from attribution.evaluation.running import run

from .variations import VARIATIONS


class Pair(NamedTuple):
    """Whether an answer was right, and whether the one on the changed text is; ``listed`` says what became of it."""

    right: bool
    still: bool
    listed: str


def main() -> int:
    """The command line. Returns 0, or 2 if a folder cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("-v", "--verbose", action="store_true", help="list every right answer that is lost")
    parser.add_argument("--only", default="", metavar="WORDS", help="only variations with one of these words, by comma")
    options = parser.parse_args()
    try:
        texts = [text for folder in options.folders for text in gold.read(folder)]
    except AttributionError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 2
    before = _judged(texts)
    print(f"{'':16}{'texts':>8}{'right':>8}{'lost':>8}{'gained':>8}{'share lost':>12}")
    for name, vary in VARIATIONS.items():
        if not any(word in name for word in options.only.split(",")):
            continue
        pairs = [(old, vary(old.text)) for old in before]
        pairs = [(old, new) for old, new in pairs if new.article.text != old.text.article.text]
        after = _judged([new for _, new in pairs])
        verdicts = [pair for (old, _), new in zip(pairs, after, strict=True) for pair in _pairs(old, new)]
        right = sum(one.right for one in verdicts)
        lost = [one for one in verdicts if one.right and not one.still]
        gained = sum(one.still and not one.right for one in verdicts)
        share = len(lost) / max(right, 1)
        print(f"{name:16}{len(pairs):8}{right:8}{len(lost):8}{gained:8}{share:12.3f}")
        if options.verbose:
            print(*(f"  {one.listed}" for one in lost), sep="\n")
    return 0


def _judged(texts: list[FieldText]) -> list[Judgement]:
    outcomes = run([text.article for text in texts])
    return [judge(text, outcome.entries) for text, outcome in zip(texts, outcomes, strict=True)]


def _pairs(old: Judgement, new: Judgement) -> list[Pair]:
    """One for each quotation of a text that must be found."""
    pairs = []
    for before, after in zip(old.judged, new.judged, strict=True):
        if before.wanted.optional:
            continue
        names = sorted({entry.speaker or "nobody" for entry in after.found})
        words = printed(new.text.article.text, after.wanted.entry.spans)
        listed = f"{new.text.article.name}: {after.verdict}: {words:.70}: {after.wanted.entry.speaker}, not {names}"
        pairs.append(Pair(before.verdict == Verdict.RIGHT, after.verdict == Verdict.RIGHT, listed))
    return pairs


if __name__ == "__main__":
    sys.exit(main())
