"""``saidby ingest`` and ``saidby seed``: store articles in the archive, each in its own transaction."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from .archive import open_services, require_known_settings
from .arguments import Moment, Source
from .bulk import require_loadable
from .messages import engine_failure, print_error, print_note, unread_reason

if TYPE_CHECKING:
    from datetime import datetime

    from ..ingest.entries import Entry
    from ..store import ArticleInput, ArticleView
    from ..store.unread import Outcome
    from .ingest_report import IngestReport

    Files = Sequence[tuple[Path, bool]]  # each with whether it was found in a folder
    # From what the engine has found in the article, if it was read before, to what is stored, and whether it is new.
    Store = Callable[[ArticleInput, Outcome | None], tuple[ArticleView, bool]]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a command reads: paths, URLs, fetched from the named hosts alone, and folders that ``saidby bulk`` made."""

    paths: Sequence[str]
    urls: Sequence[str] = ()
    hosts: Sequence[str] = ()
    outputs: Sequence[Path] = ()

    def entries(self, files: Files, default: ArticleInput | None) -> Iterator[Entry]:
        """The articles of the files found at the paths, then those of the URLs and of the outputs."""
        from ..ingest import article_files

        yield from article_files.all_entries(files, default)
        yield from article_files.fetched(self.urls, self.hosts, default)
        if self.outputs:
            from ..bulk.loading import loaded

            for output in self.outputs:
                for entry in loaded(output):
                    yield entry if default is None else article_files.with_defaults(entry, default)

    def count(self, files: Files) -> int:
        """The approximate number of articles, for a progress bar."""
        from ..ingest import article_files

        attributed = 0
        if self.outputs:
            from ..bulk.loading import count

            attributed = sum(map(count, self.outputs))
        return len(self.urls) + sum(article_files.count(file) for file, _ in files) + attributed


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--source", type=Source(), help="Source for articles that do not state one.")
@click.option("--published-at", type=Moment(), help="Date for articles that do not state one.")
@click.option("--to", metavar="URL", help="Send the articles to the service at this address, which stores them.")
@click.option(
    "--allow-fetch",
    "hosts",
    multiple=True,
    metavar="HOST",
    help="Fetch PATHs that are URLs of this host; HOST:PORT may have a private address. Can be repeated.",
)
@click.option(
    "--report",
    type=click.File("w", encoding="utf8", lazy=True),
    help="Write what became of each record to this file, as JSON, one per line.",
)
def ingest(
    paths: tuple[str, ...],
    source: str | None,
    published_at: datetime | None,
    to: str | None,
    hosts: tuple[str, ...],
    report: TextIO | None,
) -> None:
    """Read articles from files and folders and store them with their quotations.

    \b
    .txt                   the text; source, published_at, title and url from a .json of the same name, if any
    .json .jsonl           an object with text and, optionally, source, published_at, title and url; one per line
    .html .htm .xhtml      the article of a web page
    .rss .atom .xml        the items of a feed; NewsML-G2 is also read from .xml, .newsml and .newsmlg2
    .json .ninjs           a ninjs item, generations 1 to 3
    .warc .warc.gz         the web pages of an archive; the texts of .wet and .wet.gz
    .vtt .srt              a transcript
    .csv .tsv .parquet     one article per row, with a column named text, body or content (Parquet: extra "bulk")

    A folder that `saidby bulk` made is loaded without attributing its articles again.

    An object has the fields of POST /v1/articles. It may also have those of gold (file, quotations, ...), which are
    ignored. An article that cannot be stored is reported on standard error with its file, record and reason; the others
    are stored, and the exit code is 1. It is also 1 if there is nothing to read.

    Text in Windows-1252 or UTF-16 is converted, and mojibake and character references are replaced by what they stand
    for; the summary counts this, and --report says it for each record. Offsets refer to the stored text.

    An article that is already stored is not read again, so an interrupted run resumes where it stopped. An article on
    which the engine fails, or takes too long, is stored without quotations and reported, and the exit code is 1; a
    newer engine reads it, with this command or `saidby reread --unread`.
    The archive is var/saidby.db, or the file named by SAIDBY_DATABASE.

    With --to, the articles are queued at a service, which attributes them; the command waits until it has. The API key
    is read from the variable SAIDBY_KEY. If the command is interrupted, what was sent is stored all the same.
    """
    from ..ingest.article_files import BULK_MANIFEST
    from ..store import ArticleInput

    default = ArticleInput("", source=source, published_at=published_at)
    urls = [path for path in paths if path.startswith(("http://", "https://"))]
    if urls and not hosts:
        raise click.UsageError(f"{urls[0]} is a URL: name its host with --allow-fetch to fetch it")
    outputs = [path for path in paths if path not in urls and Path(path, BULK_MANIFEST).is_file()]
    others = [path for path in paths if path not in urls and path not in outputs]
    inputs = Inputs(others, urls, hosts, [Path(path) for path in outputs])
    if to is None:
        _load(inputs, default, report)
    elif outputs:
        raise click.UsageError(f"{outputs[0]} is output of saidby bulk, which is loaded here and not sent")
    elif report is not None:
        raise click.UsageError("--report is for articles that are stored here; jobs of a service list their records")
    else:
        _send(inputs, default, to)


