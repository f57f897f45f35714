"""``saidby reread``: reads all articles of the archive with the current engine; corrections are kept."""

from __future__ import annotations

import sys

import click

from .archive import open_services
from .messages import pluralize, print_error, print_note, unread_reason


@click.command()
@click.option("--unread", "only_unread", is_flag=True, help="Only articles that no engine could read so far.")
def reread(only_unread: bool) -> None:
    """Read every article of the archive again with the current engine, and link its speakers.

    Corrections, merges and splits are kept. Each article is its own transaction: an interrupted run leaves the archive
    consistent, and can be repeated. An article that this engine cannot read keeps its present quotations.
    """
    from attribution import InvalidText

    from ..store import NotFound

    done = failed = 0
    with open_services() as services:
        identifiers = services.article_writer.unread_ids() if only_unread else services.curation.article_ids()
        with click.progressbar(identifiers, label="Rereading", file=sys.stderr) as bar:
            for article_id in bar:
                try:
                    failure = services.article_writer.reread(article_id)
                except NotFound:
                    continue  # deleted meanwhile
                except InvalidText as error:  # stored by an engine that accepted more; its quotations stay
                    print_error(article_id, error)
                    failed += 1
                    continue
                if failure is None:
                    done += 1
                    continue
                print_error(article_id, unread_reason(failure))
                failed += 1
    print_note(f"{pluralize(done, 'article')} reread, {failed:,} failed")
    if failed:
        raise click.exceptions.Exit(1)
