"""``saidby speakers attributes``: imports attributes of speakers from CSV, exports, removes and restores them."""

from __future__ import annotations

from pathlib import Path

import click

from . import streams
from .archive import open_services
from .arguments import PlainText
from .messages import pluralize, print_note


@click.group()
def attributes() -> None:
    """What you know of speakers, such as party or beat, for the source audit to count by. None is inferred."""


@attributes.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", type=PlainText(), help="Who imports them; default: the file name.")
def import_file(file: Path, by: str | None) -> None:
    """Import attributes from FILE.csv, in place of those before.

    The first line is a heading, such as "speaker,party,beat". Each other line has a speaker, by name or identifier, and
    the attributes. A file with a fault is not imported, and the line is named.
    """
    from ..store import InvalidInput

    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise click.ClickException(f"{file.name}: line {line} is not UTF-8") from error
    with open_services() as services:
        try:
            services.speaker_attributes.replace(text, by or f"import of {file.name}")
        except InvalidInput as error:
            raise click.ClickException(f"{file.name}: {error}") from error
        found = services.speaker_attributes.table()
    print_note(f"attributes of {pluralize(len(found.in_force.attributes.values), 'speaker')} imported")
    for name in found.unknown:
        print_note(f"the archive does not know {name}")


@attributes.command()
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def export(output: Path | None) -> None:
    """Write the attributes in force as CSV, as they can be imported again."""
    with open_services() as services:
        data = services.speaker_attributes.table().csv.encode("utf8")
    if output is None or str(output) == "-":
        streams.write(data)
    else:
        output.write_bytes(data)


@attributes.command()
@click.option("--by", type=PlainText(), default="saidby", show_default=True, help="Who removes them.")
def remove(by: str) -> None:
    """Remove all attributes; "undo" brings them back."""
    with open_services() as services:
        services.speaker_attributes.remove(by)
    print_note("no attributes are in force")


@attributes.command()
def undo() -> None:
    """Take back the last import or removal, so that the table before it is in force again."""
    with open_services() as services:
        services.speaker_attributes.undo()
        found = services.speaker_attributes.in_force()
    print_note(f"attributes of {pluralize(len(found.attributes.values), 'speaker')} are in force")