@click.command()
def seed() -> None:
    """Create the database and load the bundled articles. Running it again changes nothing."""
    from ..ingest.article_files import seeds

    folder = seeds()
    if not folder.is_dir():
        raise click.ClickException(f"no articles to load: there is no folder {folder}")
    _load(Inputs([str(folder)]))


def _send(inputs: Inputs, default: ArticleInput, url: str) -> None:
    """Send the articles of some inputs to a service."""
    from ..ingest import article_files
    from .remote import RemoteArchive
    from .remote_ingest import RemoteLoad

    require_known_settings()
    problems: list[Entry] = []
    files = list(article_files.files(inputs.paths, problems))
    load = RemoteLoad(RemoteArchive(url, os.environ.get("SAIDBY_KEY")))
    entries = chain(problems, inputs.entries(files, default))
    load.run(entries, inputs.count(files))
    if load.tally["failed"]:
        raise click.exceptions.Exit(1)


def _load(inputs: Inputs, default: ArticleInput | None = None, report: TextIO | None = None) -> None:
    """Store the articles of some inputs. Opens the archive only if there are any: a typo must not create one."""
    from ..ingest import article_files
    from .ingest_report import IngestReport

    require_known_settings()
    require_loadable(inputs.outputs)
    problems: list[Entry] = []
    files = list(article_files.files(inputs.paths, problems))
    load = Load(IngestReport(report))
    load.add_problems(problems)
    if files or inputs.urls or inputs.outputs:
        with open_services() as services:

            def store(article: ArticleInput, found: Outcome | None) -> tuple[ArticleView, bool]:
                return services.add_article(article, found=found)

            load.read(inputs.entries(files, default), inputs.count(files), store)
    else:
        print_note(load.report.summary())
    if load.failed():
        raise click.exceptions.Exit(1)


class Load:
    """One run over some files: it stores what it can, and reports what it cannot."""

    def __init__(self, report: IngestReport) -> None:
        self.report = report

    def add_problems(self, problems: list[Entry]) -> None:
        """Report paths that cannot be read."""
        for problem in problems:
            self._add_problem(problem)

    def read(self, entries: Iterable[Entry], length: int, store: Store) -> None:
        """Store the articles, about ``length``; prints the counts at the end, even if the run is interrupted."""
        try:
            self._read(entries, length, store)
        finally:
            print_note(self.report.summary())

    def _read(self, entries: Iterable[Entry], length: int, store: Store) -> None:
        with click.progressbar(
            length=length,
            label="Reading articles",
            item_show_func=lambda name: name,
            file=sys.stderr,
        ) as bar:
            for entry in entries:
                self._store_entry(entry, store)
                bar.update(1, Path(entry.origin).name)

    def _add_problem(self, entry: Entry) -> None:
        if entry.skipped:
            print_note(f"{entry.origin}: skipped: {entry.problem}")
        else:
            print_error(entry.origin, entry.problem)
        self.report.add(entry, "skipped" if entry.skipped else "failed", reason=entry.problem)

    def _store_entry(self, entry: Entry, store: Store) -> None:
        from sqlalchemy.exc import SQLAlchemyError

        from attribution import AttributionError, InvalidText

        from ..engine_pool import EngineUnavailable
        from ..store import InvalidInput, StoreError

        if entry.article is None:
            self._add_problem(entry)
            return
        try:
            stored, created = store(entry.article, entry.found)
        except (InvalidText, InvalidInput) as error:
            reason = str(error)
        except (AttributionError, EngineUnavailable, StoreError, SQLAlchemyError, OSError):
            raise  # not caused by this article: the next one would fail as well
        except Exception as error:  # a bug of the engine fails one article, not the run
            reason = engine_failure(error)
        else:
            self._add_stored(entry, stored, created)
            return
        print_error(entry.origin, reason)
        self.report.add(entry, "failed", reason=reason)

    def _add_stored(self, entry: Entry, stored: ArticleView, created: bool) -> None:
        if stored.unread is None:
            self.report.add(entry, "added" if created else "known", stored.id)
            return
        reason = unread_reason(stored.unread)
        print_error(entry.origin, f"stored without quotations: {reason}")
        self.report.add(entry, "unread", stored.id, reason)

    def failed(self) -> bool:
        """Whether any article was not stored, or stored without quotations."""
        return bool(self.report.tally["failed"] or self.report.tally["unread"])
