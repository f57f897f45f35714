"""``saidby bulk``: attribute a whole corpus to Parquet, in several processes or by Spark."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .archive import require_known_settings
from .engine import FUNCTION
from .messages import pluralize, print_note

if TYPE_CHECKING:
    from ..bulk.local_workers import Workers
    from ..bulk.position import Position
    from ..bulk.run import Progress
    from ..ingest.entries import Entry

STEPS = 10_000  # of the progress bar


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path(exists=True))
@click.argument("output", type=click.Path(file_okay=False))
@click.option(
    "--workers", type=click.IntRange(1, 4096), help="Number of workers; default: one per CPU, or all of Spark's."
)
@click.option(
    "--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True, help="What runs the workers."
)
@click.option("--master", metavar="URL", help="Spark's master; default: that of Spark's settings, or this machine.")
def bulk(inputs: tuple[str, ...], output: str, workers: int | None, engine: str, master: str | None) -> None:
    """Attribute the articles of files and folders and write tables in Parquet to the folder OUTPUT.

    INPUT has the formats that "saidby ingest" reads. OUTPUT gets a folder for each 512 records, each with the tables
    articles.parquet, quotations.parquet and errors.parquet: "OUTPUT/*/quotations.parquet" are all quotations. "saidby
    ingest OUTPUT" stores them in the archive.

    A run that was interrupted or killed continues where it stopped when it is started again. Records that are not
    articles are listed in the table of errors with their file, record and reason, and so are articles on which the
    engine fails; the exit code is then 1, as it is if there is nothing to read.
    """
    if master is not None and engine != "spark":
        raise click.UsageError("--master is for --engine spark")
    require_known_settings()
    _require_pyarrow()
    if _run(inputs, Path(output), partial(_started, engine, master, workers)):
        raise click.exceptions.Exit(1)


def require_loadable(outputs: Sequence[Path]) -> None:
    """Raise ``ClickException`` if the output of a run cannot be loaded."""
    if not outputs:
        return
    _require_pyarrow()
    from ..bulk.loading import require_engine
    from ..bulk.output_folder import UnusableOutput
    from ..version import engine_version

    try:
        for output in outputs:
            require_engine(output, engine_version())
    except UnusableOutput as error:
        raise click.ClickException(str(error)) from error


def _require_pyarrow() -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise click.ClickException('Parquet needs pyarrow: install it with pip install "saidby[bulk]"') from None


def _started(engine: str, master: str | None, count: int | None) -> Workers:
    """The workers. Raises ``ClickException`` if Spark is missing, and ``EngineUnavailable`` if it does not start."""
    from ..bulk.local_workers import LocalWorkers
    from ..config import Config, cpus

    timeout = Config.from_environment().engine_timeout
    if engine == "local":
        return LocalWorkers(count or cpus(), FUNCTION, timeout)
    try:
        from ..bulk.spark_workers import SparkWorkers
    except ImportError as error:
        missing = (error.name or "PySpark").partition(".")[0]
        raise click.ClickException(f'Spark needs {missing}: install it with pip install "saidby[bulk]"') from None
    return SparkWorkers(master, count, FUNCTION, timeout)


def _run(inputs: tuple[str, ...], output: Path, workers: Callable[[], Workers]) -> bool:
    """Process the inputs; return whether anything failed. ``workers`` starts them, once the output can be written."""
    from ..bulk.output_folder import OutputFolder, UnusableOutput
    from ..bulk.position import Position
    from ..bulk.run import Progress, Run
    from ..bulk.shards import shards
    from ..engine_pool import EngineUnavailable
    from ..ingest import article_files
    from ..version import engine_version

    resolved = [str(Path(name).resolve()) for name in inputs]
    problems: list[Entry] = []
    files = list(article_files.files(resolved, problems))
    progress, position, version = Progress(), Position(file for file, _ in files), engine_version()
    try:
        with (
            OutputFolder.locked(output, version, resolved) as folder,
            closing(workers()) as running,
            _shown(progress, position),
        ):
            Run(folder, running, version, progress).process(shards(files, problems, position))
            folder.remove_stale()
    except (UnusableOutput, EngineUnavailable) as error:
        raise click.ClickException(str(error)) from error
    tally = progress.tally
    return bool(tally["failed"] or tally["unread"] or not tally["articles"] + tally["known"])


@contextmanager
def _shown(progress: Progress, position: Position) -> Iterator[None]:
    """Show a bar with what is done and the time left, and at the end a summary, even if interrupted."""
    started, tally = time.monotonic(), progress.tally

    def rates(_: object) -> str:
        seconds = max(time.monotonic() - started, 1e-3)
        return f"{tally['articles'] / seconds:,.1f} articles/s, {tally['words'] / seconds:,.0f} words/s"

    try:
        with click.progressbar(length=STEPS, label="Attributing", item_show_func=rates, file=sys.stderr) as bar:

            def advance(records: int) -> None:
                progress.records += records
                bar.update(max(0, int(STEPS * position.share(progress.records)) - bar.pos))

            progress.advance = advance
            yield
            bar.update(STEPS - bar.pos)
    finally:
        print_note(f"{summary(tally)} ({time.monotonic() - started:,.1f} s, {rates(None)})")


def summary(tally: Counter[str]) -> str:
    """What a run did."""
    parts = [f"{pluralize(tally['articles'], 'article')} attributed", pluralize(tally["quotations"], "quotation")]
    parts += [f"{tally['known']:,} articles done before"] if tally["known"] else []
    parts += [f"{tally['failed']:,} failed"]
    parts += [f"{tally['unread']:,} without quotations because the engine failed"] if tally["unread"] else []
    parts += [f"{tally['skipped']:,} skipped"] if tally["skipped"] else []
    return ", ".join(parts)
