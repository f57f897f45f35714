"""``saidby embed``: prepares the search for paraphrases by meaning."""

from __future__ import annotations

import click

from .archive import open_archive, paraphrases_of
from .messages import pluralize, print_note


@click.command()
def embed() -> None:
    """Embed all quotations for the search by meaning, with the model in SAIDBY_MODEL.

    A running service embeds what arrives later, a little with each question. The vectors are in ARCHIVE.vectors.
    """
    with open_archive() as archive:
        paraphrases = paraphrases_of(archive)
        if paraphrases is None:
            raise click.UsageError("SAIDBY_MODEL is not set: it names the folder of a sentence-embedding model")
        done = 0
        try:
            while read := paraphrases.update():
                done += read
        except OSError as error:
            raise click.ClickException(f"the vectors cannot be written: {error.strerror or error}") from error
    print_note(f"{pluralize(done, 'quotation')} embedded")
