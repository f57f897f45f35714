"""``saidby reviews``: imports fact-checkers' reviews and matches them with quotations."""

from __future__ import annotations

from pathlib import Path

import click

from .archive import open_archive
from .messages import pluralize, print_error, print_note


@click.group()
def reviews() -> None:
    """Import fact-checkers' reviews of quotations."""


@reviews.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_file(file: Path) -> None:
    """Import the reviews in FILE, a feed of schema.org ClaimReview in JSON.

    Each review is added to the quotation that it reviews, if the archive has it. A review that cannot be read is
    reported on standard error; the others are imported, and the exit code is 1.
    """
    from ..ingest.claim_reviews import entries
    from ..ingest.text_files import UnreadableFile, printable
    from ..operations.fact_checks import FactChecks

    name = printable(str(file))
    added = replaced = unmatched = failed = 0
    with open_archive() as archive:
        checks = FactChecks(archive)
        try:
            for entry in entries(file):
                if entry.review is None:
                    print_error(f"{name}, {entry.origin}", entry.problem)
                    failed += 1
                    continue
                created = checks.add_to_reviewed(entry.claim, entry.claimant, entry.review)
                added += created is True
                replaced += created is False
                unmatched += created is None
        except UnreadableFile as error:
            raise click.ClickException(f"{name}: {error}") from error
    known = f"{pluralize(added, 'review')} added, {replaced:,} replaced"
    print_note(f"{known}; {unmatched:,} of claims that the archive does not have")
    if failed:
        raise click.exceptions.Exit(1)
