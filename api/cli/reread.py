"""``saidby reread``: the present engine over all articles of the archive; what humans corrected holds."""

from __future__ import annotations

import sys

import click

from .archive import opened
from .messages import complain, counted, defect, note


@click.command()
def reread() -> None:
    """Read every article of the archive again with the present engine, and link its speakers.

    What humans corrected, merged and split holds. Each article is a transaction of its own: a run that was
    interrupted leaves the archive whole, and can be made again.
    """
    from attribution import AttributionError, InvalidText

    from ..engine_pool import EngineUnavailable
    from ..store import NotFound, StoreError, articles

    done = failed = 0
    with opened() as services:
        identifiers = services.curation.article_ids()
        with click.progressbar(identifiers, label="Reading again", file=sys.stderr) as bar:
            for article_id in bar:
                try:
                    quotations = services.attributor.attribute(services.article(article_id).text)
                    with services.database.writing() as session:
                        articles.replace_quotations(session, article_id, quotations)
                    done += 1
                except NotFound:
                    continue  # deleted meanwhile
                except InvalidText as error:  # kept by an engine that took more; its quotations stay
                    complain(article_id, error)
                    failed += 1
                except (AttributionError, EngineUnavailable, StoreError, OSError):
                    raise
                except Exception as error:  # a defect of the engine costs one article, not the run
                    complain(article_id, defect(error))
                    failed += 1
    note(f"{counted(done, 'article')} read again, {failed:,} failed")
    if failed:
        raise click.exceptions.Exit(1)
