"""``saidby evaluate``: scores the engine on your own gold annotations."""

from __future__ import annotations

import json
from pathlib import Path

import click

from .archive import require_known_settings
from .messages import print_error

ERRORS = 20


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--errors", type=click.IntRange(0), default=ERRORS, show_default=True, help="Number of errors to list.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of a table.")
@click.option(
    "--plot", metavar="FILE.png", type=click.Path(dir_okay=False, path_type=Path),
    help="Plot confidence against precision; needs the extra \"plot\".",
)  # fmt: skip
def evaluate(gold: Path, errors: int, as_json: bool, plot: Path | None) -> None:
    """Score the engine against GOLD, and list its errors.

    GOLD is a folder of articles (NAME.txt) with their quotations next to them (NAME.json), a single NAME.json, or a
    file with the output of "saidby attribute --format jsonl", corrected by hand; the article of a line is its "text",
    or else the file it names, next to GOLD. An article that crashes the engine counts as missed.
    """
    from attribution import AttributionError
    from attribution.evaluation import calibration, mistakes, report, running, scores
    from attribution.evaluation.gold import read

    require_known_settings()
    try:
        if plot is not None:
            calibration.require_plotting()
        outcomes = running.run(read(gold))
        for outcome in outcomes:
            if outcome.crash is not None:
                print_error(outcome.article.name, f"the engine failed on it; this is a bug: {outcome.crash}")
        result = scores.score(outcomes)
        if plot is not None:
            calibration.plot(calibration.Calibration.of(result.samples), plot)
    except AttributionError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps(report.as_json(result, errors), ensure_ascii=False, indent=1))
    else:
        click.echo(report.table(result))
        click.echo(report.listing(mistakes.mistakes(result.comparisons), errors), nl=False)
