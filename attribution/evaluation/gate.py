"""The quality gate: ``python -m attribution.evaluation.gate [--update] [--allow-lower]``.

It measures the engine on the articles in ``seeds/`` and, if the data is available, on PolNeAR's development articles.
It fails if a figure is below its floor in ``tests/gold/floors.json`` or if the gold is not the one that the floors were
measured on. ``--update`` accepts changed gold and raises the floors to the measured figures less ``--margin``; it
refuses to lower a floor without ``--allow-lower``, which requires a line in the changelog.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import AttributionError
from . import floors, gold, polnear, scores
from .floors import FLOORS, ROOT, Floors
from .gold import Article
from .running import Engine, bundled, run

SEEDS = Path("seeds")
POLNEAR = Path("shared") / "data" / "polnear" / "dev"  # beside the checkout
MARGIN = 0.02

Print = Callable[[str], None]


@dataclass(frozen=True)
class Suite:
    """One gold corpus with its digests, and the function that measures an engine on it."""

    name: str
    gold: Mapping[str, str]
    measure: Callable[[Engine], dict[str, float]]


def seeds_suite(root: Path = ROOT) -> Suite:
    """The suite of the articles written for this project. Raises ``GoldError`` if they cannot be read."""
    articles = gold.read(root / SEEDS)
    digests = {article.name: article.digest for article in articles}
    return Suite("seeds", digests, lambda engine: scores.score(run(articles, engine)).flat())


def polnear_suite(root: Path = ROOT) -> Suite | None:
    """The suite of PolNeAR's development articles, or None if the data is not available."""
    folder = root.parent / POLNEAR
    if not (folder / "text").is_dir():
        return None
    articles = polnear.read(folder)
    digests = {"all": _digest(articles)}
    return Suite("polnear-dev", digests, lambda engine: polnear.score(run(articles, engine)).flat())


def _digest(articles: Iterable[Article]) -> str:
    lines = "".join(f"{article.name} {article.digest}\n" for article in articles)
    return hashlib.sha256(lines.encode()).hexdigest()


def suites(root: Path = ROOT) -> list[Suite]:
    """The suites that can be measured in this checkout."""
    return [suite for suite in (seeds_suite(root), polnear_suite(root)) if suite]


def problems(kept: Floors, suite: Suite, measured: Mapping[str, float]) -> list[str]:
    """Messages about why the suite does not pass; empty if it passes."""
    if not kept.floors:
        return [f"{suite.name}: no floors yet: run with --update"]
    faults = floors.changed_gold(kept, suite.gold)
    words = [f"{suite.name}: {fault} (--update takes it over)" for fault in faults]
    return words + [f"{suite.name}: {fault}" for fault in floors.missed(kept, measured)]


def gate(
    found: Sequence[Suite],
    path: Path,
    engine: Engine = bundled,
    *,
    update: bool = False,
    allow_lower: bool = False,
    margin: float = MARGIN,
    say: Print = print,
) -> bool:
    """Measure the suites, print the figures, and check or update the floors. Returns whether all passed.

    An update is written completely or, if it would lower a floor without ``allow_lower``, not at all.
    """
    kept = floors.read(path)
    after, faults = dict(kept), []
    for suite in found:
        before = kept.get(suite.name, Floors())
        measured = suite.measure(engine)
        say(_table(suite.name, before, measured))
        after[suite.name] = floors.updated(before, suite.gold, measured, margin)
        if not update:
            faults += problems(before, suite, measured)
        elif not allow_lower:
            sinking = floors.missed(before, measured)
            faults += [f"{suite.name}: {fault} (--allow-lower would lower it)" for fault in sinking]
    for name in sorted(kept.keys() - {suite.name for suite in found}):
        say(f"{name}: not measured, its articles are not here")
    for fault in faults:
        say(f"FAILED {fault}")
    if update and not faults:
        floors.write(path, after)
        say(f"written: {path}")
    return not faults


def _table(name: str, kept: Floors, measured: Mapping[str, float]) -> str:
    rows = [f"{name:32}{'measured':>10}{'floor':>8}"]
    for figure, value in measured.items():
        floor = kept.floors.get(figure)
        rows.append(f"  {figure:30}{value:10.4f}" + (f"{floor:8.3f}" if floor is not None else f"{'-':>8}"))
    return "\n".join(rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line. Returns 0 if the floors are met, 1 if not, 2 if the measurement failed."""
    parser = argparse.ArgumentParser(prog="python -m attribution.evaluation.gate", description=__doc__.splitlines()[0])
    parser.add_argument("--update", action="store_true", help="take over the gold as it is, raise the floors")
    parser.add_argument("--allow-lower", action="store_true", help="with --update: lower floors that are missed")
    parser.add_argument("--margin", type=float, default=MARGIN, help="of a floor below its figure (%(default)s)")
    parser.add_argument("--seeds-only", action="store_true", help="leave PolNeAR out")
    options = parser.parse_args(arguments)
    if options.allow_lower and not options.update:
        parser.error("--allow-lower goes with --update")
    if not 0 <= options.margin < 1:
        parser.error("--margin lies between 0 and 1")
    try:
        found = [seeds_suite()] if options.seeds_only else suites()
        lower = {"update": options.update, "allow_lower": options.allow_lower}
        passed = gate(found, ROOT / FLOORS, margin=options.margin, **lower)
    except AttributionError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 2
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
