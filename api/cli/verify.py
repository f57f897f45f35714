"""``saidby verify``: verifies a quotation against the archive."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import click

from . import streams
from .arguments import Moment, PlainText, Source

VERDICTS = {"verbatim": "ok", "paraphrased": "look", "truncated": "look"}  # all other findings: stop


@click.command()
@click.argument("quote", type=PlainText())
@click.option("--speaker", type=PlainText(), help="Who is said to have said it.")
@click.option("--source", type=Source(), help="Search only this outlet.")
@click.option("--from", "published_from", type=Moment(), help="Search only what was published at this time or later.")
@click.option("--before", "published_before", type=Moment(), help="Search only what was published before this time.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="For people, or for programs.",
)  # fmt: skip
def verify(
    quote: str, speaker: str | None, source: str | None, published_from: datetime | None,
    published_before: datetime | None, form: str,
) -> None:  # fmt: skip
    """Look for QUOTE in the archive.

    The exit code is 0 if this speaker said these words, 1 for a part of a longer quotation or a paraphrase, and 2 for
    anything else.
    """
    from ..http.members import InvalidMembers, question
    from ..http.representations.verifications import verification_record
    from ..operations.verification import verify as run
    from .archive import open_archive, paraphrases_of

    members = {"quote": quote, "speaker": speaker, "source": source}
    try:
        asked = question({name: value for name, value in members.items() if value is not None})
    except InvalidMembers as error:
        raise click.UsageError(str(error)) from error
    with open_archive() as archive:
        record = verification_record(
            run(archive, asked.within(published_from, published_before), paraphrases_of(archive))
        )
    verdict = VERDICTS.get(record["finding"], "stop")
    shown = json.dumps(record, ensure_ascii=False) + "\n" if form == "json" else _text(record, verdict)
    streams.show(shown)
    raise click.exceptions.Exit(("ok", "look", "stop").index(verdict))


def _text(record: dict[str, Any], verdict: str) -> str:
    from .findings import item, meaning
    from .messages import pluralize, single_line

    question, searched = record["question"], record["searched"]
    head = f"{single_line(question['speaker'] or 'anybody')}: {meaning(record['findings'])}"
    body = item(head, verdict, record["findings"], question["quote"], record["matches"])
    if record["matches"]:
        reports = record["reports"]
        sources = pluralize(reports["sources"], "source")
        return f"{body}\nReported by {sources} in {pluralize(reports['articles'], 'article')}.\n"
    articles = f"{pluralize(searched['quotations'], 'quotation')} in {pluralize(searched['articles'], 'article')}"
    dates = f" from {searched['oldest'][:10]} to {searched['newest'][:10]}" if searched["oldest"] else ""
    own = f", {searched['of_speaker']:,} of them by this speaker" if searched["of_speaker"] is not None else ""
    return f"{body}\nSearched {articles}{dates}{own}. A quotation that is not found may still have been said.\n"
