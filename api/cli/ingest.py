"""``saidby ingest`` and ``saidby seed``: store articles in the archive, each in its own transaction."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .archive import open_services, require_known_settings
from .arguments import Moment, Source
from .messages import engine_failure, pluralize, print_error, print_note, unread_reason

if TYPE_CHECKING:
    from datetime import datetime

    from ..ingest.article_files import Entry
    from ..store import ArticleInput, ArticleView

    Store = Callable[[ArticleInput], tuple[ArticleView, bool]]  # the article, and whether it is new


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--source", type=Source(), help="Source for articles that do not state one.")
@click.option("--published-at", type=Moment(), help="Date for articles that do not state one.")
@click.option("--to", metavar="URL", help="Send the articles to the service at this address, which stores them.")
def ingest(paths: tuple[str, ...], source: str | None, published_at: datetime | None, to: str | None) -> None:
    """Read articles from files and folders and store them with their quotations.

    \b
    name.txt    the text; source, published_at, title and url from a name.json next to it, if any
    name.json   an object with text and, optionally, source, published_at, title and url
    name.jsonl  one such object per line

    An object has the fields of POST /v1/articles. It may also have those of gold (file, quotations, ...), which are
    ignored. An article that cannot be stored is reported on standard error with its file, line and reason; the others
    are stored, and the exit code is 1. It is also 1 if there is nothing to read.

    An article that is already stored is not read again, so an interrupted run resumes where it stopped. An article on
    which the engine fails, or takes too long, is stored without quotations and reported, and the exit code is 1; a
    newer engine reads it, with this command or `saidby reread --unread`.
    The archive is var/saidby.db, or the file named by SAIDBY_DATABASE.

    With --to, the articles are queued at a service, which attributes them; the command waits until it has. The API key
    is read from the variable SAIDBY_KEY. If the command is interrupted, what was sent is stored all the same.
    """
    from ..store import ArticleInput

    default = ArticleInput("", source=source, published_at=published_at)
    if to is None:
        _load(paths, default)
    else:
        _send(paths, default, to)


@click.command()
def seed() -> None:
    """Create the database and load the bundled articles. Running it again changes nothing."""
    from ..ingest.article_files import seeds

    folder = seeds()
    if not folder.is_dir():
        raise click.ClickException(f"no articles to load: there is no folder {folder}")
    _load([str(folder)])


def _send(paths: Sequence[str], default: ArticleInput, url: str) -> None:
    """Send the articles at ``paths`` to a service."""
    from ..ingest import article_files
    from .remote import RemoteArchive
    from .remote_ingest import RemoteLoad

    require_known_settings()
    problems: list[Entry] = []
    files = list(article_files.files(paths, problems))
    load = RemoteLoad(RemoteArchive(url, os.environ.get("SAIDBY_KEY")))
    entries = (
        entry
        for file, in_folder in files
        for entry in article_files.entries(file, in_folder=in_folder, default=default)
    )
    load.run(chain(problems, entries), sum(article_files.count(file) for file, _ in files))
    if load.tally["failed"]:
        raise click.exceptions.Exit(1)


def _load(paths: Sequence[str], default: ArticleInput | None = None) -> None:
    """Store the articles at ``paths``. Opens the archive only if there are files: a typo must not create one."""
    from ..ingest import article_files

    require_known_settings()
    problems: list[Entry] = []
    files = list(article_files.files(paths, problems))
    load = Load(default)
    load.report(problems)
    if files:
        with open_services() as services:
            load.read(files, services.add_article)
    else:
        print_note(load.summary())
    if load.tally["failed"] or load.tally["unread"]:
        raise click.exceptions.Exit(1)


class Load:
    """One run over some files: it stores what it can, reports what it cannot, and counts."""

    def __init__(self, default: ArticleInput | None = None) -> None:
        self.default = default
        self.tally: Counter[str] = Counter()

    def report(self, problems: list[Entry]) -> None:
        """Report paths that cannot be read."""
        for problem in problems:
            self.tally[self._report(problem)] += 1

    def read(self, files: list[tuple[Path, bool]], store: Store) -> None:
        """Store the articles of the files; prints the counts at the end, even if the run is interrupted."""
        try:
            self._read(files, store)
        finally:
            print_note(self.summary())

    def _read(self, files: list[tuple[Path, bool]], store: Store) -> None:
        from ..ingest import article_files

        with click.progressbar(
            length=sum(article_files.count(file) for file, _ in files),
            label="Reading articles",
            item_show_func=lambda name: name,
            file=sys.stderr,
        ) as bar:
            for file, in_folder in files:
                for entry in article_files.entries(file, in_folder=in_folder, default=self.default):
                    self.tally[self._store_entry(entry, store)] += 1
                    bar.update(1, Path(entry.origin).name)

    def _report(self, entry: Entry) -> str:
        if entry.skipped:
            print_note(f"{entry.origin}: skipped: {entry.problem}")
            return "skipped"
        print_error(entry.origin, entry.problem)
        return "failed"

    def _store_entry(self, entry: Entry, store: Store) -> str:
        from sqlalchemy.exc import SQLAlchemyError

        from attribution import AttributionError, InvalidText

        from ..engine_pool import EngineUnavailable
        from ..store import InvalidInput, StoreError

        if entry.article is None:
            return self._report(entry)
        try:
            stored, created = store(entry.article)
            if stored.unread is None:
                return "added" if created else "known"
            print_error(entry.origin, f"stored without quotations: {unread_reason(stored.unread)}")
            return "unread"
        except (InvalidText, InvalidInput) as error:
            print_error(entry.origin, error)
        except (AttributionError, EngineUnavailable, StoreError, SQLAlchemyError, OSError):
            raise  # not caused by this article: the next one would fail as well
        except Exception as error:  # a bug of the engine fails one article, not the run
            print_error(entry.origin, engine_failure(error))
        return "failed"

    def summary(self) -> str:
        """How many articles were stored, and how many were not."""
        tally = self.tally
        added = pluralize(tally["added"], "article")
        summary = f"{added} added, {tally['known']:,} already stored, {tally['failed']:,} failed"
        summary += f", {tally['unread']:,} stored without quotations" if tally["unread"] else ""
        return summary + (f", {tally['skipped']:,} skipped" if tally["skipped"] else "")
