"""Score the engine on the held-out field texts: ``python -m benchmarks.field.run [-v] [--json] [FOLDER]``.

FOLDER (default: this one) has ``gold.json`` and ``texts/``, in the form of ``attribution/evaluation/field/gold.py``.
Read the README beside this file before you use the list of faults (``-v``): nothing may be tuned on these texts.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from attribution.errors import AttributionError
from attribution.evaluation.field import gold, scores
from attribution.evaluation.field.verdicts import judge
from attribution.evaluation.running import run


def main() -> int:
    """The command line. Returns 0, or 2 if nothing could be measured or the engine crashed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parent)
    parser.add_argument("-v", "--verbose", action="store_true", help="list every fault first")
    parser.add_argument("--json", action="store_true", help="the figures as JSON, in total and by kind of text")
    options = parser.parse_args()
    try:
        texts = gold.read(options.folder)
        outcomes = run([text.article for text in texts])
    except AttributionError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 2
    judgements = [judge(text, outcome.entries) for text, outcome in zip(texts, outcomes, strict=True)]
    if options.verbose:
        for judgement in judgements:
            for fault in scores.faults(judgement):
                print(fault)
    if options.json:
        kinds = {kind: figures.record() for kind, figures in scores.by_kind(judgements).items()}
        print(json.dumps({"total": scores.FieldScores.of(judgements).record(), "kinds": kinds}, indent=1))
    else:
        print(scores.table(judgements), end="")
    crashes = [f"{outcome.article.name}: {outcome.crash}" for outcome in outcomes if outcome.crash]
    for crash in crashes:
        print(f"crash: {crash}", file=sys.stderr)
    return 2 if crashes else 0


if __name__ == "__main__":
    sys.exit(main())
