"""``saidby reread``: the present engine over all articles of the archive; what humans corrected holds."""

from __future__ import annotations

import sys

import click

from .archive import opened
from .messages import complain, counted, note, unread


@click.command()
@click.option("--unread", "only_unread", is_flag=True, help="Only those that no engine could read so far.")
def reread(only_unread: bool) -> None:
    """Read every article of the archive again with the present engine, and link its speakers.

    What humans corrected, merged and split holds. Each article is a transaction of its own: a run that was
    interrupted leaves the archive whole, and can be made again. An article that this engine cannot read keeps the
    quotations that it has.
    """
    from attribution import InvalidText

    from ..store import NotFound

    done = failed = 0
    with opened() as services:
        identifiers = services.keeping.marked() if only_unread else services.curation.article_ids()
        with click.progressbar(identifiers, label="Reading again", file=sys.stderr) as bar:
            for article_id in bar:
                try:
                    failure = services.keeping.reread(article_id)
                except NotFound:
                    continue  # deleted meanwhile
                except InvalidText as error:  # kept by an engine that took more; its quotations stay
                    complain(article_id, error)
                    failed += 1
                    continue
                if failure is None:
                    done += 1
                    continue
                complain(article_id, unread(failure))
                failed += 1
    note(f"{counted(done, 'article')} read again, {failed:,} failed")
    if failed:
        raise click.exceptions.Exit(1)
