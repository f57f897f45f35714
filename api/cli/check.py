"""``saidby check``: checks a draft against its sources before it is published."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import engine, streams
from .messages import engine_failure, pluralize

if TYPE_CHECKING:
    from ..verification.drafts import SourceInput

COMPARED = ("altered", "spliced")  # findings that are shown word by word
EXIT_CODES = {"ok": 0, "look": 1, "stop": 2}


class CheckFailed(click.ClickException):
    """The check failed; the exit code must differ from those of the verdicts."""

    exit_code = 3


SUFFIXES = (".txt", ".vtt", ".srt")


@click.command()
@click.argument("draft", metavar="DRAFT")
@click.argument("more", nargs=-1, metavar="[PATH]...")
@click.option(
    "--against", "first", multiple=True, metavar="PATH...",
    help="Notes, transcripts (.txt, .vtt, .srt) or articles that the draft is based on, or folders of them.",
)  # fmt: skip
@click.option(
    "--notes", multiple=True, metavar="PATH",
    help="A reporter's notes, or a folder of them: text without quotation marks counts as speech too.",
)  # fmt: skip
@click.option(
    "--document", "documents", multiple=True, metavar="PATH",
    help="A statement, judgment, report or letter, or a folder of them, whose own words may be quoted.",
)  # fmt: skip
@click.option("--archive", is_flag=True, help="Search the archive as well.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", show_default=True,
    help="For people, for programs, or for editors and continuous integration.",
)  # fmt: skip
def check(
    draft: str,
    more: tuple[str, ...],
    first: tuple[str, ...],
    notes: tuple[str, ...],
    documents: tuple[str, ...],
    archive: bool,
    form: str,
) -> None:
    """Check the words and the speaker of every quotation in DRAFT ("-" for standard input).

    The exit code is 0 if the sources confirm all of them, 1 if a person should look at one, 2 if one must not be
    published, and 3 if the check failed.
    """
    paths = {None: [*first, *more], "notes": notes, "document": documents}
    if not (first or notes or documents or archive):
        raise CheckFailed("Nothing to check against: name sources with --against, or use --archive.")
    try:
        record, text = _checked(draft, paths, archive=archive)
    except click.ClickException as error:
        raise CheckFailed(error.message) from error
    streams.show(_shown(draft, text, record, form))
    raise click.exceptions.Exit(EXIT_CODES[record["verdict"]])


def _checked(draft: str, paths: Mapping[str | None, Sequence[str]], *, archive: bool) -> tuple[dict[str, Any], str]:
    """The check in JSON, and the draft's text."""
    from contextlib import ExitStack

    from attribution import InvalidText

    from ..engine_pool import PermanentEngineError
    from ..http.representations.checks import check_record
    from ..ingest.text_files import UnreadableFile, printable, prose
    from ..operations.checking import InvalidSource, check_draft
    from ..verification.drafts import DraftInput
    from .archive import errors_as_messages, open_archive

    try:
        text = prose(draft)
    except UnreadableFile as error:
        raise CheckFailed(f"{printable(draft)}: {error}") from error
    sources = [source for kind, given in paths.items() for path in given for source in _sources(path, kind)]
    draft_input = DraftInput(text, sources, archive)
    with errors_as_messages(), ExitStack() as stack:
        opened = stack.enter_context(open_archive()) if archive else None
        attributor = stack.enter_context(engine.started())
        try:
            return check_record(check_draft(attributor, opened, draft_input)), text
        except (InvalidText, PermanentEngineError) as error:
            why = engine_failure(error) if isinstance(error, PermanentEngineError) else error
            raise CheckFailed(f"{printable(draft)}: {why}") from error
        except InvalidSource as error:
            raise CheckFailed(str(error)) from error


def _sources(path: str, kind: str | None) -> Iterator[SourceInput]:
    """The source at a path, or those in a folder. Without a ``kind`` it is recognized."""
    from ..ingest.text_files import UnreadableFile, printable, prose
    from ..verification.drafts import SourceInput
    from ..verification.sources import SourceKind

    folder = Path(path)
    files = sorted(f for f in folder.iterdir() if f.suffix.lower() in SUFFIXES) if folder.is_dir() else [folder]
    if not files:
        raise CheckFailed(f"{printable(path)}: the folder has no files in {', '.join(SUFFIXES)}")
    for file in files:
        name = printable(str(file))
        try:
            yield SourceInput(name, prose(str(file)), SourceKind(kind) if kind is not None else None)
        except UnreadableFile as error:
            raise CheckFailed(f"{name}: {error}") from error


def _shown(draft: str, text: str, record: dict[str, Any], form: str) -> str:
    from ..ingest.text_files import printable
    from .findings import item
    from .sarif import log

    if form == "json":
        return json.dumps(record, ensure_ascii=False) + "\n"
    if form == "sarif":
        return json.dumps(log(draft, text, record), ensure_ascii=False, indent=2) + "\n"
    parts = []
    for found in record["quotations"]:
        line = text.count("\n", 0, found["quotation"]["spans"][0]["start"]) + 1
        speaker = (found["quotation"]["speaker"] or {}).get("name") or "no speaker"
        head = f"line {line}, {printable(speaker)}"
        shown = found["matches"] if found["verdict"] != "ok" and found["finding"] in COMPARED else ()
        parts.append(item(head, found["verdict"], found["findings"], found["asked"], shown, found["message"]))
    verdicts = [found["verdict"] for found in record["quotations"]]
    summary = ", ".join(f"{verdicts.count(name)} {name}" for name in EXIT_CODES)
    return "\n".join([*parts, f"{printable(draft)}: {pluralize(len(verdicts), 'quotation')}: {summary}"]) + "\n"
