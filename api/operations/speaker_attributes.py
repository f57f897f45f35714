"""Operations on attributes of speakers that people import as CSV: read, replaced, removed, undone. None is inferred."""

from __future__ import annotations

from dataclasses import dataclass

from api.store import Database
from api.store.database import plain
from api.store.filters import speaker_ids
from api.store.speakers import attributes
from api.store.speakers.attributes import AttributesInForce, SpeakerAttributes

from .attribute_tables import read_attributes, written


@dataclass(frozen=True, slots=True)
class ImportedAttributes:
    """The attributes in force: their names and table in CSV, and the speakers in it whom the archive does not know."""

    in_force: AttributesInForce
    csv: str
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpeakerAttributeImports:
    """The attributes of speakers in a database."""

    database: Database

    def in_force(self) -> AttributesInForce:
        """The attributes in force."""
        with self.database.reading() as session:
            return attributes.current(session)

    def table(self) -> ImportedAttributes:
        """The attributes in force, as a table."""
        found = self.in_force()
        with self.database.snapshot() as reader:
            connection = plain(reader)
            unknown = tuple(name for name in found.attributes.values if not speaker_ids(connection, [name]))
        return ImportedAttributes(found, written(found.attributes), unknown)

    def replace(self, csv: str, by: str) -> None:
        """Put a table in CSV in force in place of the one before. Raises ``InvalidInput``, which names the line."""
        given = read_attributes(csv)
        with self.database.writing() as session:
            attributes.replace(session, given, by)

    def remove(self, by: str) -> None:
        """Put no attributes in force. Raises ``InvalidInput``."""
        with self.database.writing() as session:
            if attributes.current(session).attributes.values:
                attributes.replace(session, SpeakerAttributes(), by)

    def undo(self) -> None:
        """Take back the last import or removal, if there is one."""
        with self.database.writing() as session:
            attributes.undo(session)
