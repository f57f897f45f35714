"""``saidby speakers`` and ``saidby corrections``: relinks the archive, imports external identities, exports gold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import streams
from .archive import open_services
from .arguments import PlainText
from .messages import pluralize, print_error, print_note
from .speaker_attributes import attributes

if TYPE_CHECKING:
    from ..operations.curation import Curation


@click.group()
def speakers() -> None:
    """Relink the speakers of the archive, import their external identities and attributes."""


speakers.add_command(attributes)


@speakers.command()
def relink() -> None:
    """Link all speakers again, in a fixed order that does not depend on when their articles arrived.

    Merges, splits and corrections are kept. Meanwhile the archive can be read but not written; an interrupted run
    changes nothing.
    """
    with open_services() as services:
        articles, changed = services.curation.relink()
    quotations = pluralize(changed, "quotation")
    print_note(f"{pluralize(articles, 'article')} relinked, {quotations} with a different speaker than before")


@speakers.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", type=PlainText(), help="Who makes the correction; default: the file name.")
@click.option(
    "--why",
    type=PlainText(),
    default="imported",
    show_default=True,
    help="The reason, for rows without one.",
)
def import_file(file: Path, by: str | None, why: str) -> None:
    """Import external identities of speakers from FILE.csv.

    \b
    same_as     a URL of the same entity, such as https://www.wikidata.org/entity/Q15031; empty removes it
    id          the speaker's identifier, or else
    name        a name that only one known speaker has
    why         optional

    A row that cannot be imported is reported on standard error; the others are imported, and the exit code is 1.
    """
    from ..store import StoreError
    from ..store.speakers.corrections import Authorship

    done = failed = 0
    with open_services() as services:
        for line, row in _rows(file):
            where = f"{file.name}: line {line}"
            try:
                speaker_id = row.get("id") or _named(services.curation, row.get("name", ""))
                authorship = Authorship(by or f"import of {file.name}", row.get("why") or why)
                services.curation.set_same_as(speaker_id, row["same_as"] or None, authorship)
                done += 1
            except (StoreError, ValueError) as error:
                print_error(where, error)
                failed += 1
    print_note(f"{pluralize(done, 'speaker')} imported, {failed:,} failed")
    if failed:
        raise click.exceptions.Exit(1)


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with their line numbers. Raises ``ClickException`` if the file is not a table with these columns."""
    import csv

    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            reader = csv.DictReader(text, strict=True)
            columns = set(reader.fieldnames or ())
            if "same_as" not in columns or not columns & {"id", "name"}:
                raise click.ClickException(f"{file.name}: the first line must name the columns same_as, and id or name")
            for row in reader:
                if None in row or None in row.values():
                    raise click.ClickException(
                        f"{file.name}: line {reader.line_num}: the number of fields differs from the number of columns"
                    )
                yield reader.line_num, {column: value.strip() for column, value in row.items()}
    except (UnicodeDecodeError, csv.Error) as error:
        raise click.ClickException(f"{file.name}: not CSV in UTF-8: {error}") from error


def _named(curation: Curation, name: str) -> str:
    found = curation.ids_by_name(name)
    if len(found) != 1:
        raise ValueError(f"{len(found) or 'no'} known speakers are called {name!r}" if name else "neither id nor name")
    return found[0]


@click.group()
def corrections() -> None:
    """Export corrections made by people."""


@corrections.command()
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def export(output: Path | None) -> None:
    """Write the corrected articles as gold for ``saidby evaluate``: one article per line, in the record's format.

    Everything in such an article that was not corrected counts as correct.
    """
    with open_services() as services:
        lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in services.curation.gold()]
    data = "".join(lines).encode("utf8")
    if output is None or str(output) == "-":
        streams.write(data)
    else:
        output.write_bytes(data)
    print_note(f"{pluralize(len(lines), 'corrected article')}")
